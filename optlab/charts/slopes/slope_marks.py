"""What is drawn on the slope map: the point, arrows of its slope, steps taken, directions of its curvature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.analysis.curvature import Curvature
from optlab.charts.landscape.grid import Window
from optlab.charts.look import INK, PAPER, PLAIN, Look
from optlab.expressions import Array
from optlab.expressions.printing.plain import plain_number

UPHILL = ("#8f2d00", "#ffb27d")
DOWNHILL = ("#084a8f", "#8cc7ff")
BENDS_UP = ("#00553d", "#5fe3ba")
BENDS_DOWN = ("#7d1c5e", "#f7a3dd")
"""By theme: the gradient, the way down, and the two signs of curvature."""

ARROW = 0.2
"""Length of the arrows as a share of the window."""

SHORTEST = 0.35
"""Share of its length that an arrow keeps where the window ends."""

MARGIN = 0.14
"""Share of the window kept free at its border, for the arrows' labels."""

PLOT = np.array([400.0, 320.0])
"""Size of the plot in pixels at 1280 x 720, to keep labels inside."""

CROSS = 0.3
"""Half the length of the lines along which the loss curves, as a share of the window."""

KINDS = {"here": (230.0, "the point"), "next": (130.0, "after one step"), "before": (30.0, "a point before")}
"""Area and words of the points by kind."""

Row = dict[str, object]
NO_LINE: Row = {"x": 0.0, "y": 0.0, "x2": 0.0, "y2": 0.0, "colour": "transparent", "dash": "solid", "head": False}
NO_LABEL: Row = {"x": 0.0, "y": 0.0, "right": 0.0, "down": 0.0, "text": "", "colour": "transparent"}


class SlopeMarks(NamedTuple):
    """The data of the chart by name, beside isolines and shading."""

    lines: pd.DataFrame
    points: pd.DataFrame
    labels: pd.DataFrame


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
    step, the points before, and the curvature (None: not asked for), whose labels then stand alone.
    """
    centre = np.asarray(point, dtype=float)
    lines, labels = _slope_arrows(centre, slope, window, look)
    if curved is not None and np.isfinite(curved.values).all():
        crossing = _crossing(centre, curved, window, look)
        lines, labels = crossing[0] + lines, crossing[1]
    kinds = [(earlier, "before") for earlier in before]
    kinds += [(following, "next")] if np.isfinite(following).all() else []
    kinds += [(point, "here")]
    near = [(at, kind) for at, kind in kinds if _near(at, window)] or kinds[-1:]
    points = [_point(at, kind, look) for at, kind in near]
    return SlopeMarks(pd.DataFrame(lines or [NO_LINE]), pd.DataFrame(points), pd.DataFrame(labels or [NO_LABEL]))


def _point(at: Sequence[float], kind: str, look: Look) -> Row:
    """A point and its look."""
    size, label = KINDS[kind]
    colour = look.of({"before": INK, "next": DOWNHILL, "here": PAPER}[kind])
    fill = look.paper if kind == "next" else look.ink
    return {"x": float(at[0]), "y": float(at[1]), "size": size, "colour": colour, "fill": fill, "label": label}


def _near(at: Sequence[float], window: Window) -> bool:
    """Whether a point is within a few windows of the picture: charts draw badly what is a million windows away."""
    return all(abs(value - low) < 20.0 * (high - low) for value, (low, high) in zip(at, window, strict=True))


def _slope_arrows(point: Array, slope: Array, window: Window, look: Look) -> tuple[list[Row], list[Row]]:
    """The gradient uphill and its opposite, as long as ARROW and the window say: their true length is told in words."""
    if not np.isfinite(slope).all() or not slope.any():
        return [], []
    way = slope / np.abs(slope).max()
    way = way * ARROW / float(np.linalg.norm(way / _spans(window)))
    up, down = point + way * _room(point, way, window), point - way * _room(point, -way, window)
    uphill, downhill = look.of(UPHILL), look.of(DOWNHILL)
    lines = [_line(point, up, uphill, "solid", True), _line(point, down, downhill, "solid", True)]
    return lines, [_label(up, "gradient", uphill, way, window), _label(down, "descent", downhill, -way, window)]


def _room(point: Array, way: Array, window: Window) -> float:
    """The share of an arrow that ends inside the window, at least SHORTEST."""
    share = 1.0
    for at, along, (low, high) in zip(point.tolist(), way.tolist(), window, strict=True):
        if along:
            border = (high if along > 0 else low) - np.sign(along) * MARGIN * (high - low)
            share = min(share, (border - at) / along)
    return max(SHORTEST, share)


def _crossing(point: Array, curved: Curvature, window: Window, look: Look) -> tuple[list[Row], list[Row]]:
    """A line along each direction in which curvatures do not mix."""
    lines, labels = [], []
    for value, way in zip(curved.values.tolist(), curved.directions.T, strict=True):
        reach = way * CROSS / float(np.linalg.norm(way / _spans(window)))
        reach = reach if reach[1] > 0 or (reach[1] == 0.0 and reach[0] > 0) else -reach
        colour = look.of(BENDS_UP if value >= 0.0 else BENDS_DOWN)
        lines.append(_line(point - reach, point + reach, colour, "dashed", False))
        labels.append(_label(point + reach, f"λ = {plain_number(value)}", colour, reach, window))
    return lines, labels


def _spans(window: Window) -> Array:
    return np.array([high - low for low, high in window])


def _line(start: Array, end: Array, colour: str, dash: str, head: bool) -> Row:
    ends = {"x": float(start[0]), "y": float(start[1]), "x2": float(end[0]), "y2": float(end[1])}
    return {**ends, "colour": colour, "dash": dash, "head": head}


def _label(at: Array, text: str, colour: str, way: Array, window: Window) -> Row:
    """A label beyond the end of a line that goes ``way``, pushed back where it would leave the plot."""
    low, spans = np.array(window)[:, 0], _spans(window)
    ahead = way / spans / np.linalg.norm(way / spans)
    half = np.array([5.0 * len(text), 10.0])
    spot = (at - low) / spans * PLOT
    right, up = (np.clip(spot + ahead * (half + 8.0), half, PLOT - half) - spot).tolist()
    return {"x": float(at[0]), "y": float(at[1]), "right": right, "down": -up, "text": text, "colour": colour}
