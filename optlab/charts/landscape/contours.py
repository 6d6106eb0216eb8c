"""Lines of equal height of a loss over a window."""

from __future__ import annotations

import contourpy
import numpy as np
import pandas as pd

from optlab.charts.landscape.grid import Window, grid
from optlab.expressions import Array

LEVELS = 14


def levels_of(heights: Array, count: int = LEVELS) -> Array:
    """Heights for isolines: between ever farther apart and evenly filled, so that neither a valley is empty nor a wall.

    Between is their geometric mean above the bottom: the tallest wall, at which one end looks, counts for little.
    """
    bottom, top = float(heights.min()), float(heights.max())
    shares = np.linspace(0.0, 1.0, count + 2)[1:-1]
    filled = np.quantile(heights, shares) - bottom
    spaced = (top - bottom) * shares**3
    return np.unique(bottom + np.sqrt(filled) * np.sqrt(spaced))


def isolines(surface: Array, window: Window, levels: Array) -> pd.DataFrame:
    """The lines of the ``surface`` ``(n, n)`` at those heights: columns x, y, line and order, a row for each point."""
    across, up = grid(window, len(surface))
    generator = contourpy.contour_generator(across, up, np.ma.masked_invalid(surface))
    lines = [line for level in levels for line in generator.lines(level) if len(line) > 1]
    sizes = [len(line) for line in lines]
    points = np.concatenate(lines) if lines else np.empty((0, 2))
    return pd.DataFrame(
        {
            "x": points[:, 0].astype(np.float32),
            "y": points[:, 1].astype(np.float32),
            "line": np.repeat(np.arange(len(lines), dtype=np.int16), sizes),
            "order": np.concatenate([np.arange(size, dtype=np.int16) for size in sizes]) if lines else [],
        }
    )
