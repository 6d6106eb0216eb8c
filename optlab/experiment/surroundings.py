"""Whether values around a place are lower: what no slope and no curvature can settle (x³, x² - y⁴, a kink, a plateau).

Nothing here follows a derivative.  The loss is looked up on small spheres around the place, in all directions in which
it might fall, and a place is lowest only if one of these spheres is nowhere lower than all that is inside it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.expressions import Array
from optlab.losses import Loss

RADII = 10.0 ** np.arange(-6, 0)
"""Of the spheres, as shares of the place's own size (or 1)."""

FAR = 0.1 * 1.3 ** np.arange(1, 40)
"""And of those that are looked at where nothing differs on the others: up to 2,700 times the size."""

EXACT = 8
"""Parameters up to which every axis is looked along; of more, the directions in which the loss bends least."""

RANDOM = 8
"""Directions drawn at random, always the same, besides."""

STIFF = 1e-3
"""Along directions that bend more than this share of the most a point is first brought to the floor of its valley."""

NUDGES = 1e-15 * np.array([1.0, -1.0, 2.0, -2.0, 5.0, -5.0])
"""Shares of the point's size by which it is moved to see how much of the values is rounding."""

ROUNDING = 16.0 * np.finfo(float).eps
"""A difference below this share of the value itself is rounding."""

BESIDE = 0.01
"""The bottom is below the place by no more than this share of the rise around: the place is only a little beside it."""

EQUAL = 1e-7
"""Places nearer to each other than about this share of their size are one."""

BLOCK = 500_000
"""Coordinates of points looked at in one call."""

Mask = NDArray[np.bool_]


class Surroundings(NamedTuple):
    """For each place ``(places,)``: whether the loss is ``lower`` or ``higher`` around it, and whether it is ``level``:
    then nothing differs nearby, and ``lower`` and ``higher`` are about what is far away.
    """

    lower: Mask
    higher: Mask
    level: Mask

    @property
    def minimum(self) -> Mask:
        """Whether nothing around is lower: the bottom of a bowl, of a valley, or of a flat stretch."""
        return ~self.lower


