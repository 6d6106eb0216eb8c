"""Whether runs have come to rest, and whether where they rest is a minimum: by Newton's step, then by values around."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.experiment.krylov import distance_at_least, krylov
from optlab.experiment.newton import FLAT, nearby
from optlab.experiment.surroundings import RADII, surroundings
from optlab.expressions import Array
from optlab.losses import Loss

TOLERANCE = 1e-3
"""A run has converged when the minimum it approaches is nearer than this share of the way it came."""

LARGEST_EXACT, DEAREST_EXACT = 64, 100_000_000
"""Parameters, and operations over all rows, up to which the full Hessian is asked; beyond, its products with a few
directions.
"""

STILL = 0.1
"""A run stands still when it has not left a millionth of its size for this share of its records."""

SHRUNK = 1e-2
"""Of very many parameters nothing is asked before the slope is below this share of the first one."""

LEFT_OVER = 1e-10
"""And a slope below this share of the first one is rounding."""

SHARP = 1e-2
"""A slope so near to a minimum is that of a kink, if it is at least this share of the first one."""

BLOCK = 4_194_304
"""Numbers of Hessians held at once."""

Mask = NDArray[np.bool_]


class Rest(NamedTuple):
    """For each run ``(runs,)``: whether it ``rests``, and if so whether at a ``minimum``, which may be a ``kink``;
    whether its slope is too ``faint`` for numbers; what is around, as for ``Surroundings``.
    """

    rests: Mask
    minimum: Mask
    kink: Mask
    faint: Mask
    lower: Mask
    higher: Mask
    level: Mask


def is_exact(loss: Loss) -> bool:
    """Whether the full Hessian at a point is worth its cost."""
    return len(loss.parameters) <= LARGEST_EXACT and loss.hessian_cost <= DEAREST_EXACT


def resting(loss: Loss, points: Array, slopes: Array) -> Rest:
    """Of runs with ``points`` ``(records, runs, dim)`` and gradient norms ``(records, runs)``, all of them finite."""
    ends, way = points[-1], points[-1] - points[0]
    tolerance = TOLERANCE * np.sqrt((way * way).sum(axis=1))
    rests, lower, higher, level = np.zeros((4, len(ends)), dtype=bool)
    find = _by_hessian if is_exact(loss) else _by_products
    block = max(1, BLOCK // min(ends.shape[1], LARGEST_EXACT) ** 2)
    for first in range(0, len(ends), block):
        some = slice(first, first + block)
        rests[some], (lower[some], higher[some], level[some]) = find(loss, ends[some], tolerance[some], slopes[:, some])
    kink = _stands(points) & ~rests
    kink[kink] = at_kink(loss, ends[kink])
    # a loss without kinks has no flat stretch either, unless it is constant: its numbers are rounded to one
    faint = rests & level & higher & loss.smooth
    minimum = kink | (rests & ~lower & ~faint)
    kink |= minimum & ~level & _is_sharp(loss, ends, slopes[0], minimum & ~level)
    return Rest(rests | kink, minimum, kink, faint, lower, higher | kink, level)


def _by_hessian(loss: Loss, ends: Array, tolerance: Array, slopes: Array) -> tuple[Mask, Array]:
    """A place without slope is near, as Newton's method finds; with its surroundings."""
    bare = slopes[-1] == 0.0
    rests, around = bare | (distance_left(loss, ends, slopes[0]) <= tolerance), np.zeros((3, len(ends)), dtype=bool)
    if rests.any():
        near = nearby(loss, ends[rests])
        around[:, rests] = near.lower, near.higher, near.level
        rests[rests] = near.real & ((near.distance <= tolerance[rests]) | bare[rests])
    return rests, around


def _by_products(loss: Loss, ends: Array, tolerance: Array, slopes: Array) -> tuple[Mask, Array]:
    """The same of very many parameters: the Hessian is asked for its products with a few directions only."""
    rests, around = np.zeros(len(ends), dtype=bool), np.zeros((3, len(ends)), dtype=bool)
    asked = slopes[-1] <= SHRUNK * slopes[0]
    asked[asked] = (slopes[-1, asked] == 0.0) | (distance_at_least(loss, ends[asked]) <= tolerance[asked])
    for run in np.flatnonzero(asked).tolist():
        found = krylov(loss, ends[run])
        rests[run] = slopes[-1, run] == 0.0 or (
            found.distance <= tolerance[run] and _stays(loss, ends[run] + found.move, tolerance[run], slopes[0, run])
        )
        if rests[run]:
            around[:, run] = np.ravel(surroundings(loss, (ends[run] + found.move)[None], found.directions[None]))
            around[0, run] |= found.lowest < -FLAT * abs(found.highest)
    return rests, around


