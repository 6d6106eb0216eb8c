"""The loss over two parameters as a surface in space, with the paths of the runs on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from optlab.charts.landscape.contours import levels_of
from optlab.charts.landscape.draping import draped, draped_path
from optlab.charts.landscape.elevation import Elevation, elevation
from optlab.charts.landscape.grid import Window, grid
from optlab.charts.landscape.plotly_traces import glyphs, line, packed
from optlab.charts.landscape.shading import SHADE
from optlab.charts.look import GREY, PLAIN, TEXT, Look
from optlab.expressions import Array

DASHES_IN_SPACE = ["solid", "dash", "dot", "dashdot", "longdash", "longdash", "longdashdot", "dot"]
"""Plotly's names for the dashes nearest to the other charts'."""

GLYPHS = ["●", "■", "▲", "◆", "✚", "▼", "►", "◄"]
"""The runs' markers, as in the other charts."""

MARKS = {"minimum": "★", "start": "○", "saddle": "✕"}

HEAD = 26
MARK = {"minimum": 30, "start": 30, "saddle": 20}
"""Sizes of the characters, in pixels."""

LIFT = 0.012
"""How far lines float above the surface, as a share of the height of the picture: on it they would sink in halfway."""

RAISED = 0.05
"""How far markers float: they stand upright, and their lower half must not sink in either."""

MOST_ISOLINES = 10_000
"""Points of isolines on the surface: an egg box reads better by its light alone."""

FLATNESS = 0.55
"""Height of the picture in widths."""

FAINT, DEEP = 0.08, (0.62, 0.55)
"""Shares of the shading's colour at the bottom and the top of the surface, the latter by theme."""

APART = 0.3
"""Least distance of two heights' numbers, as a share of the height of the picture."""


class Stage(NamedTuple):
    """What everything in the picture stands on, and its look."""

    elevation: Elevation
    window: Window
    look: Look

    def lifted(self, x: Array, y: Array, share: float) -> tuple[Array, Array, Array]:
        """Points above the surface by a share of the height of the picture."""
        return x, y, draped(self.elevation.drawn, self.window, x, y) + self.elevation.share(share)


def surface_figure(
    surface: Array,
    window: Window,
    paths: pd.DataFrame,
    marks: pd.DataFrame,
    isolines: pd.DataFrame,
    titles: tuple[str, str],
    colours: Sequence[str],
    log: bool = False,
    look: Look = PLAIN,
) -> dict[str, Any]:
    """A Plotly figure of plain values, without a camera (see ``camera_spec``).

    ``surface`` is ``(n, n)``, y along the first axis, as ``heights`` makes it; ``paths``, ``marks`` and ``isolines``
    are the frames of the landscape; ``colours`` one CSS colour for each colour number.
    Heights are as ``elevation`` has them.  Everything lies on the surface as drawn, so paths show where a run walked,
    not the loss it found between grid points.  Heights that are no numbers are gaps; nothing raises.
    """
    stage = Stage(elevation(surface, log, _start_height(surface, window, marks)), window, look)
    data = [_surface(stage, surface), _isolines(stage, isolines), _marks(stage, marks)]
    for _, path in paths.groupby("run", sort=True):
        data += _path(stage, path, colours)
    return {"data": data, "layout": _layout(stage, titles)}


def _start_height(surface: Array, window: Window, marks: pd.DataFrame) -> float:
    """The height of the highest start in the window, minus infinity without one."""
    starts = marks[marks["kind"] == "start"]
    heights = draped(surface, window, _numbers(starts["x"]), _numbers(starts["y"]))
    return float(np.max(heights[np.isfinite(heights)], initial=-np.inf))


def _surface(stage: Stage, surface: Array) -> dict[str, Any]:
    """The surface in the map's greys."""
    look = stage.look
    across, up = grid(stage.window, len(surface))
    finite = surface[np.isfinite(surface)]
    levels = levels_of(finite) if finite.size else np.zeros(1)
    return {
        "type": "surface",
        "x": packed(across),
        "y": packed(up),
        "z": packed(stage.elevation.drawn),
        "surfacecolor": packed(np.searchsorted(levels, surface) / len(levels)),
        "cmin": 0,
        "cmax": 1,
        "colorscale": [[0, _mixed(FAINT, look.paper)], [1, _mixed(look.of(DEEP), look.paper)]],
        "showscale": False,
        "hoverinfo": "skip",
        "lighting": {"ambient": 0.75, "diffuse": 0.45, "specular": 0.0, "roughness": 1.0, "fresnel": 0.0},
        "lightposition": {"x": -2000, "y": 500, "z": 4000},
        "contours": {axis: {"highlight": False} for axis in "xyz"},
    }


