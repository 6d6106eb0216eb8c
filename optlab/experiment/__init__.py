"""Loss and rule put together and run."""

from optlab.experiment.outcome import Outcome
from optlab.experiment.runner import run
from optlab.experiment.suggestion import suggest_rate
from optlab.experiment.trajectory import Trajectory

__all__ = ["Outcome", "Trajectory", "run", "suggest_rate"]
