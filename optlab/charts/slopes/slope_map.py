"""The loss from above with one point on it: its gradient, the next step of descent, and where the loss curves how."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.relief import relief_layers
from optlab.charts.layers import as_is, haloed_text, points
from optlab.charts.look import PLAIN, TEXT, Look, finished
from optlab.charts.template import filled

HEADING = "atan2(scale('x', datum.x2) - scale('x', datum.x), scale('y', datum.y) - scale('y', datum.y2)) * 180 / PI"
"""The direction of a line on the screen, clockwise from the top."""


@lru_cache(maxsize=64)
def slope_map_spec(x_title: str, y_title: str, window: Window, look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``isolines`` and ``shade`` as in the landscape; ``lines`` (x, y, x2, y2, colour,
    dash, head), ``points`` (x, y, size, colour, fill, label), ``labels`` (x, y, right, down, text, colour).
    """
    (left, right), (bottom, top) = window
    blanks = {"{x}": x_title, "{y}": y_title, "{left}": left, "{right}": right, "{bottom}": bottom, "{top}": top}
    return {**filled(_template(look.of_usual_height), blanks), "height": look.height}


@lru_cache
def _template(look: Look) -> dict[str, Any]:
    """The chart with blanks for titles and window: a formula typed in class must not cost a chart's making."""
    x = alt.X(field="x", type="quantitative", title="{x}", scale=alt.Scale(domain=["{left}", "{right}"], nice=False))
    y = alt.Y(field="y", type="quantitative", title="{y}", scale=alt.Scale(domain=["{bottom}", "{top}"], nice=False))
    layers = [*relief_layers(x, y), *_lines(x, y), _points(x, y), *_labels(x, y, look)]
    return finished(alt.layer(*layers), look)


def _lines(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("lines"))
    dashes = alt.Scale(domain=["solid", "dashed"], range=[[1, 0], [7, 5]])
    rules = base.mark_rule(strokeWidth=3.5, clip=True).encode(
        x=x,
        y=y,
        x2=alt.X2(field="x2"),
        y2=alt.Y2(field="y2"),
        color=as_is(alt.Color, "colour"),
        strokeDash=alt.StrokeDash(field="dash", type="nominal", scale=dashes, legend=None),
    )
    ends = (x.copy(), y.copy())
    for end, field in zip(ends, ("x2", "y2"), strict=True):
        end["field"] = field
    heads = (
        base.transform_filter("datum.head")
        .mark_point(shape="triangle-up", size=220, strokeWidth=0, opacity=1, clip=True, angle=alt.ExprRef(HEADING))
        .encode(x=ends[0], y=ends[1], fill=as_is(alt.Fill, "colour"))
    )
    return [rules, heads]


def _points(x: alt.X, y: alt.Y) -> alt.Chart:
    size, label = as_is(alt.Size, "size", "quantitative"), alt.Tooltip(field="label", type="nominal", title="here")
    return points(x, y, {"size": size, "tooltip": label})


def _labels(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Text pushed off its point by ``right`` and ``down`` pixels."""
    encoding = {"x": x, "y": y, "text": alt.Text(field="text", type="nominal"), "fill": as_is(alt.Fill, "colour")}
    off = {"dx": alt.ExprRef("datum.right"), "dy": alt.ExprRef("datum.down")}
    return haloed_text(alt.Chart(alt.NamedData("labels")), encoding, look, 6, fontSize=TEXT, **off)
