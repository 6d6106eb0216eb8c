"""Whether a place without slope is near: Newton's method asked twice, since a Hessian alone proves no minimum."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.experiment.outcome import FLAT
from optlab.expressions import Array
from optlab.losses import Loss

SHRINKS = 0.85
"""Towards a place without slope each Newton step is shorter than this share of the one before (x⁶: 0.8), but not on the
way to nowhere (exp(-x): 1, the tail of a bell: almost 1)."""

BEND = 0.03
"""In each direction, but for this share of the step: a curved valley bends that much of it into others."""

FALLS = 0.5
"""And the slope there is at most this share of the slope here (x⁶: 0.33)."""

ALONG = 0.1
"""And at most this share of the slope lies along directions without curvature, which no Newton step follows."""

ROUNDING = 1e-10
"""A Newton step shorter than this share of the point's own size (or 1) is rounding."""

SMALLEST = 1e-150
"""Of curvatures below this the squares are lost to underflow."""

Mask = NDArray[np.bool_]


class Nearby(NamedTuple):
    """For each of the points: the ``place`` ``(points, dim)`` that Newton's method steps to, its ``distance`` and by
    how much a parabola would ``drop``, whether a place without slope is there (``real``), and whether the loss bends up
    from it in every direction in which it bends at all (``up``); but for the first ``(points,)``.
    """

    place: Array
    distance: Array
    drop: Array
    real: Mask
    up: Mask

    @property
    def minimum(self) -> Mask:
        """Where the place that is near is a minimum, or the floor of a valley of minima."""
        return self.real & self.up


def nearby(loss: Loss, points: Array) -> Nearby:
    """What Newton's method finds from points ``(points, dim)``.

    >>> from optlab.losses import parse_loss
    >>> point = np.array([[5.0]])
    >>> [bool(nearby(parse_loss(text), point).minimum[0]) for text in ("x^2", "x^4", "exp(-x)", "-x^2")]
    [True, True, False, False]
    """
    with np.errstate(all="ignore"):
        slopes, matrices = loss.gradient(points), loss.hessian(points)
        moves, rest, _, directions = _newton(slopes, matrices)
        ahead = loss.gradient(points + moves)
        following, rest_ahead, up, _ = _newton(ahead, loss.hessian(points + moves))
        distance, steepness, steepness_ahead = _lengths(moves), _lengths(slopes), _lengths(ahead)
        size = np.maximum(1.0, np.abs(points).max(axis=1))
        exact = (distance <= ROUNDING * size) & (rest <= ROUNDING * np.maximum(1.0, steepness))
        # in each direction: x² + exp(y) comes nearer along x alone
        along, along_ahead = (np.abs(np.einsum("nij,ni->nj", directions, steps)) for steps in (moves, following))
        nearer = (along_ahead <= np.maximum(SHRINKS * along, BEND * distance[:, None])).all(axis=1)
        shrinks = nearer & (_lengths(following) <= SHRINKS * distance) & (steepness_ahead <= FALLS * steepness)
        # a trough x² - y loses almost all of a steep slope on the way to its floor, and goes on falling there
        ends = (rest <= ALONG * steepness) & (rest_ahead <= np.maximum(ALONG * steepness_ahead, ROUNDING * steepness))
        bends = np.abs(matrices).max(axis=(1, 2)) > SMALLEST
        real = np.isfinite(distance) & ((np.abs(slopes).max(axis=1) == 0.0) | (bends & (exact | (shrinks & ends))))
        drop = -0.5 * (slopes * moves).sum(axis=1)
    return Nearby(points + moves, distance, drop, real, up)


def _newton(slopes: Array, matrices: Array) -> tuple[Array, Array, Mask, Array]:
    """Newton's step ``(points, dim)``, the length of the slope where the loss does not bend, whether it bends up
    wherever it bends, and the directions in which it bends, as columns ``(points, dim, dim)``.
    """
    known = np.asarray(np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(slopes).all(axis=1))
    values, directions = np.linalg.eigh(np.where(known[:, None, None], matrices, 0.0))
    level = np.abs(values) <= FLAT * np.abs(values).max(axis=1, keepdims=True)
    along = np.einsum("nij,ni->nj", directions, np.where(known[:, None], slopes, np.nan))
    moves = np.einsum("nij,nj->ni", directions, np.where(level, 0.0, -along / np.where(level, 1.0, values)))
    bends = np.where(level, 0.0, values)
    up: Mask = np.asarray(bends.min(axis=1) >= 0.0) & np.asarray(bends.max(axis=1) > 0.0)
    return moves, _lengths(np.where(level, along, 0.0)), up, directions


def _lengths(vectors: Array) -> Array:
    lengths: Array = np.sqrt((vectors * vectors).sum(axis=1))
    return lengths
