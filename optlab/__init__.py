"""optlab: see gradient descent.  Any loss, many methods, many runs at once.

>>> import optlab
>>> loss = optlab.parse_loss("x**2 + 10*y**2")
>>> trajectory = optlab.run(loss, optlab.optimizers.Momentum(decay=0.9), starts=[2.0, 1.0], rate=0.01, steps=300)
>>> trajectory.outcomes[0].status
'converged'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optlab import datasets, lessons, models, optimizers
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
    "lessons",
    "models",
    "optimizers",
    "parse_loss",
    "run",
]

_HOMES = {
    "optlab.errors": ("DataError", "ExpressionError", "OptlabError", "SettingsError"),
    "optlab.experiment": ("Outcome", "Trajectory", "run"),
    "optlab.losses": ("Loss", "landscapes", "parse_loss"),
}


def __getattr__(name: str) -> Any:
    """A public name, or a room of the library, imported when it is first asked for (PEP 562).

    The server can answer a browser a second before pandas and all that computes are there.
    """
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((home for home, names in _HOMES.items() if name in names), None)
    try:
        value = (
            importlib.import_module(f"{__name__}.{name}")
            if home is None
            else getattr(importlib.import_module(home), name)
        )
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
