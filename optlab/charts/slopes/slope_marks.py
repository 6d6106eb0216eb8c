"""What is drawn on the slope map: the point with its slope, steps taken, directions of its curvature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.analysis.curvature import Curvature
from optlab.charts.landscape.grid import Window
from optlab.charts.look import PLAIN, Look
from optlab.expressions import Array
from optlab.expressions.printing.plain import plain_number

UPHILL = ("#8f2d00", "#ffb27d")
DOWNHILL = ("#084a8f", "#8cc7ff")
BENDS_UP = ("#00553d", "#5fe3ba")
BENDS_DOWN = ("#7d1c5e", "#f7a3dd")
"""By theme: the gradient, the way down, and the two signs of curvature."""

CROSS = 0.3
"""Half the length of the lines along which the loss curves, as a share of the window."""

Row = dict[str, object]


class SlopeMarks(NamedTuple):
    """The data of the chart by name, beside isolines and shading: ``spot``, one row: the point ``x``, ``y``, its slope
    ``gx``, ``gy`` and the point after one step ``nx``, ``ny``, empty where there is no such number; ``trail`` (x, y),
    the points before; ``crossing`` (x, y, x2, y2, colour, text), a line for each direction of curvature.
    """

    spot: pd.DataFrame
    trail: pd.DataFrame
    crossing: pd.DataFrame


def slope_marks(
    point: Sequence[float],
    slope: Array,
    following: Sequence[float],
    before: Sequence[Sequence[float]],
    curved: Curvature | None,
    window: Window,
    look: Look = PLAIN,
) -> SlopeMarks:
    """Everything drawn on the map, all in the two parameters shown: the point, the slopes there, the point after one
    step, the points before, and the curvature (None: not asked for).
    """
    centre = np.asarray(point, dtype=float)
    numbers = dict(zip(("x", "y", "gx", "gy", "nx", "ny"), [*centre, *slope, *following], strict=True))
    spot = pd.DataFrame([{name: value if np.isfinite(value) else None for name, value in numbers.items()}], dtype=float)
    if not _near(following, window):
        spot[["nx", "ny"]] = np.nan
    near = np.array([at for at in before if _near(at, window)], dtype=float).reshape(-1, 2)
    shown = curved is not None and np.isfinite(curved.values).all()
    crossing = _crossing(centre, curved, window, look) if shown and curved is not None else []
    columns = ["x", "y", "x2", "y2", "colour", "text"]
    return SlopeMarks(spot, pd.DataFrame(near, columns=["x", "y"]), pd.DataFrame(crossing, columns=columns))


def _near(at: Sequence[float], window: Window) -> bool:
    """Whether a point is within a few windows of the picture: charts draw badly what is a million windows away."""
    return all(abs(value - low) < 20.0 * (high - low) for value, (low, high) in zip(at, window, strict=True))


def _crossing(point: Array, curved: Curvature, window: Window, look: Look) -> list[Row]:
    """A line along each direction in which curvatures do not mix."""
    rows: list[Row] = []
    spans = np.array([high - low for low, high in window])
    for value, way in zip(curved.values.tolist(), curved.directions.T, strict=True):
        reach = way * CROSS / float(np.linalg.norm(way / spans))
        reach = reach if reach[1] > 0 or (reach[1] == 0.0 and reach[0] > 0) else -reach
        ends = dict(zip(("x", "y", "x2", "y2"), [*(point - reach), *(point + reach)], strict=True))
        colour = look.of(BENDS_UP if value >= 0.0 else BENDS_DOWN)
        rows.append({**ends, "colour": colour, "text": f"λ = {plain_number(value)}"})
    return rows