def _mixed(share: float, paper: str) -> str:
    """The map's shading colour on paper, opaque."""
    background = [int(paper[place : place + 2], 16) for place in (1, 3, 5)]
    red, green, blue = (
        round(share * shade + (1 - share) * behind) for shade, behind in zip(SHADE, background, strict=True)
    )
    return f"rgb({red},{green},{blue})"


def _isolines(stage: Stage, isolines: pd.DataFrame) -> dict[str, Any]:
    """The map's isolines on the surface, with gaps between them; none where there are so many that they hide it."""
    isolines = isolines if len(isolines) <= MOST_ISOLINES else isolines.iloc[:0]
    x, y = (_numbers(isolines[name]).clip(*ends) for name, ends in zip("xy", stage.window, strict=True))
    _, _, z = stage.lifted(x, y, 0.3 * LIFT)
    z[_numbers(isolines["order"]) == 0.0] = np.nan
    return line((x, y, z), GREY, 2 * stage.look.scale)


def _marks(stage: Stage, marks: pd.DataFrame) -> dict[str, Any]:
    """The start, the known minima and other points worth marking."""
    kinds = [kind if kind in MARKS else "saddle" for kind in marks["kind"]]
    points = stage.lifted(_numbers(marks["x"]), _numbers(marks["y"]), RAISED)
    sizes = [MARK[kind] * stage.look.scale for kind in kinds]
    return glyphs(points, [MARKS[kind] for kind in kinds], stage.look.ink, sizes)


def _path(stage: Stage, path: pd.DataFrame, colours: Sequence[str]) -> list[dict[str, Any]]:
    """A run's path with its outline, and its marker at the end where that is in the window."""
    number = int(path["colour"].iloc[0])
    x, y = _numbers(path["x"]), _numbers(path["y"])
    on_x, on_y, on_z = draped_path(stage.elevation.drawn, stage.window, x, y)
    above = on_z + stage.elevation.share(1.6 * LIFT)
    outline = line((on_x, on_y, on_z + stage.elevation.share(LIFT)), stage.look.paper, 10 * stage.look.scale)
    walked = line((on_x, on_y, above), colours[number], 6 * stage.look.scale, DASHES_IN_SPACE[number])
    end = stage.lifted(x[-1:], y[-1:], RAISED)
    head = glyphs(end, [GLYPHS[number]], colours[number], HEAD * stage.look.scale)
    return [outline, walked, *([head] if np.isfinite(end[2]).all() else [])]


def _layout(stage: Stage, titles: tuple[str, str]) -> dict[str, Any]:
    paper = stage.look.paper
    ink = {"color": stage.look.ink, "size": TEXT * stage.look.scale}
    words = {"text": stage.elevation.title, "font": ink, "showarrow": False}
    words |= {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    shape = {"aspectmode": "manual", "aspectratio": {"x": 1, "y": 1, "z": FLATNESS}, "dragmode": "turntable"}
    return {
        "height": stage.look.height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": paper,
        "showlegend": False,
        "hovermode": False,
        "scene": {**_axes(stage, titles, ink), **shape, "bgcolor": paper, "hovermode": False},
        "annotations": [words],
    }


def _axes(stage: Stage, titles: tuple[str, str], ink: dict[str, Any]) -> dict[str, Any]:
    """The window's axes with their names, and heights whose name stands above the picture, where it can be read."""
    plain = {"showbackground": False, "gridcolor": GREY, "linecolor": GREY, "zeroline": False}
    plain |= {"showspikes": False, "tickfont": ink, "nticks": 5, "tickangle": 0}
    level = {
        f"{name}axis": {**plain, "range": list(ends), "title": {"text": title, "font": ink}}
        for name, ends, title in zip("xy", stage.window, titles, strict=True)
    }
    shown = _apart(stage.elevation.ticks, stage.elevation.range, APART * stage.look.scale)
    texts = [stage.elevation.texts[number] for number in shown]
    ticks = {"tickmode": "array", "tickvals": [stage.elevation.ticks[number] for number in shown], "ticktext": texts}
    return {**level, "zaxis": {**plain, **ticks, "range": list(stage.elevation.range), "title": {"text": ""}}}


def _apart(ticks: Sequence[float], ends: tuple[float, float], least: float) -> list[int]:
    """Which of the ascending ticks can be read: from the top down, ``least`` of the picture's height apart."""
    kept: list[int] = []
    for number in reversed(range(len(ticks))):
        if not kept or ticks[kept[-1]] - ticks[number] >= least * (ends[1] - ends[0]):
            kept.append(number)
    return kept[::-1]


def _numbers(column: pd.Series[Any]) -> Array:
    return column.to_numpy(dtype=float)
