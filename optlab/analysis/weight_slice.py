"""The loss along one parameter, all others held where they are: what a nudge of one weight does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.expressions import Array
from optlab.losses import Loss

VALUES = 81
"""Values along a slice; an odd number, so that the weight itself stands in the middle."""

FEWEST = 9

LEAST_REACH = 2.0
"""How far a slice reaches to both sides at least; else twice the size of the weight."""


class WeightSlice(NamedTuple):
    """``values`` ``(count,)`` of the parameter, ``points`` ``(count, dim)`` with it there, and their ``losses``
    ``(count,)``; at ``place`` stands the point itself.
    """

    values: Array
    points: Array
    losses: Array
    place: int


def weight_slice(loss: Loss, point: Array, parameter: int, affordable: int = VALUES) -> WeightSlice:
    """The slice through ``point`` ``(dim,)`` along the parameter at that place, in one call of ``loss.value``.

    It has VALUES values, or as many as are ``affordable``.

    >>> from optlab import parse_loss
    >>> slice = weight_slice(parse_loss("x^2 + y"), np.array([1.0, 3.0]), 0, 9)
    >>> slice.values[[0, 4, -1]].tolist(), slice.losses[[0, 4, -1]].tolist()
    ([-1.0, 1.0, 3.0], [4.0, 4.0, 12.0])
    """
    half = max(FEWEST, min(VALUES, affordable)) // 2
    value = float(point[parameter])
    reach = max(LEAST_REACH, 2.0 * abs(value))
    values = value + reach * np.arange(-half, half + 1) / half
    values[half] = value
    points = np.repeat(np.asarray(point, dtype=float)[None], len(values), axis=0)
    points[:, parameter] = values
    with np.errstate(all="ignore"):
        losses = np.asarray(loss.value(points))
    return WeightSlice(values, points, losses, half)
