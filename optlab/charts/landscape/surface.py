"""The loss over two parameters as a surface in space; what lies on it is drawn over it (see ``overlay``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from optlab.charts.equal_axes import are_alike
from optlab.charts.landscape.contours import levels_of
from optlab.charts.landscape.draping import draped
from optlab.charts.landscape.elevation import Elevation, elevation, round_ticks
from optlab.charts.landscape.grid import Window, grid
from optlab.charts.landscape.plotly_traces import line, packed
from optlab.charts.landscape.shading import on_paper, shares
from optlab.charts.look import GREY, PLAIN, Look
from optlab.expressions import Array

LIFT = 0.004
"""How far isolines float above the surface, as a share of the height of the picture: on it they would sink in."""

MOST_ISOLINES = 10_000
"""Points of isolines on the surface: an egg box reads better by its light alone."""

FLATNESS = 0.6
"""Height of the picture, of a square as long as the horizontal axes are on average."""

LONGEST = 2.5
"""Ratio of the horizontal axes up to which they have one scale: beyond it the surface would be a wall."""

WIDEST = 1.2
"""Length of the longer horizontal axis, at most: of a square both are 1."""

SHADES = 9
"""Colours of the ramp that are told; between them they are mixed evenly."""

FAINT = 0.6
"""Opacity of the lines on the walls behind the surface."""

LIGHT = {"ambient": 0.8, "diffuse": 0.42, "specular": 0.05, "roughness": 0.8, "fresnel": 0.0}
"""What shows the shape without hiding what the colours say."""


class Terrain(NamedTuple):
    """What everything in the picture stands on: heights over a window, the names along its axes, and a look."""

    surface: Array
    elevation: Elevation
    window: Window
    titles: tuple[str, str]
    look: Look

    @property
    def shares(self) -> Array:
        """How far up the ramp of colours each height is, as on the map."""
        finite = self.surface[np.isfinite(self.surface)]
        return shares(self.surface, levels_of(finite) if finite.size else np.zeros(1))


def terrain(
    surface: Array,
    window: Window,
    titles: tuple[str, str],
    kept: float = -math.inf,
    log: bool = False,
    look: Look = PLAIN,
) -> Terrain:
    """``surface`` ``(n, n)``, y along the first axis, as ``heights`` makes it over the window.

    The height ``kept`` stays in view where a tall wall is cut.  Heights are as ``elevation`` has them; those that are
    no numbers are gaps; nothing raises.
    """
    return Terrain(surface, elevation(surface, log, kept), window, titles, look)


def highest(surface: Array, window: Window, x: Array, y: Array) -> float:
    """The height of the highest of some points on the surface; minus infinity where none is in the window."""
    level = draped(surface, window, x, y)
    return float(np.max(level[np.isfinite(level)], initial=-math.inf))


def surface_figure(terrain: Terrain, isolines: pd.DataFrame) -> dict[str, Any]:
    """A Plotly figure of plain values, without a camera (see ``camera_spec``) and without words: see ``overlay``.

    ``isolines`` is the frame of the map; they are left out where there are so many that they would hide the surface.
    """
    return {"data": [_surface(terrain), *_isolines(terrain, isolines)], "layout": _layout(terrain)}


def _surface(terrain: Terrain) -> dict[str, Any]:
    """The surface in the map's colours."""
    surface = terrain.surface
    across, up = grid(terrain.window, len(surface))
    ramp = [[share, on_paper(share, terrain.look.paper)] for share in np.linspace(0.0, 1.0, SHADES).tolist()]
    return {
        "type": "surface",
        "x": packed(across),
        "y": packed(up),
        "z": packed(terrain.elevation.drawn),
        "surfacecolor": packed(terrain.shares),
        "cmin": 0,
        "cmax": 1,
        "colorscale": ramp,
        "showscale": False,
        "hoverinfo": "skip",
        "lighting": LIGHT,
        "lightposition": {"x": -3000, "y": -400, "z": 3000},
        "contours": {axis: {"highlight": False} for axis in "xyz"},
    }


def _isolines(terrain: Terrain, isolines: pd.DataFrame) -> list[dict[str, Any]]:
    """The map's isolines on the surface, with gaps between them."""
    if not 0 < len(isolines) <= MOST_ISOLINES:
        return []
    x, y = (isolines[name].to_numpy(dtype=float).clip(*ends) for name, ends in zip("xy", terrain.window, strict=True))
    z = draped(terrain.elevation.drawn, terrain.window, x, y) + terrain.elevation.share(LIFT)
    z[isolines["order"].to_numpy() == 0] = np.nan
    return [line((x, y, z), GREY, 2 * terrain.look.scale)]


def _layout(terrain: Terrain) -> dict[str, Any]:
    paper = terrain.look.paper
    shape = {"aspectmode": "manual", "aspectratio": aspect(terrain.window), "dragmode": "turntable"}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": paper,
        "showlegend": False,
        "hovermode": False,
        "scene": {**_axes(terrain), **shape, "bgcolor": paper, "hovermode": False},
    }


def aspect(window: Window) -> dict[str, float]:
    """Lengths of the axes: horizontal ones of one scale as far as LONGEST, as on the map.

    >>> aspect(((0.0, 4.0), (0.0, 1.0)))["x"] / aspect(((0.0, 4.0), (0.0, 1.0)))["y"]
    2.5
    """
    (left, right), (bottom, top) = window
    ratio = (right - left) / (top - bottom) if are_alike(window) else 1.0
    ratio = min(LONGEST, max(1.0 / LONGEST, ratio))
    longest = min(WIDEST, max(math.sqrt(ratio), math.sqrt(1.0 / ratio)))
    across, up = longest * min(1.0, ratio), longest / max(1.0, ratio)
    return {"x": across, "y": up, "z": FLATNESS * math.sqrt(across * up)}


def _axes(terrain: Terrain) -> dict[str, Any]:
    """Faint lines on the walls behind the surface where the numbers of the overlay are."""
    red, green, blue = (int(GREY[place : place + 2], 16) for place in (1, 3, 5))
    faint = f"rgba({red},{green},{blue},{FAINT})"
    plain = {"showbackground": False, "gridcolor": faint, "gridwidth": 1, "zeroline": False, "showspikes": False}
    plain |= {"showticklabels": False, "title": {"text": ""}, "showline": True, "linecolor": faint}
    ends = (*terrain.window, terrain.elevation.range)
    return {
        f"{name}axis": {**plain, "range": list(end), "tickmode": "array", "tickvals": list(values)}
        for name, end, (values, _) in zip("xyz", ends, ticks(terrain), strict=True)
    }


def ticks(terrain: Terrain) -> list[tuple[tuple[float, ...], tuple[str, ...]]]:
    """Values and their texts along x, y and the height."""
    return [*(round_ticks(*ends) for ends in terrain.window), (terrain.elevation.ticks, terrain.elevation.texts)]
