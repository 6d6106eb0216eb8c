"""Newton's step and the lowest curvature for very many parameters, from a few products with the Hessian."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.experiment.newton import FLAT
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.optimizers.rule import length

PRODUCTS = 40
"""Products with the Hessian for each of two questions: how far the minimum is, and how the loss bends least."""

LOWEST = 4
"""Directions of least curvature that are handed on."""

EXHAUSTED = 1e-10
"""A new direction shorter than this share of the largest curvature adds nothing."""

STRAIGHT = 1e-5
"""Of the point's size (or 1): how far apart slopes are compared to see how the loss bends along the gradient."""

ROUGHLY = 2.0
"""So many times shorter Newton's step may be than it is said to be at least: two slopes are no second derivative."""


class Krylov(NamedTuple):
    """Newton's ``move`` ``(dim,)`` and its length ``distance`` (infinite where there is none), the ``lowest`` and the
    ``highest`` curvature found, and the ``directions`` ``(some, dim)`` of least curvature.
    """

    move: Array
    distance: float
    lowest: float
    highest: float
    directions: Array


def distance_at_least(loss: Loss, points: Array) -> Array:
    r"""How far Newton's method would at least go from points ``(runs, dim)``, ``(runs,)``, from three slopes each.

    Newton's step s solves :math:`H s = -g`, so :math:`\|g\|^2 = -(H g)^\top s \le \|H g\| \|s\|`: it is no shorter than
    :math:`\|g\|^2 / \|H g\|`, whatever the signs of the curvatures.  0 where that is not known.

    >>> from optlab.losses import parse_loss
    >>> distance_at_least(parse_loss("x^2 - 3*y^2 + 5*z^2"), np.array([[1.0, 0.0, 0.0]])).round(6).tolist()
    [0.5]
    """
    with np.errstate(all="ignore"):
        slopes = loss.batch_gradient(points, None)
        lengths = length(slopes)
        reach = STRAIGHT * np.maximum(1.0, np.abs(points).max(axis=1, initial=0.0))
        apart = reach[:, None] * slopes / lengths[:, None]
        bends = loss.batch_gradient(points + apart, None) - loss.batch_gradient(points - apart, None)
        distances = lengths * (2.0 * reach) / length(bends) / ROUGHLY
    return np.where(np.isfinite(distances), distances, 0.0)


def krylov(loss: Loss, point: Array) -> Krylov:
    """What a few products with the Hessian tell at a point ``(dim,)``.  Source: Lanczos, 1950; Paige, 1976.

    The least curvature is looked for from a start drawn at random, always the same: the gradient knows nothing of a
    direction along which a run stands exactly on a ridge.

    >>> from optlab.losses import parse_loss
    >>> loss = parse_loss("x^2 - 3*y^2 + 5*z^2")
    >>> found = krylov(loss, np.array([1.0, 0.0, 1.0]))
    >>> round(found.lowest, 6), round(found.highest, 6), found.move.round(6).tolist()
    (-6.0, 10.0, [-1.0, 0.0, -1.0])
    """
    slope = loss.gradient(point)
    drawn = np.random.default_rng(0).standard_normal(point.size)
    values, vectors = _lanczos(loss, point, drawn)
    if not len(values):
        return Krylov(np.zeros(point.size), np.inf, -np.inf, np.inf, np.zeros((0, point.size)))
    move, distance = _newton(loss, point, slope)
    return Krylov(move, distance, float(values[0]), float(values[-1]), vectors[: min(LOWEST, len(vectors))])


def _newton(loss: Loss, point: Array, slope: Array) -> tuple[Array, float]:
    """The step within the space that the gradient and the Hessian span."""
    if not slope.any():
        return np.zeros(point.size), 0.0
    values, vectors = _lanczos(loss, point, slope)
    if not len(values):
        return np.zeros(point.size), np.inf
    along, flat = vectors @ slope, np.abs(values) <= FLAT * np.abs(values).max()
    if (np.abs(along[flat]) > np.linalg.norm(slope) / 10.0).any() or flat.all():
        return np.zeros(point.size), np.inf
    move = -(np.where(flat, 0.0, along / np.where(flat, 1.0, values))) @ vectors
    return move, float(np.linalg.norm(move))


def _lanczos(loss: Loss, point: Array, start: Array) -> tuple[Array, Array]:
    """Curvatures, ascending, and their directions ``(some, dim)`` in the space spanned from ``start``; none where the
    Hessian has no value.  Every direction is made orthogonal to all before it, twice: else copies appear.
    """
    basis, diagonal, beside = [start / np.linalg.norm(start)], list[float](), list[float]()
    for _ in range(min(PRODUCTS, point.size)):
        product = loss.hessian_product(point, basis[-1])
        if not np.isfinite(product).all():
            return np.zeros(0), np.zeros((0, point.size))
        diagonal.append(float(product @ basis[-1]))
        for _ in range(2):
            product = product - np.array(basis).T @ (np.array(basis) @ product)
        beside.append(float(np.linalg.norm(product)))
        if beside[-1] <= EXHAUSTED * np.abs(diagonal).max() or len(diagonal) == min(PRODUCTS, point.size):
            break
        basis.append(product / beside[-1])
    matrix = np.diag(diagonal) + np.diag(beside[:-1], 1) + np.diag(beside[:-1], -1)
    values, mixes = np.linalg.eigh(matrix)
    return values, mixes.T @ np.array(basis)
