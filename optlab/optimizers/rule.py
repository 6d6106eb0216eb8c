"""What a method is: two pure functions and its own small memory.

A rule never sees a loss, only an oracle that answers about this step's batch; it never sees one run, only all of them
at once along the first axis.  ``rate`` comes as ``(runs, dim)``, each run its own number repeated, so it multiplies
points and gradients directly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from optlab.optimizers.hyperparameters import Checked

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
"""Which runs: ``(runs,)``."""


class Oracle(Protocol):
    """Answers about the mean over this step's batch, for all runs at once.

    A rule that asks again for some runs only, as a line search does, says which in ``active``: the others' answers are
    there too but mean nothing, and are not counted as examples seen.
    """

    @property
    def running(self) -> Mask:
        """The runs that have not been stopped, ``(runs,)``."""
        ...

    def value(self, points: Array, active: Mask | None = None) -> Array:
        """``(runs, dim)`` -> ``(runs,)``."""
        ...

    def gradient(self, points: Array, active: Mask | None = None) -> Array:
        """``(runs, dim)`` -> ``(runs, dim)``."""
        ...

    def hessian(self, points: Array, active: Mask | None = None) -> Array:
        """``(runs, dim)`` -> ``(runs, dim, dim)``."""
        ...

    def stop(self, which: Mask, why: str) -> None:
        """End those runs here: they keep the points they came with, and ``why`` becomes the sentence of the outcome."""
        ...


@dataclass(frozen=True)
class Calls:
    """What one step asks of the oracle; with ``searches`` these are the least, and further trials may follow."""

    gradients: int = 1
    values: int = 0
    hessians: int = 0
    searches: bool = False


class Rule(Protocol):
    """A method: hyperparameters in a frozen dataclass, memory in the state that it passes on to itself."""

    @property
    def calls(self) -> Calls:
        """What one step costs."""
        ...

    def init(self, points: Array) -> Any:
        """The memory before the first step, for points ``(runs, dim)``."""
        ...

    def update(self, points: Array, state: Any, oracle: Oracle, rate: Array) -> tuple[Array, Any]:
        """One step: the new points ``(runs, dim)`` and the new memory; the arrays received stay unchanged."""
        ...


@dataclass(frozen=True)
class Method(Checked):
    """What most rules share: checked hyperparameters, no memory, one gradient a step."""

    @property
    def calls(self) -> Calls:
        """What one step costs: one gradient."""
        return Calls()

    def init(self, points: Array) -> Any:
        """Nothing to remember."""
        return None


def dot(left: Array, right: Array) -> Array:
    """Inner product run by run, ``(runs, dim)`` twice -> ``(runs,)``; the same bits whatever runs are beside."""
    # einsum sums in the order of memory, so the order has to be fixed
    products: Array = np.einsum("ij,ij->i", np.ascontiguousarray(left), np.ascontiguousarray(right))
    return products


def length(vectors: Array) -> Array:
    """Euclidean length run by run, ``(runs, dim)`` -> ``(runs,)``."""
    lengths: Array = np.sqrt(dot(vectors, vectors))
    return lengths


def times(matrices: Array, vectors: Array) -> Array:
    """Matrix times vector run by run, ``(runs, dim, dim)`` and ``(runs, dim)`` -> ``(runs, dim)``."""
    products: Array = np.einsum("ijk,ik->ij", np.ascontiguousarray(matrices), np.ascontiguousarray(vectors))
    return products


def blend(old: Array, new: Array, decay: float) -> Array:
    """Exponential moving average: keep the share ``decay`` of the old, take the rest from the new."""
    return decay * old + (1.0 - decay) * new
