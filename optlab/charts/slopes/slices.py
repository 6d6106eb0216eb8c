"""The loss along one parameter with all others fixed: the curve, its tangent, and the secant of a nudge."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from optlab.charts.layers import as_is, points
from optlab.charts.look import GREY, PLAIN, SMALL_AND_LARGE, Look, finished
from optlab.charts.slopes.slope_marks import DOWNHILL, UPHILL
from optlab.charts.template import filled
from optlab.expressions import Array
from optlab.losses import Loss

POINTS = 161


class Slice(NamedTuple):
    """The data of the chart by name."""

    curve: pd.DataFrame
    lines: pd.DataFrame
    points: pd.DataFrame


@lru_cache(maxsize=64)
def slice_spec(x_title: str, window: tuple[float, float], look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``curve`` (x, y), ``lines`` (x, y, kind, colour, dash), ``points`` (x, y, colour,
    fill).
    """
    blanks = {"{x}": x_title, "{left}": window[0], "{right}": window[1]}
    return {**filled(_template(look.of_usual_height), blanks), "height": look.height}


@lru_cache
def _template(look: Look) -> dict[str, Any]:
    """The chart with blanks for its title and window."""
    x = alt.X(
        field="x",
        type="quantitative",
        title="{x}",
        scale=alt.Scale(domain=["{left}", "{right}"], nice=False),
        axis=alt.Axis(grid=False, titlePadding=0),
    )
    y = alt.Y(
        field="y",
        type="quantitative",
        title=None,
        scale=alt.Scale(nice=False, zero=False, padding=10),
        axis=alt.Axis(labelExpr=SMALL_AND_LARGE, tickCount=4, gridOpacity=0.5),
    )
    curve = alt.Chart(alt.NamedData("curve")).mark_line(strokeWidth=2.5, color=GREY, clip=True).encode(x=x, y=y)
    lines = (
        alt.Chart(alt.NamedData("lines"))
        .mark_line(strokeWidth=3.5, clip=True)
        .encode(
            x=x,
            y=y,
            detail=alt.Detail(field="kind", type="nominal"),
            color=as_is(alt.Color, "colour"),
            strokeDash=alt.StrokeDash(
                field="kind",
                type="nominal",
                legend=None,
                scale=alt.Scale(domain=["tangent", "secant"], range=[[1, 0], [6, 4]]),
            ),
        )
    )
    return finished(alt.layer(curve, lines, points(x, y, size=170)).configure_mark(tooltip=None), look)


def slice_of(
    loss: Loss, point: Array, parameter: int, window: tuple[float, float], nudge: float, look: Look = PLAIN
) -> Slice:
    """The loss through ``point`` along one parameter over the window; tangent and secant end where the curve's heights
    do, so that they never squeeze it.
    """
    across = np.linspace(*window, POINTS)
    tries = np.tile(point, (POINTS + 2, 1))
    tries[:POINTS, parameter] = across
    tries[POINTS, parameter] += nudge
    heights = np.asarray(loss.value(tries))
    height, nudged = float(heights[-1]), float(heights[-2])
    finite = np.isfinite(heights[:POINTS])
    curve = pd.DataFrame({"x": across[finite], "y": heights[:POINTS][finite]})
    if not np.isfinite(height) or curve.empty:
        return Slice(curve if len(curve) else pd.DataFrame({"x": [0.0], "y": [0.0]}), _no_lines(), _no_points())
    box = (float(min(curve["y"].min(), height)), float(max(curve["y"].max(), height)))
    at, slope = float(point[parameter]), float(loss.gradient(point)[parameter])
    lines = [_through(at, height, slope, window, box, "tangent", look.of(UPHILL))]
    if np.isfinite(nudged) and nudge:
        lines.append(_through(at, height, (nudged - height) / nudge, window, box, "secant", look.of(DOWNHILL)))
    ends = [(at, height, look.paper, look.ink)]
    if np.isfinite(nudged) and box[0] <= nudged <= box[1]:
        ends.insert(0, (at + nudge, nudged, look.of(DOWNHILL), look.paper))
    marks = pd.DataFrame([{"x": x, "y": y, "colour": colour, "fill": fill} for x, y, colour, fill in ends])
    return Slice(curve, pd.concat(lines, ignore_index=True), marks)


def _through(
    at: float,
    height: float,
    slope: float,
    window: tuple[float, float],
    box: tuple[float, float],
    kind: str,
    colour: str,
) -> pd.DataFrame:
    """A straight line through the point, cut to the box; nothing where it has no slope."""
    if not np.isfinite(slope):
        return pd.DataFrame({"x": [at], "y": [height], "kind": [kind], "colour": [colour]})
    ends = list(window)
    if slope != 0.0:
        crossings = sorted(at + (edge - height) / slope for edge in box)
        ends = [max(ends[0], crossings[0]), min(ends[1], crossings[1])]
    x = np.array(ends)
    return pd.DataFrame({"x": x, "y": height + slope * (x - at), "kind": kind, "colour": colour})


def _no_lines() -> pd.DataFrame:
    return pd.DataFrame({"x": [0.0], "y": [0.0], "kind": ["tangent"], "colour": ["transparent"]})


def _no_points() -> pd.DataFrame:
    return pd.DataFrame({"x": [0.0], "y": [0.0], "colour": ["transparent"], "fill": ["transparent"]})
