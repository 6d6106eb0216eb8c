"""What a method is: two pure functions and its own small memory.

A *method* is a class of the catalogue; a *rule* is what ``run`` takes: a method with its numbers, or a wrapper around a
rule.

A rule never sees a loss, only an oracle that answers about this step's batch; it never sees one run, only all of them
at once along the first axis.  ``rate`` comes as ``(runs, dim)``, each run its own number repeated, so it multiplies
points and gradients directly.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class ForwardingOracle:
    """An oracle that answers as another does: what stands between a rule and its oracle changes some of the answers."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle

    @property
    def running(self) -> Mask:
        """As the oracle inside."""
        return self.oracle.running

    def value(self, points: Array, active: Mask | None = None) -> Array:
        """As the oracle inside."""
        return self.oracle.value(points, active)

    def gradient(self, points: Array, active: Mask | None = None) -> Array:
        """As the oracle inside."""
        return self.oracle.gradient(points, active)

    def hessian(self, points: Array, active: Mask | None = None) -> Array:
        """As the oracle inside."""
        return self.oracle.hessian(points, active)

    def stop(self, which: Mask, why: str) -> None:
        """As the oracle inside."""
        self.oracle.stop(which, why)


@dataclass(frozen=True)
class Calls:
    """What one step asks of the oracle; with ``searches`` these are the least, and further trials may follow."""

    gradients: int = 1
    values: int = 0
    hessians: int = 0
    searches: bool = False


class Rule(Protocol):
    """What ``run`` takes: a method with its numbers, or a wrapper around a rule; it passes its memory on to itself."""

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


Lines = tuple[tuple[str, str], ...]
"""The arithmetic of a step: (name, formula) with places for numbers, such as ``{g}`` (see ``analysis.arithmetic``)."""

GRADIENT = ("gradient", "∇L(w) = {g}")


def plain_lines(memory: Sequence[str], asked: bool) -> Lines:
    """The lines of a rule without a formula of its own: its gradient if it ``asked`` for one, its ``memory`` before and
    after, and the move.
    """
    changed = [(name.replace("_", " "), f"{{{name}}} → {{{name}+}}") for name in memory]
    return (
        *([GRADIENT] if asked else []),
        *changed,
        ("step", "Δw = {move}"),
        ("new point", "w + Δw = {w} + {move} = {w+}"),
    )


@dataclass(frozen=True)
class Method(Checked):
    """What a method of the catalogue begins with: checked hyperparameters, no memory, one gradient a step.

    The class is the method; made with its numbers it is a rule.
    """

    @property
    def heavy_ball_decay(self) -> float | None:
        """β of a method that moves like a heavy ball (0: plain descent), stable up to η·λ = 2 + 2β; None for others."""
        return None

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """The arithmetic of a step, line by line; ``memory`` names what is remembered, ``asked`` is for a gradient."""
        return plain_lines(memory, asked)

    @property
    def calls(self) -> Calls:
        """What one step costs: one gradient."""
        return Calls()

    def init(self, points: Array) -> Any:
        """Nothing to remember."""
        return None

    def update(self, points: Array, state: Any, oracle: Oracle, rate: Array) -> tuple[Array, Any]:
        """One step (see ``Rule``): what makes the method."""
        raise NotImplementedError(type(self).__name__)


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
