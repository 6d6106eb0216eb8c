"""Loss and rule put together and run."""

from optlab.experiment.neighbours import neighbours
from optlab.experiment.outcome import Outcome
from optlab.experiment.rates import fixed_rate, suggest_rate
from optlab.experiment.runner import run
from optlab.experiment.trajectory import Trajectory

__all__ = ["Outcome", "Trajectory", "fixed_rate", "neighbours", "run", "suggest_rate"]
