"""optlab: see gradient descent.  Any loss, many methods, many runs at once.

>>> import optlab
>>> loss = optlab.parse_loss("x**2 + 10*y**2")
>>> trajectory = optlab.run(loss, optlab.optimizers.Momentum(decay=0.9), starts=[2.0, 1.0], rate=0.01, steps=300)
>>> trajectory.outcomes[0].status
'converged'
"""

from optlab import datasets, optimizers
from optlab.errors import DataError, ExpressionError, OptlabError, SettingsError
from optlab.experiment import Outcome, Trajectory, run
from optlab.losses import Loss, landscapes, parse_loss

__version__ = "0.1.0"

__all__ = [
    "DataError",
    "ExpressionError",
    "Loss",
    "OptlabError",
    "Outcome",
    "SettingsError",
    "Trajectory",
    "datasets",
    "landscapes",
    "optimizers",
    "parse_loss",
    "run",
]
