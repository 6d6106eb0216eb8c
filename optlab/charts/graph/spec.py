"""A formula as its computational graph: boxes with values and adjoints, edges with local slopes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.layers import as_is, haloed_text
from optlab.charts.look import PLAIN, TEXT, Look, finished

WIDTH = 1000.0
"""Width of the drawing in its own units, which stretch with the page; heights are pixels."""

WIDTHS = {**dict.fromkeys(" .·,|", 5.2), **dict.fromkeys("()₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹/", 6.5), **dict.fromkeys("−+=←", 13.4)}
LETTER = 10.2
"""Widths of letters in pixels in a wide font of size TEXT, and that of all others."""

ROOM = f"datum.pixels <= datum.room * width / {WIDTH} ? datum.text : datum.brief"
"""The full text where the page is wide enough for it, else the brief one."""


@lru_cache(maxsize=16)
def graph_spec(look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``edges`` (x, y, edge, order, colour, width), ``arrows`` (x, y, side, colour),
    ``boxes`` (x, x2, y, y2, colour, width, label), ``texts`` (x, y, text, brief, pixels,
    room, colour).
    """
    x = alt.X(field="x", type="quantitative", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None)
    y = alt.Y(field="y", type="quantitative", scale=alt.Scale(domain=[look.height, 0], nice=False), axis=None)
    return finished(alt.layer(_edges(x, y), _arrows(x, y), _boxes(x, y, look), *_texts(x, y, look)), look)


def text_width(text: str) -> float:
    """The width of a text in pixels, about.

    >>> text_width("v₁ + b") < text_width("−0.132")
    True
    """
    return sum(WIDTHS.get(letter, LETTER) for letter in text)


def _edges(x: alt.X, y: alt.Y) -> alt.Chart:
    return (
        alt.Chart(alt.NamedData("edges"))
        .mark_line(interpolate="monotone")
        .encode(
            x=x,
            y=y,
            detail=alt.Detail(field="edge", type="nominal"),
            order=alt.Order(field="order", type="quantitative"),
            stroke=as_is(alt.Stroke, "colour"),
            strokeWidth=as_is(alt.StrokeWidth, "width", "quantitative"),
        )
    )


def _arrows(x: alt.X, y: alt.Y) -> alt.Chart:
    sides = alt.Scale(domain=["forward", "backward"], range=["triangle-right", "triangle-left"])
    return (
        alt.Chart(alt.NamedData("arrows"))
        .mark_point(size=90, strokeWidth=0, opacity=1)
        .encode(
            x=x,
            y=y,
            fill=as_is(alt.Fill, "colour"),
            shape=alt.Shape(field="side", type="nominal", scale=sides, legend=None),
        )
    )


def _boxes(x: alt.X, y: alt.Y, look: Look) -> alt.Chart:
    return (
        alt.Chart(alt.NamedData("boxes"))
        .mark_rect(fill=look.paper, cornerRadius=8, opacity=1)
        .encode(
            x=x,
            x2=alt.X2(field="x2"),
            y=y,
            y2=alt.Y2(field="y2"),
            stroke=as_is(alt.Stroke, "colour"),
            strokeWidth=as_is(alt.StrokeWidth, "width", "quantitative"),
            tooltip=alt.Tooltip(field="label", type="nominal", title="computes"),
        )
    )


def _texts(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Full or brief, as the page is wide."""
    texts = alt.Chart(alt.NamedData("texts")).transform_calculate(shown=ROOM)
    encoding = {"x": x, "y": y, "text": alt.Text(field="shown", type="nominal"), "fill": as_is(alt.Fill, "colour")}
    return haloed_text(texts, encoding, look, 8, fontSize=TEXT)
