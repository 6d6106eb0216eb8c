"""How one step is taken: the rules, from the simplest to the hardest."""

from optlab.optimizers import schedules
from optlab.optimizers.adam import Adam, AdaMax, AdamW, AMSGrad
from optlab.optimizers.adam_variants import AdaBelief, NAdam, RAdam, Yogi
from optlab.optimizers.adaptive import AdaDelta, AdaGrad, RMSProp
from optlab.optimizers.catalogue import METHODS, SCHEDULES, WRAPPERS, Entry, make_schedule, method
from optlab.optimizers.descent import GradientDescent, Momentum, Nesterov
from optlab.optimizers.description import Description, Hyperparameter, describe
from optlab.optimizers.labels import label, title
from optlab.optimizers.line_search import ConjugateGradient, LineSearch, PolyakStep
from optlab.optimizers.newton import Newton
from optlab.optimizers.quasi_newton import BFGS, LBFGS
from optlab.optimizers.rule import Calls, Oracle, Rule
from optlab.optimizers.sampling import Batches, check_batch_size
from optlab.optimizers.sharpness import SharpnessAware
from optlab.optimizers.sign import Lion, Rprop, SignDescent
from optlab.optimizers.wrappers import Averaged, Clipped, WeightDecay

__all__ = [
    "BFGS",
    "LBFGS",
    "METHODS",
    "SCHEDULES",
    "WRAPPERS",
    "AMSGrad",
    "AdaBelief",
    "AdaDelta",
    "AdaGrad",
    "AdaMax",
    "Adam",
    "AdamW",
    "Averaged",
    "Batches",
    "Calls",
    "Clipped",
    "ConjugateGradient",
    "Description",
    "Entry",
    "GradientDescent",
    "Hyperparameter",
    "LineSearch",
    "Lion",
    "Momentum",
    "NAdam",
    "Nesterov",
    "Newton",
    "Oracle",
    "PolyakStep",
    "RAdam",
    "RMSProp",
    "Rprop",
    "Rule",
    "SharpnessAware",
    "SignDescent",
    "WeightDecay",
    "Yogi",
    "check_batch_size",
    "describe",
    "label",
    "make_schedule",
    "method",
    "schedules",
    "title",
]
