"""How one step is taken: the rules, from the simplest to the hardest."""

from optlab.optimizers.descent import GradientDescent, Momentum
from optlab.optimizers.rule import Oracle, Rule
from optlab.optimizers.sampling import Batches, check_batch_size

__all__ = ["Batches", "GradientDescent", "Momentum", "Oracle", "Rule", "check_batch_size"]
