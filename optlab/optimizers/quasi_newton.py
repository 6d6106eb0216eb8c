"""Newton's method without a Hessian: learn the curvature from how slopes change along the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import whole
from optlab.optimizers.rule import Array, Calls, Mask, Method, Oracle, dot, times
from optlab.optimizers.searches import search

SEARCH_CALLS = Calls(gradients=3, values=2, searches=True)
"""Gradients here, a hair ahead and at the end; values here and at every trial."""


class Inverse(NamedTuple):
    """What BFGS remembers: its guess of the inverse Hessian ``(runs, dim, dim)``, and where it is still the unit
    matrix.
    """

    matrix: Array
    fresh: Mask


@dataclass(frozen=True)
class BFGS(Method):
    r"""Build up the inverse Hessian from steps and changes of slope, and jump as Newton would.

    .. math:: d = -H g, \quad w \leftarrow w + \eta t d, \quad
        H \leftarrow \left(I - \tfrac{s y^\top}{y^\top s}\right) H \left(I - \tfrac{y s^\top}{y^\top s}\right)
        + \tfrac{s s^\top}{y^\top s} \quad \text{with the step } s \text{ and the change of slope } y

    ``rate``, η from 0.1 to 1: a factor on the length tried first; 1 goes to the minimum along the line.

    Texts differ: most try the length 1 first, here it is the minimum of the parabola along the line, so a quadratic in
    n parameters is done after n steps. H starts as the unit matrix and is scaled once by yᵀs/yᵀy.

    Reference: Broyden, Fletcher, Goldfarb and Shanno, 1970; Nocedal and Wright, 2006, chapter 6.
    """

    @property
    def calls(self) -> Calls:
        """What one step costs."""
        return SEARCH_CALLS

    def init(self, points: Array) -> Inverse:
        """The unit matrix: the first step is plain descent."""
        runs, dim = points.shape
        return Inverse(np.broadcast_to(np.eye(dim), (runs, dim, dim)).copy(), np.ones(runs, dtype=bool))

    def update(self, points: Array, state: Inverse, oracle: Oracle, rate: Array) -> tuple[Array, Inverse]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        landing = search(oracle, points, gradient, -times(state.matrix, gradient), rate)
        step, change = landing.points - points, landing.gradient - gradient
        bend = dot(change, step)
        learns = landing.moved & (bend > 0.0)
        scale = np.where(state.fresh, bend / dot(change, change), 1.0)
        learned = _inverse_update(scale[:, None, None] * state.matrix, step, change, bend)
        matrix = np.where(learns[:, None, None], learned, state.matrix)
        return landing.points, Inverse(matrix, state.fresh & ~learns)


def _inverse_update(matrix: Array, step: Array, change: Array, bend: Array) -> Array:
    """The formula above, multiplied out."""
    turned = times(matrix, change)
    weight = (1.0 + dot(change, turned) / bend)[:, None, None]
    outer = step[:, :, None] * step[:, None, :]
    mixed = turned[:, :, None] * step[:, None, :]
    return matrix + (weight * outer - mixed - mixed.swapaxes(1, 2)) / bend[:, None, None]


class Pairs(NamedTuple):
    """What L-BFGS remembers: the last steps and changes of slope ``(runs, memory, dim)``, newest last, 0 where unused,
    and one over their inner products ``(runs, memory)``.
    """

    steps: Array
    changes: Array
    inverse: Array


@dataclass(frozen=True)
class LBFGS(Method):
    r"""BFGS that remembers the last few steps instead of a matrix, so that it works with millions of parameters.

    .. math:: d = -H g \quad \text{with } H \text{ rebuilt from the last } m \text{ pairs } (s, y), \qquad
        w \leftarrow w + \eta t d

    ``rate``, η from 0.1 to 1: a factor on the length tried first; 1 goes to the minimum along the line.
    ``memory``, m from 1 to 30: how many steps are remembered; with at least n it equals BFGS on a quadratic.

    Texts differ: PyTorch remembers 100 and takes a fixed step unless told to search; SciPy remembers 10. The matrix to
    start from is the unit one, scaled by sᵀy/yᵀy of the newest pair.

    Reference: Liu and Nocedal, 1989, On the limited memory BFGS method.
    """

    memory: int = whole(10)

    @property
    def calls(self) -> Calls:
        """What one step costs."""
        return SEARCH_CALLS

    def init(self, points: Array) -> Pairs:
        """No pairs yet: the first step is plain descent."""
        runs, dim = points.shape
        empty = np.zeros((runs, self.memory, dim))
        return Pairs(empty, empty.copy(), np.zeros((runs, self.memory)))

    def update(self, points: Array, state: Pairs, oracle: Oracle, rate: Array) -> tuple[Array, Pairs]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        landing = search(oracle, points, gradient, -_two_loops(state, gradient), rate)
        step, change = landing.points - points, landing.gradient - gradient
        bend = dot(change, step)
        learns = landing.moved & (bend > 0.0)
        return landing.points, _remember(state, learns, Pairs(step, change, 1.0 / bend))


def _two_loops(pairs: Pairs, gradient: Array) -> Array:
    """H times the gradient, from the newest pair back and forth again; unused pairs change nothing."""
    count, result, shares = pairs.inverse.shape[1], gradient, {}
    for i in reversed(range(count)):
        shares[i] = (pairs.inverse[:, i] * dot(pairs.steps[:, i], result))[:, None]
        result = result - shares[i] * pairs.changes[:, i]
    newest = pairs.changes[:, -1]
    squared = pairs.inverse[:, -1] * dot(newest, newest)
    result = result / np.where(squared > 0.0, squared, 1.0)[:, None]
    for i in range(count):
        share = (pairs.inverse[:, i] * dot(pairs.changes[:, i], result))[:, None]
        result = result + (shares[i] - share) * pairs.steps[:, i]
    return result


def _remember(old: Pairs, which: Mask, new: Pairs) -> Pairs:
    """The newest pair added at the end and the oldest dropped, for the runs that learned something."""
    return Pairs(
        np.where(which[:, None, None], np.concatenate([old.steps[:, 1:], new.steps[:, None]], axis=1), old.steps),
        np.where(which[:, None, None], np.concatenate([old.changes[:, 1:], new.changes[:, None]], axis=1), old.changes),
        np.where(which[:, None], np.concatenate([old.inverse[:, 1:], new.inverse[:, None]], axis=1), old.inverse),
    )
