"""Where the slope of a loss vanishes in a window: its minima, saddles and maxima, by Newton's method from a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from optlab.analysis.curvature import Curvature, Kind
from optlab.expressions import Array
from optlab.losses import Loss

STARTS, FEWER_STARTS = 33, 13
"""Starts along each parameter; of a loss over rows of data, where every slope is a long sum."""

FEWEST_STARTS = 2

STEPS = 40
MOST = 500
"""Points returned at most, the lowest losses first."""

SAME = 1e-4
"""Points nearer than this share of the window are one."""

EDGE = 1e-6
"""A curvature below this share of the largest counts as none."""

LEVEL = 1e-8
"""A slope below this share of the steepest in the window counts as none."""


class StationaryPoint(NamedTuple):
    """A point ``(dim,)`` without slope: minimum, saddle, maximum or flat, and the loss there.

    ``isolated`` is whether the loss curves in every direction; else it may be one of a whole line of such points.
    """

    point: tuple[float, ...]
    kind: Kind
    loss: float
    isolated: bool


def stationary_points(
    loss: Loss, window: Sequence[tuple[float, float]], evaluations: int | None = None
) -> list[StationaryPoint]:
    """Those inside the window, the lowest first; for one or two parameters (with more a grid is too coarse: none).

    Slope and Hessian are evaluated at most so often, on a coarser grid if need be; where not even four starts can be
    paid for, nothing is looked for.

    >>> from optlab.losses import parse_loss
    >>> [point.kind for point in stationary_points(parse_loss("(x^2 - 1)^2 + y^2"), ((-2, 2), (-2, 2)))]
    ['minimum', 'minimum', 'saddle']
    """
    if len(window) > 2:
        return []
    low, high = np.array(window, dtype=float).T
    count = FEWER_STARTS if loss.columns else STARTS
    if evaluations is not None:
        count = min(count, int((evaluations / STEPS) ** (1 / len(window))))
    if count < FEWEST_STARTS:
        return []
    with np.errstate(all="ignore"):
        starts = _grid(low, high, count)
        points = _newton(loss, starts, high - low)
        slopes, steepest = _lengths(loss.gradient(points)), _lengths(loss.gradient(starts))
        level = LEVEL * float(np.nanmax(np.where(np.isfinite(steepest), steepest, np.nan), initial=0.0))
        inside = ((points >= low) & (points <= high)).all(axis=1)
        points = _distinct(points[inside & (slopes <= level)], high - low)
        return _described(loss, points)


def _grid(low: Array, high: Array, count: int) -> Array:
    """Starts ``(count ** dim, dim)``, a little off the middle, where symmetric losses have their singular points."""
    shares = (np.arange(count) + 0.47) / count
    sides = np.meshgrid(*(low + (high - low) * shares[:, None]).T)
    return np.stack([side.ravel() for side in sides], axis=1)


def _newton(loss: Loss, points: Array, spans: Array) -> Array:
    """Newton's method on the slope from every point at once, at most a tenth of the window a step."""
    for _ in range(STEPS):
        slopes, matrices = loss.gradient(points), loss.hessian(points)
        usable = np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(slopes).all(axis=1)
        matrices[~usable], slopes[~usable] = np.eye(points.shape[1]), 0.0
        moves = -np.einsum("nij,nj->ni", np.linalg.pinv(matrices, hermitian=True), slopes)
        longest = np.abs(moves / spans).max(axis=1, keepdims=True)
        points = points + moves * np.minimum(1.0, 0.1 / np.maximum(longest, 1e-300))
    return points


def _lengths(vectors: Array) -> Array:
    lengths: Array = np.sqrt((vectors * vectors).sum(axis=1))
    return lengths


def _distinct(points: Array, spans: Array) -> Array:
    """One of each cluster of points: one of each small cell, then one of those that touch."""
    _, firsts = np.unique((points / (SAME * spans)).round(), axis=0, return_index=True)
    kept = np.empty((0, points.shape[1]))
    for point in points[np.sort(firsts)]:
        if not (np.abs((kept - point) / spans).max(axis=1, initial=0.0) <= SAME).any():
            kept = np.vstack([kept, point])
    return kept


def _described(loss: Loss, points: Array) -> list[StationaryPoint]:
    if not len(points):
        return []
    described = []
    for point, matrix, height in zip(points, loss.hessian(points), np.atleast_1d(loss.value(points)), strict=True):
        values, directions = np.linalg.eigh(matrix)
        shape, isolated = Curvature(values, directions).shape, bool(np.abs(values).min() > EDGE * np.abs(values).max())
        described.append(StationaryPoint(tuple(point.tolist()), shape, float(height), isolated))
    return sorted(described, key=lambda stationary: stationary.loss)[:MOST]
