"""What a method is: two pure functions and its own small memory.

A rule never sees a loss, only an oracle that answers about this step's batch; it never sees one run, only all of them
at once along the first axis.  ``rate`` comes as ``(runs, 1)``, so it multiplies points and gradients directly.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Oracle(Protocol):
    """Answers about the mean over this step's batch, for all runs at once."""

    def value(self, points: Array) -> Array:
        """``(runs, dim)`` -> ``(runs,)``."""
        ...

    def gradient(self, points: Array) -> Array:
        """``(runs, dim)`` -> ``(runs, dim)``."""
        ...

    def hessian(self, points: Array) -> Array:
        """``(runs, dim)`` -> ``(runs, dim, dim)``."""
        ...


class Rule(Protocol):
    """A method: hyperparameters in a frozen dataclass, memory in the state that it passes on to itself."""

    def init(self, points: Array) -> Any:
        """The memory before the first step, for points ``(runs, dim)``."""
        ...

    def update(self, points: Array, state: Any, oracle: Oracle, rate: Array) -> tuple[Array, Any]:
        """One step: the new points ``(runs, dim)`` and the new memory; the arrays received stay unchanged."""
        ...