def surroundings(loss: Loss, places: Array, directions: Array | None = None) -> Surroundings:
    """What is around places ``(places, dim)``, each within a millionth of its own size of where it should be.

    ``directions`` ``(places, any, dim)``, of length 1, are looked along besides those that the Hessian suggests; of
    more parameters than a Hessian is asked for they are the only ones but for RANDOM.  Places that are equal up to
    rounding are looked at once.  Around a place where the loss has no value the loss counts as lower, elsewhere nothing
    without a value does.

    >>> from optlab.losses import parse_loss
    >>> formulas = ("x^2 + y^4", "x^2 - y^4", "x^2 + y^3", "abs(x) + abs(y)", "max(x, 0) + y^2")
    >>> [bool(surroundings(parse_loss(text), np.zeros((1, 2))).minimum[0]) for text in formulas]
    [True, False, False, True, True]
    """
    size = np.maximum(1.0, np.abs(places).max(axis=1, keepdims=True, initial=0.0))
    with np.errstate(all="ignore"):
        grid = EQUAL * 2.0 ** np.floor(np.log2(size))
        keys = np.where(np.isfinite(places), (places / grid).round() * grid, 0.0)
    _, firsts, of = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    found = np.zeros((3, len(firsts)), dtype=bool)
    dim = places.shape[1]
    rays = 4 * (min(dim, EXACT) * 2 + RANDOM + (0 if directions is None else directions.shape[1]))
    block = max(1, BLOCK // (rays * len(RADII) * dim))
    with np.errstate(all="ignore"):
        for first in range(0, len(firsts), block):
            some = firsts[first : first + block]
            along = None if directions is None else directions[some]
            found[:, first : first + block] = _look(loss, places[some], size[some], along)
    lower, higher, level = found[:, of.ravel()]
    return Surroundings(lower, higher, level)


def _look(loss: Loss, places: Array, size: Array, directions: Array | None) -> Array:
    """``lower``, ``higher`` and ``level`` as rows."""
    rays, floors = _rays(loss, places, directions)
    spheres = places[:, None, None] + (size * RADII)[:, None, :, None] * rays[:, :, None]
    if floors is not None:
        spheres = np.concatenate([spheres, _on_the_floor(loss, spheres, *floors)], axis=1)
    heights, here = _values(loss, spheres), _values(loss, places)
    nudged = _values(loss, places[:, None] + NUDGES[:, None] * np.maximum(size, 1e-300)[:, None])
    jumps = np.abs(nudged - here[:, None])
    # the lesser of both sides: at the edge of a step one of them is no rounding
    noise = np.where(np.isfinite(jumps), jumps, 0.0).reshape(len(places), -1, 2).max(axis=1).min(axis=1)
    margin = 4.0 * noise + ROUNDING * np.abs(here)
    lower, higher = _compared(here, heights, margin)
    unknown = ~np.isfinite(here)
    lower |= unknown
    level = ~lower & ~higher
    if level.any():
        wide = places[level][:, None, None] + (size[level] * FAR)[:, None, :, None] * rays[level][:, :, None]
        gaps = _values(loss, wide) - here[level][:, None, None]
        least = margin[level][:, None, None]
        lower[level], higher[level] = (gaps < -least).any(axis=(1, 2)), (gaps > least).any(axis=(1, 2))
    return np.array([lower, higher, level])


def _compared(height: Array, heights: Array, margin: Array) -> tuple[Mask, Mask]:
    """From heights ``(places, rays, radii)``: whether the loss falls away from there, and whether it rises.

    The smallest sphere that is nowhere lower than its inside, and higher somewhere, holds a minimum.  Along rays that
    are still level on it the first difference farther out decides: a floor that falls off is none.
    """
    heights = np.where(np.isnan(heights), np.inf, heights)
    inside = np.fmin.accumulate(np.concatenate([height[:, None], heights.min(axis=1)], axis=1), axis=1)[:, :-1]
    gaps = heights - inside[:, None]
    low, high = gaps < -margin[:, None, None], gaps > margin[:, None, None]
    closed: Mask = ~np.asarray(low.any(axis=1)) & np.asarray(high.any(axis=1))
    # at the upper edge of a step it is not the place itself that the sphere holds
    rise = np.where(np.isfinite(heights), heights, -np.inf).max(axis=(1, 2)) - height
    closed &= height[:, None] - inside <= np.maximum(BESIDE * rise, margin)[:, None]
    sphere = closed.argmax(axis=1)
    bottom = np.take_along_axis(inside, sphere[:, None], axis=1)
    beyond = heights - bottom[:, None]
    differs = (np.abs(beyond) > margin[:, None, None]) & (np.arange(len(RADII)) >= sphere[:, None])[:, None]
    first = np.take_along_axis(beyond, differs.argmax(axis=2)[:, :, None], axis=2)[:, :, 0]
    falls = np.where(np.asarray(differs.any(axis=2)), first, 0.0).min(axis=1) < 0.0
    lower: Mask = np.where(closed.any(axis=1), falls, low.any(axis=(1, 2)))
    return lower, np.asarray((heights - height[:, None, None] > margin[:, None, None]).any(axis=(1, 2)))


def _rays(loss: Loss, places: Array, directions: Array | None) -> tuple[Array, tuple[Array, Array] | None]:
    """Directions ``(places, rays, dim)``, each with its opposite; curvatures and their directions where some are flat
    beside others.
    """
    count, dim = places.shape
    drawn = np.random.default_rng(0).standard_normal((RANDOM if dim > 1 else 0, dim))
    parts = [np.broadcast_to(drawn / np.sqrt((drawn * drawn).sum(axis=1, keepdims=True)), (count, len(drawn), dim))]
    floors = None
    if dim <= EXACT:
        parts.append(np.broadcast_to(np.eye(dim), (count, dim, dim)))
    if directions is not None:
        parts.append(directions)
    elif dim > 1:
        matrices = loss.batch_hessian(places, None)
        values, vectors = np.linalg.eigh(np.where(np.isfinite(matrices), matrices, 0.0))
        parts.append(vectors.transpose(0, 2, 1)[:, :EXACT])
        stiff = np.abs(values) > STIFF * np.abs(values).max(axis=1, keepdims=True)
        floors = None if stiff.all() else (np.where(stiff, values, np.inf), vectors)
    half = np.concatenate(parts, axis=1)
    return np.concatenate([half, -half], axis=1), floors


def _on_the_floor(loss: Loss, spheres: Array, values: Array, vectors: Array) -> Array:
    """The spheres' points, brought down to the floor of the valley: (y - x²)(y - 2x²) falls only along a curve."""
    slopes = loss.batch_gradient(spheres.reshape(-1, spheres.shape[-1]), None).reshape(spheres.shape)
    moves = np.einsum("nij,nrki->nrkj", vectors, slopes) / values[:, None, None]
    floors: Array = spheres - np.einsum("nij,nrkj->nrki", vectors, np.where(np.isfinite(moves), moves, 0.0))
    return floors


def _values(loss: Loss, points: Array) -> Array:
    return loss.batch_value(np.ascontiguousarray(points.reshape(-1, points.shape[-1])), None).reshape(points.shape[:-1])
