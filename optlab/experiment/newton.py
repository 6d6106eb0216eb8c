"""Whether a place without slope is near, and whether it is a minimum.

Newton's method is asked twice whether there is one, since a Hessian alone proves nothing, then followed to it; what it
is, the values around it say.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.experiment.surroundings import surroundings
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

FLAT = 1e-5
"""Curvatures below this share of the largest count as flat: a valley floor of minima."""

WANDER = 8.0
"""A place that Newton's method comes to is near within so many times its first step (x⁶: 5)."""

STEPS = 60
"""Newton's steps at most (x⁴ comes nearer by a third each time)."""

Mask = NDArray[np.bool_]


class Nearby(NamedTuple):
    """For each of the points: the ``place`` ``(points, dim)`` without slope that Newton's method comes to (its first
    step, where there is none), its ``distance``, and by how much the loss would ``drop`` on the way there; whether such
    a place is there (``real``), and if so whether the loss around it is ``lower``, ``higher``, or everywhere ``level``;
    but for the first ``(points,)``.
    """

    place: Array
    distance: Array
    drop: Array
    real: Mask
    lower: Mask
    higher: Mask
    level: Mask

    @property
    def minimum(self) -> Mask:
        """Where the place that is near is a minimum, or the floor of a valley of minima."""
        return self.real & ~self.lower

    @property
    def other(self) -> Mask:
        """Where the place that is near is a saddle, a top, or a level place on a slope."""
        return self.real & self.lower


def nearby(loss: Loss, points: Array) -> Nearby:
    """What Newton's method finds from points ``(points, dim)``, judged by the values around it.

    >>> from optlab.losses import parse_loss
    >>> point = np.array([[5.0]])
    >>> [bool(nearby(parse_loss(text), point).minimum[0]) for text in ("x^2", "x^4", "exp(-x)", "-x^2", "x^3")]
    [True, True, False, False, False]
    """
    with np.errstate(all="ignore"):
        slopes, matrices = loss.gradient(points), loss.hessian(points)
        moves, rest, directions = newton_step(slopes, matrices)
        ahead = loss.gradient(points + moves)
        following, rest_ahead, _ = newton_step(ahead, loss.hessian(points + moves))
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
        bare = np.abs(slopes).max(axis=1) == 0.0
        real = np.isfinite(distance) & (bare | (bends & (exact | (shrinks & ends))))
        return _judged(loss, points, points + np.where(bare[:, None], 0.0, moves), real)


def _judged(loss: Loss, points: Array, places: Array, real: Mask) -> Nearby:
    """The ``places`` of the ``real`` ones followed to where the slope vanishes, with what is around them."""
    around = np.zeros((3, len(points)), dtype=bool)
    if real.any():
        places[real], stays = _followed(loss, points[real], places[real])
        real[real] = stays
    if real.any():
        found = surroundings(loss, places[real])
        # a loss without kinks has no flat stretch, unless it is constant: its slope is only too small for numbers; and
        # so it is where the loss bends up in every direction and yet is lower nearby
        level = found.level | (_bends_up(loss, places[real], found.lower) & loss.smooth)
        faint = level & found.higher & loss.smooth
        around[:, real] = found.lower | faint, found.higher, level
    drop = np.atleast_1d(loss.batch_value(points, None) - loss.batch_value(places, None))
    return Nearby(places, _lengths(places - points), drop, real, *around)


def _bends_up(loss: Loss, places: Array, asked: Mask) -> Mask:
    """Whether the loss bends up in every direction, at those of the places that are asked about."""
    bends = np.zeros(len(places), dtype=bool)
    if asked.any():
        matrices = loss.batch_hessian(places[asked], None)
        values = np.linalg.eigvalsh(np.where(np.isfinite(matrices), matrices, 0.0))
        bends[asked] = values[:, 0] > FLAT * np.abs(values).max(axis=1)
    return bends


def _followed(loss: Loss, points: Array, places: Array) -> tuple[Array, Mask]:
    """Newton's method from the first ``places`` on, as long as it makes the slopes smaller; whether it stays near."""
    reach, size = WANDER * _lengths(places - points), np.maximum(1.0, np.abs(points).max(axis=1))
    slopes = loss.batch_gradient(places, None)
    for _ in range(STEPS):
        moves, _, _ = newton_step(slopes, loss.batch_hessian(places, None))
        going = _lengths(moves) > ROUNDING * size
        if not going.any():
            break
        ahead = loss.batch_gradient(places + moves, None)
        going &= _lengths(ahead) < _lengths(slopes)
        places = np.where(going[:, None], places + moves, places)
        slopes = np.where(going[:, None], ahead, slopes)
        if not going.any():
            break
    return places, _lengths(places - points) <= np.maximum(reach, ROUNDING * size)


def newton_step(slopes: Array, matrices: Array) -> tuple[Array, Array, Array]:
    """Newton's step ``(points, dim)``, the length of the slope where the loss does not bend, and the directions in
    which it bends, as columns ``(points, dim, dim)``.
    """
    known = np.asarray(np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(slopes).all(axis=1))
    values, directions = np.linalg.eigh(np.where(known[:, None, None], matrices, 0.0))
    level = np.abs(values) <= FLAT * np.abs(values).max(axis=1, keepdims=True)
    along = np.einsum("nij,ni->nj", directions, np.where(known[:, None], slopes, np.nan))
    moves = np.einsum("nij,nj->ni", directions, np.where(level, 0.0, -along / np.where(level, 1.0, values)))
    return moves, _lengths(np.where(level, along, 0.0)), directions


def _lengths(vectors: Array) -> Array:
    lengths: Array = np.sqrt((vectors * vectors).sum(axis=1))
    return lengths