def _stays(loss: Loss, place: Array, tolerance: float, first_slope: float) -> bool:
    """Whether Newton's method, asked again at the place that it came to, stays about there: a few products do not see
    a long valley whose floor hardly bends, and on it the slope is left over.
    """
    if np.linalg.norm(loss.gradient(place)) <= LEFT_OVER * first_slope:
        return True
    return krylov(loss, place).distance <= tolerance


def _stands(points: Array) -> Mask:
    """Runs that have moved, but of late no more than a millionth of their size."""
    ends, late = points[-1], points[int((1.0 - STILL) * (len(points) - 1)) :]
    if len(late) < 3:
        return np.zeros(len(ends), dtype=bool)
    size = np.maximum(1.0, np.abs(ends).max(axis=1, initial=0.0))
    stands: Mask = np.abs(late - ends).max(axis=(0, 2)) <= RADII[0] * size
    stands &= np.asarray((points[0] != ends).any(axis=1))
    return stands


def _is_sharp(loss: Loss, ends: Array, first_slopes: Array, asked: Mask) -> Mask:
    """Whether the slope a millionth of the size away is no less than SHARP of the first one."""
    sharp = np.zeros(len(ends), dtype=bool)
    if loss.smooth or not asked.any():
        return sharp
    away = RADII[0] * np.maximum(1.0, np.abs(ends[asked]).max(axis=1, keepdims=True))
    with np.errstate(all="ignore"):
        slopes = loss.batch_gradient(np.concatenate([ends[asked] + away, ends[asked] - away]), None)
        lengths = np.sqrt((slopes * slopes).sum(axis=1)).reshape(2, -1).max(axis=0)
    sharp[asked] = lengths > SHARP * first_slopes[asked]
    return sharp


def at_kink(loss: Loss, places: Array) -> Mask:
    """Whether places ``(places, dim)`` are minima at kinks, though there is a slope, or none exists: there the loss
    rises at once against the slope, as it does nowhere else, and is nowhere lower around.
    """
    if not len(places):
        return np.zeros(0, dtype=bool)
    with np.errstate(all="ignore"):
        slopes = loss.batch_gradient(places, None)
        lengths = np.sqrt((slopes * slopes).sum(axis=1, keepdims=True))
        downhill = np.where(np.isfinite(slopes) & (lengths > 0.0), -slopes / lengths, 0.0)
        size = np.maximum(1.0, np.abs(places).max(axis=1, initial=0.0))
        rays = places[:, None] + (size[:, None] * RADII)[:, :, None] * downhill[:, None]
        heights = loss.batch_value(rays.reshape(-1, places.shape[1]), None).reshape(len(places), len(RADII))
        rises: Mask = ~np.asarray((heights < loss.batch_value(places, None)[:, None]).any(axis=1))
    if rises.any():
        around = surroundings(loss, places[rises])
        rises[rises] = around.minimum & around.higher & ~around.level
    return rises


def distance_left(loss: Loss, points: Array, first_slopes: Array) -> Array:
    """How far Newton's method would still go from points ``(runs, dim)``, ``(runs,)``; infinite where the loss slopes
    in a direction in which it does not bend, by more than FLAT of the ``first_slopes``.
    """
    with np.errstate(all="ignore"):
        slopes, matrices = loss.batch_gradient(points, None), loss.batch_hessian(points, None)
        known = np.asarray(np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(slopes).all(axis=1))
        values, directions = np.linalg.eigh(np.where(known[:, None, None], matrices, 0.0))
        flat = np.abs(values) <= FLAT * np.abs(values).max(axis=1, keepdims=True)
        along = np.einsum("nij,ni->nj", directions, slopes)
        sloping = np.asarray((flat & (np.abs(along) > FLAT * first_slopes[:, None])).any(axis=1))
        newton = np.where(flat, 0.0, along / np.where(flat, 1.0, values))
        distance: Array = np.where(known & ~sloping, np.sqrt((newton * newton).sum(axis=1)), np.inf)
    return distance
