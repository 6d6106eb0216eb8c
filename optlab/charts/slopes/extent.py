"""What the pictures of slopes are drawn to, fixed for a window: how long an arrow is, how high the slices reach.

Both are the same wherever the point is, so that a long arrow is a steep place and a steep line a steep slope.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from optlab.charts.equal_axes import are_alike
from optlab.charts.landscape.grid import Window
from optlab.expressions import Array
from optlab.losses import Loss

SIZE = 15
"""Grid points along each axis at which steepness and height are looked at."""

LONGEST = 0.25
"""Length, as a share of the window, of the arrow of a place that is steeper than nine tenths of the window."""

BAR = 0.16
"""About the length of the bar that tells the scale."""

MARGIN = 0.1
"""Room of the map on each side of the window, as a share of it."""

ROOM = 0.06
"""Room above and below the heights of a slice."""


class Extent(NamedTuple):
    """An arrow is ``arrow`` times the slope, in the units of the axes; ``bar`` is a round slope; ``heights`` are the
    ends of the slices' vertical axis.
    """

    arrow: float
    bar: float
    heights: tuple[float, float]


def extent(loss: Loss, point: Sequence[float], axes: Sequence[int], window: Sequence[tuple[float, float]]) -> Extent:
    """Steepness and heights along one or two ``axes`` over the ``window`` of all parameters, the others held at
    ``point``.
    """
    sides = [np.linspace(*window[axis], SIZE if len(axes) > 1 else SIZE**2) for axis in axes]
    points = np.tile(np.asarray(point, dtype=float), (SIZE**2, 1))
    points[:, list(axes)] = np.stack([side.ravel() for side in np.meshgrid(*sides)], axis=1)
    spans = np.array([window[axis][1] - window[axis][0] for axis in axes])
    if len(axes) == 2 and are_alike((window[axes[0]], window[axes[1]])):
        spans[:] = spans.max()
    with np.errstate(all="ignore"):
        steepness = np.linalg.norm(loss.gradient(points)[:, list(axes)] / spans, axis=1)
    finite = steepness[np.isfinite(steepness) & (steepness > 0.0)]
    arrow = LONGEST / float(np.quantile(finite, 0.9)) if finite.size else 1.0
    return Extent(arrow, rounded_down(BAR * float(spans[0]) / arrow), _heights(np.asarray(loss.value(points))))


def rounded_down(size: float) -> float:
    """The largest number of the series 1, 2, 5, 10, … that is not above.

    >>> rounded_down(7.0), rounded_down(0.3)
    (5.0, 0.2)
    """
    power = int(np.floor(np.log10(size)))
    return max(float(f"{digit}e{power}") for digit in (1, 2, 5) if digit * 10.0**power <= size * (1 + 1e-12))


def _heights(values: Array) -> tuple[float, float]:
    """From the lowest to the highest, but where a few lie far from all others these do not squeeze the rest."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low, high = np.quantile(finite, [0.02, 0.98]).tolist()
    low, high = max(finite.min(), low - (high - low) / 2), min(finite.max(), high + (high - low) / 2)
    room = ROOM * (high - low) or 1.0
    return float(low - room), float(high + room)


def with_room(window: Window) -> Window:
    """A window with room for the arrows of points at its border."""
    across, up = ((low - MARGIN * (high - low), high + MARGIN * (high - low)) for low, high in window)
    return across, up


def alike(window: Window) -> Window:
    """The windows of two slices, widened around their middles to one span where the map's axes have one scale."""
    if not are_alike(window):
        return window
    half = max(high - low for low, high in window) / 2
    across, up = (((low + high) / 2 - half, (low + high) / 2 + half) for low, high in window)
    return across, up
