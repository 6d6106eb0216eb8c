"""Newton's step and the lowest curvature for very many parameters, from a few products with the Hessian."""

from __future__ import annotations

from collections.abc import Iterator
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

CLOSE = 1e-4
"""The largest curvature is known once what is left out is below this share of it."""


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


def highest(loss: Loss, points: Array) -> Array:
    """The largest curvature at each of ``points`` ``(points, dim)`` -> ``(points,)``, to CLOSE of it, or from
    below as near as PRODUCTS come; nan where the Hessian has no value.

    All points take their products together, each from the same drawn start.  What leads out of the space known so far
    bounds the error; the usual error is its square over the distance to the next curvature.
    """
    drawn = np.random.default_rng(0).standard_normal(points.shape[1])
    found, known = np.full(len(points), np.nan), np.zeros(len(points), dtype=bool)
    for matrices, beside, _ in _spans(loss, points, np.tile(drawn, (len(points), 1))):
        real = np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(beside)
        values, mixes = np.linalg.eigh(np.where(real[:, None, None], matrices, 0.0))
        found = np.where(known, found, np.where(real, values[:, -1], np.nan))
        known |= ~real | (beside * np.abs(mixes[:, -1, -1]) <= CLOSE * np.abs(values).max(axis=1))
        if known.all():
            break
    return found


def _lanczos(loss: Loss, point: Array, start: Array) -> tuple[Array, Array]:
    """Curvatures, ascending, and their directions ``(some, dim)`` in the space spanned from ``start``; none where the
    Hessian has no value.
    """
    for span in _spans(loss, point[None], start[None]):
        matrices, beside, basis = span
        if not (np.isfinite(matrices).all() and np.isfinite(beside).all()):
            return np.zeros(0), np.zeros((0, point.size))
        if beside[0] <= EXHAUSTED * np.abs(np.diagonal(matrices[0])).max():
            break
    values, mixes = np.linalg.eigh(matrices[0])
    return values, mixes.T @ basis[0]


def _spans(loss: Loss, points: Array, starts: Array) -> Iterator[tuple[Array, Array, Array]]:
    """After each product, of which there are PRODUCTS at most: the Hessians ``(points, k, k)`` within the spaces known
    by then, the lengths ``(points,)`` of what the last products add to them, and their bases ``(points, k, dim)``.

    Every direction is made orthogonal to all before it, twice: else copies appear.
    """
    count = min(PRODUCTS, points.shape[1])
    basis, matrices = np.zeros((len(points), count, points.shape[1])), np.zeros((len(points), count, count))
    following = starts / np.linalg.norm(starts, axis=1, keepdims=True)
    for k in range(count):
        basis[:, k] = following
        products = loss.hessian_product(points, following)
        with np.errstate(all="ignore"):
            matrices[:, k, k] = (products * following).sum(axis=1)
            for _ in range(2):
                along = basis[:, : k + 1] @ products[:, :, None]
                products = products - (basis[:, : k + 1].swapaxes(1, 2) @ along)[:, :, 0]
            beside = np.sqrt((products * products).sum(axis=1))
        yield matrices[:, : k + 1, : k + 1], beside, basis[:, : k + 1]
        if k + 1 < count:
            matrices[:, k, k + 1] = matrices[:, k + 1, k] = beside
            following = products / np.where(beside > 0.0, beside, 1.0)[:, None]
