"""The loss over a window, known on a grid."""

from __future__ import annotations

import numpy as np

from optlab.analysis.planes import Plane
from optlab.expressions import Array
from optlab.losses import Loss

GRID = 151
"""Grid points along each axis."""

Window = tuple[tuple[float, float], tuple[float, float]]


def grid(window: Window, size: int = GRID) -> tuple[Array, Array]:
    """The grid's coordinates along each axis."""
    (left, right), (bottom, top) = window
    return np.linspace(left, right, size), np.linspace(bottom, top, size)


def heights(loss: Loss, plane: Plane, size: int = GRID) -> Array:
    """The loss over a plane of many parameters, ``(size, size)`` with the second direction along the first axis."""
    across, up = grid(plane.window, size)
    flat = np.stack([np.tile(across, size), np.repeat(up, size)], axis=1)
    return np.asarray(loss.value(plane.lift(flat))).reshape(size, size)
