"""What is drawn over the surface in space: axes with their names, the runs with the player's step, marks, cuts.

It is data for ``components/space.js``, which lays them on the surface in the browser, at each step and for each camera.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from optlab.charts.landscape.draping import draped
from optlab.charts.landscape.grid import grid
from optlab.charts.landscape.shading import on_paper
from optlab.charts.landscape.surface import SHADES, Terrain, aspect, ticks
from optlab.charts.look import DASHES, GREY, MARKERS, TEXT
from optlab.expressions import Array

COARSE = 33
"""Grid points along each axis of the sketch that is seen before Plotly has drawn."""

DIGITS = 4
"""Decimals of a point, of what the window's narrower side is told in: less than a pixel."""


def overlay(
    terrain: Terrain,
    paths: pd.DataFrame,
    marks: pd.DataFrame,
    colours: Sequence[str],
    chosen: int | None = None,
) -> dict[str, Any]:
    """What lies on the surface, as plain values.

    ``paths`` and ``marks`` are the frames of the landscape, ``colours`` one CSS colour for each colour number,
    ``chosen`` the id of the run whose way down is shown.  Heights are those of the drawn surface: they show where a run
    walked, not the loss it found between grid points.
    """
    digits = _digits(terrain)
    runs = [_run(path, digits, colours, chosen) for _, path in paths.groupby("run", sort=True)]
    points = marks[["x", "y", "kind"]].round({"x": digits, "y": digits}).to_dict("records")
    return {**bare(terrain), "runs": runs, "marks": points}


def bare(terrain: Terrain) -> dict[str, Any]:
    """Axes and look."""
    ends, titles = (*terrain.window, terrain.elevation.range), (*terrain.titles, terrain.elevation.title)
    axes = {
        name: {"range": list(end), "title": title, "ticks": list(values), "texts": list(texts)}
        for name, end, title, (values, texts) in zip("xyz", ends, titles, ticks(terrain), strict=True)
    }
    look = terrain.look
    style = {"ink": look.ink, "paper": look.paper, "grey": GREY, "text": TEXT * look.scale, "scale": look.scale}
    return {"axes": axes, "look": style, "runs": [], "marks": [], "preview": _preview(terrain)}


def _preview(terrain: Terrain) -> dict[str, Any]:
    """The surface in few pieces, for the time until Plotly has drawn it; None are gaps."""
    across, up = grid(terrain.window, COARSE)
    x, y = np.tile(across, COARSE), np.repeat(up, COARSE)

    def coarse(values: Array) -> list[list[float | None]]:
        rows = draped(values, terrain.window, x, y).reshape(COARSE, COARSE).tolist()
        return [[float(f"{value:.4g}") if math.isfinite(value) else None for value in row] for row in rows]

    ramp = [on_paper(share, terrain.look.paper) for share in np.linspace(0.0, 1.0, SHADES).tolist()]
    levels = {"heights": coarse(terrain.elevation.drawn), "shares": coarse(terrain.shares)}
    return {**levels, "ramp": ramp, "aspect": aspect(terrain.window)}


def _digits(terrain: Terrain) -> int:
    """Decimals in which points of the window are told."""
    return DIGITS - math.floor(math.log10(min(high - low for low, high in terrain.window)))


def _run(path: pd.DataFrame, digits: int, colours: Sequence[str], chosen: int | None) -> dict[str, Any]:
    """A run's points with their steps, its colour, dash and marker."""
    number, run = int(path["colour"].iloc[0]), int(path["run"].iloc[0])
    signs = {"colour": colours[number], "dash": DASHES[number], "marker": MARKERS[number], "chosen": run == chosen}
    points = {name: path[name].astype(float).round(digits).tolist() for name in ("x", "y")}
    return {**signs, "step": path["step"].tolist(), **points}
