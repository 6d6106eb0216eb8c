"""The loss from above with one point on it: its gradient, the next step of descent, and where the loss curves how."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.relief import relief_layers
from optlab.charts.look import PLAIN, TEXT, Look, finished

HEADING = "atan2(scale('x', datum.x2) - scale('x', datum.x), scale('y', datum.y) - scale('y', datum.y2)) * 180 / PI"
"""The direction of a line on the screen, clockwise from the top."""


@lru_cache(maxsize=64)
def slope_map_spec(x_title: str, y_title: str, window: Window, look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``isolines`` and ``shade`` as in the landscape; ``lines`` (x, y, x2, y2, colour,
    dash, head), ``points`` (x, y, size, colour, fill, label), ``labels`` (x, y, right, down, text, colour).
    """
    scales = [alt.Scale(domain=list(side), nice=False) for side in window]
    x = alt.X(field="x", type="quantitative", title=x_title, scale=scales[0])
    y = alt.Y(field="y", type="quantitative", title=y_title, scale=scales[1])
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
        color=alt.Color(field="colour", type="nominal", scale=None),
        strokeDash=alt.StrokeDash(field="dash", type="nominal", scale=dashes, legend=None),
    )
    ends = (x.copy(), y.copy())
    for end, field in zip(ends, ("x2", "y2"), strict=True):
        end["field"] = field
    heads = (
        base.transform_filter("datum.head")
        .mark_point(shape="triangle-up", size=220, strokeWidth=0, opacity=1, clip=True, angle=alt.ExprRef(HEADING))
        .encode(x=ends[0], y=ends[1], fill=alt.Fill(field="colour", type="nominal", scale=None))
    )
    return [rules, heads]


def _points(x: alt.X, y: alt.Y) -> alt.Chart:
    return (
        alt.Chart(alt.NamedData("points"))
        .mark_point(strokeWidth=2.5, opacity=1, clip=True)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            stroke=alt.Stroke(field="colour", type="nominal", scale=None),
            size=alt.Size(field="size", type="quantitative", scale=None),
            tooltip=alt.Tooltip(field="label", type="nominal", title="here"),
        )
    )


def _labels(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Text over a halo, pushed off its point by ``right`` and ``down`` pixels."""
    base = alt.Chart(alt.NamedData("labels"))
    off = {"dx": alt.ExprRef("datum.right"), "dy": alt.ExprRef("datum.down")}
    text = alt.Text(field="text", type="nominal")
    halo = base.mark_text(fontSize=TEXT, stroke=look.paper, strokeWidth=6, strokeJoin="round", **off)
    colour = alt.Fill(field="colour", type="nominal", scale=None)
    ink = base.mark_text(fontSize=TEXT, **off)
    return [layer.encode(x=x, y=y, text=text, fill=colour) for layer in (halo, ink)]
