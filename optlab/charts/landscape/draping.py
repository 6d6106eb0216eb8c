"""Points laid on a surface that is known on a grid."""

from __future__ import annotations

import numpy as np

from optlab.charts.landscape.grid import Window
from optlab.expressions import Array


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


def _cells(drawn: Array, window: Window, x: Array, y: Array) -> tuple[Array, Array]:
    """Coordinates in cells of the grid, from its lower left corner."""
    (left, right), (bottom, top) = window
    last = len(drawn) - 1
    return (x - left) / (right - left) * last, (y - bottom) / (top - bottom) * last
