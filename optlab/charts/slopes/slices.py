"""The loss along one parameter with all others fixed: the curve, its tangent, and the secant of a nudge."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from optlab.charts.look import GREY, PLAIN, SMALL_AND_LARGE, Look, finished
from optlab.charts.slopes.slope_marks import DOWNHILL, UPHILL
from optlab.charts.template import filled
from optlab.expressions import Array
from optlab.losses import Loss

POINTS = 161

EDGE = 9
"""Pixels from the edge at which a point is drawn that lies above or below the picture."""

Range = tuple[float, float]


class Slice(NamedTuple):
    """The data of the chart by name: ``curve`` (x, y); ``spot``, one row: ``at``, ``height``, ``slope``, and where the
    nudge leads, ``nudged_at``, ``nudged``; empty where there is no such number.
    """

    curve: pd.DataFrame
    spot: pd.DataFrame


@lru_cache(maxsize=64)
def slice_spec(x_title: str, window: Range, heights: Range, look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data (see Slice).  ``window`` and ``heights`` are the ends of its axes, which the data do
    not change: slopes of slices with the same ends can be compared by eye.
    """
    blanks = {"{x}": x_title, "{left}": window[0], "{right}": window[1], "{low}": heights[0], "{high}": heights[1]}
    return {**filled(_template(look.of_usual_height), blanks), "height": look.height}


@lru_cache
def _template(look: Look) -> dict[str, Any]:
    """The chart with blanks for its title and the ends of its axes."""
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
        scale=alt.Scale(domain=["{low}", "{high}"], nice=False, zero=False),
        axis=alt.Axis(labelExpr=SMALL_AND_LARGE, tickCount=4, gridOpacity=0.5),
    )
    curve = alt.Chart(alt.NamedData("curve")).mark_line(strokeWidth=2.5, color=GREY, clip=True).encode(x=x, y=y)
    secant = "(datum.nudged - datum.height) / (datum.nudged_at - datum.at)"
    layers = [
        curve,
        _straight(x, y, "datum.slope", strokeWidth=3.5, color=look.of(UPHILL)),
        _straight(x, y, secant, strokeWidth=3.5, color=look.of(DOWNHILL), strokeDash=[6, 4]),
        _dot("nudged_at", "nudged", 120, look.of(DOWNHILL), look.paper, x, y),
        _dot("at", "height", 190, look.ink, look.paper, x, y),
    ]
    ends = [alt.param(name=name, value=f"{{{name}}}") for name in ("left", "right", "low", "high")]
    return finished(alt.layer(*layers).add_params(*ends).configure_mark(tooltip=None), look)


def _straight(x: alt.X, y: alt.Y, slope: str, **mark: Any) -> alt.Chart:
    """A straight line of that slope through the spot, cut to the picture: it may be very steep."""
    crossing = "datum.at + ({} - datum.height) / datum.rise"
    low, high = crossing.format("low"), crossing.format("high")
    line = alt.Chart(alt.NamedData("spot")).transform_calculate(rise=slope)
    line = line.transform_filter("isNumber(datum.height) && isNumber(datum.rise) && isFinite(datum.rise)")
    line = line.transform_calculate(
        x=f"datum.rise == 0 ? left : max(left, min({low}, {high}))",
        x2=f"datum.rise == 0 ? right : min(right, max({low}, {high}))",
    )
    line = line.transform_filter("datum.x < datum.x2").transform_calculate(
        y="datum.height + datum.rise * (datum.x - datum.at)", y2="datum.height + datum.rise * (datum.x2 - datum.at)"
    )
    return line.mark_rule(clip=True, **mark).encode(x=x, y=y, x2=alt.X2(field="x2"), y2=alt.Y2(field="y2"))


def _dot(at: str, height: str, size: int, fill: str, stroke: str, x: alt.X, y: alt.Y) -> alt.Chart:
    """A point; a triangle at the edge where it lies above or below the picture."""
    shown = f"isNumber(datum.{height}) && datum.{at} >= left && datum.{at} <= right"
    dots = alt.Chart(alt.NamedData("spot")).transform_filter(shown)
    x, y = x.copy(), y.copy()
    x["field"], y["field"] = "x", "y"
    dots = dots.transform_calculate(x=f"datum.{at}", y=f"clamp(datum.{height}, low, high)", beyond=_beyond(height))
    shape = alt.Shape(
        field="beyond",
        type="nominal",
        legend=None,
        scale=alt.Scale(domain=["no", "above", "below"], range=["circle", "triangle-up", "triangle-down"]),
    )
    inside = alt.ExprRef(f"datum.beyond == 'above' ? {EDGE} : datum.beyond == 'below' ? -{EDGE} : 0")
    return dots.mark_point(
        size=size, fill=fill, stroke=stroke, strokeWidth=2.5, opacity=1, yOffset=inside, clip=False
    ).encode(x=x, y=y, shape=shape)


def _beyond(height: str) -> str:
    return f"datum.{height} > high ? 'above' : datum.{height} < low ? 'below' : 'no'"


def slice_of(loss: Loss, point: Array, parameter: int, window: Range, nudge: float) -> Slice:
    """The loss through ``point`` along one parameter over the window, and the spot with slope and nudge."""
    across = np.linspace(*window, POINTS)
    tries = np.tile(point, (POINTS + 2, 1))
    tries[:POINTS, parameter] = across
    tries[POINTS, parameter] += nudge
    heights = np.asarray(loss.value(tries))
    height, nudged = float(heights[-1]), float(heights[-2])
    slope = float(loss.gradient(point)[parameter]) if np.isfinite(height) else np.nan
    at = float(point[parameter])
    row = {"at": at, "height": height, "slope": slope, "nudged_at": at + nudge, "nudged": nudged}
    finite = np.isfinite(heights[:POINTS])
    curve = pd.DataFrame({"x": across[finite], "y": heights[:POINTS][finite]})
    return Slice(
        curve, pd.DataFrame([{name: value if np.isfinite(value) else None for name, value in row.items()}], dtype=float)
    )
