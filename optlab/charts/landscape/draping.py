"""Points and paths laid on a surface that is known on a grid."""

from __future__ import annotations

import numpy as np

from optlab.charts.landscape.grid import Window
from optlab.expressions import Array

PIECES = 1200
"""About how many pieces a path is divided into, so that it follows the surface between its steps."""

FINEST = 1.0
"""Shortest piece, in cells of the grid."""


def draped(drawn: Array, window: Window, x: Array, y: Array) -> Array:
    """Heights ``(points,)`` between the grid's heights ``drawn`` ``(n, n)``; NaN outside and at gaps."""
    drawn = np.where(np.isfinite(drawn), drawn, np.nan)
    across, up = _cells(drawn, window, x, y)
    last = len(drawn) - 1
    inside = (across >= 0) & (across <= last) & (up >= 0) & (up <= last)
    column = np.clip(np.nan_to_num(across), 0, last - 1).astype(int)
    row = np.clip(np.nan_to_num(up), 0, last - 1).astype(int)
    right, above = across - column, up - row
    low = drawn[row, column] * (1 - right) + drawn[row, column + 1] * right
    high = drawn[row + 1, column] * (1 - right) + drawn[row + 1, column + 1] * right
    return np.where(inside, low * (1 - above) + high * above, np.nan)


def draped_path(drawn: Array, window: Window, x: Array, y: Array) -> tuple[Array, Array, Array]:
    """A polyline ``(points,)`` as x, y and height on the surface, divided finely, cut at the window's edge.

    NaN stand where it leaves the window, so that a line drawn through it has a gap there.
    """
    if len(x) < 2:
        return x, y, draped(drawn, window, x, y)
    enter, leave = _shares_inside(window, x, y)
    across, up = _cells(drawn, window, x, y)
    lengths = np.hypot(np.diff(across), np.diff(up)) * (leave - enter)
    kept = np.flatnonzero(leave > enter)
    pieces = np.ceil(lengths[kept] / max(FINEST, lengths[kept].sum() / PIECES)).astype(int).clip(1)
    sizes = pieces + 1 + (leave[kept] < 1.0)
    segment = np.repeat(kept, sizes)
    number = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    pieces_of = np.repeat(pieces, sizes)
    share = enter[segment] + (leave - enter)[segment] * number / pieces_of
    share[number > pieces_of] = np.nan
    on_x, on_y = (line[segment] + share * np.diff(line)[segment] for line in (x, y))
    (left, right), (bottom, top) = window
    on_x, on_y = np.clip(on_x, left, right), np.clip(on_y, bottom, top)
    return on_x, on_y, draped(drawn, window, on_x, on_y)


def _cells(drawn: Array, window: Window, x: Array, y: Array) -> tuple[Array, Array]:
    """Coordinates in cells of the grid, from its lower left corner."""
    (left, right), (bottom, top) = window
    last = len(drawn) - 1
    return (x - left) / (right - left) * last, (y - bottom) / (top - bottom) * last


def _shares_inside(window: Window, x: Array, y: Array) -> tuple[Array, Array]:
    """For each segment the shares of its length at which it enters and leaves the window (Liang and Barsky, 1984).

    A segment that misses the window leaves before it enters.
    """
    enter, leave = np.zeros(len(x) - 1), np.ones(len(x) - 1)
    for line, (low, high) in zip((x, y), window, strict=True):
        start, rise = line[:-1], np.diff(line)
        still = rise == 0.0
        with np.errstate(all="ignore"):
            first, second = (low - start) / rise, (high - start) / rise
        outside = still & ((start < low) | (start > high))
        enter = np.maximum(enter, np.where(still, 0.0, np.fmin(first, second)))
        leave = np.where(outside, -1.0, np.minimum(leave, np.where(still, 1.0, np.fmax(first, second))))
    return enter, leave
