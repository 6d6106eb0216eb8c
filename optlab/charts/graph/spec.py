"""A formula as its computational graph: boxes with values and adjoints, edges with local slopes; it follows the player.

The drawing grows with its frame.  Boxes are stretched somewhat to fill it, letters are not: where the frame is small
they keep a size that can be read, and a text that has no room is written in brief.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.layers import as_is, haloed_text
from optlab.charts.look import PLAIN, STEP, TEXT, Look, finished, step_param

WIDTHS = {**dict.fromkeys(" .·,|", 5.2), **dict.fromkeys("()₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹/", 6.5), **dict.fromkeys("−+=…", 13.4)}
LETTER = 10.2
"""Widths of letters in pixels in a wide font of size TEXT, and that of all others."""

SMALLEST = 0.84
"""Size of the letters in a small frame, as a share of the usual size."""

LOWEST = 0.84
"""Height of the boxes in a small frame: three lines of the smallest letters."""

WIDER, HIGHER = 1.7, 1.35
"""How much more than its height a drawing is widened to fill its frame, and how much more than its width heightened."""

ROOM = "datum.pixels * letters <= datum.room * across ? datum.text : datum.brief"
"""The full text where the frame is wide enough for it, else the brief one."""

SHOWN = f"datum.first <= {STEP} && {STEP} <= datum.last"
"""A filter: what is to be seen at the step shown."""

HEAD = "M0,0L0.75,1.9L-0.75,1.9Z"
"""An arrowhead whose point is where it stands."""


@lru_cache(maxsize=64)
def graph_spec(size: tuple[float, float], look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data, for a drawing of that ``size`` in its units, to be put into a frame with a height.

    All tables have ``first`` and ``last``, the steps in which a row is seen: ``edges`` (x, y, edge, order, colour,
    width, active), ``arrows`` (x, y, dx, dy, colour), ``boxes`` (x, x2, y, y2, colour, width, label), ``texts`` (x, y,
    text, brief, pixels, room, colour, and for scripts of, before, after, more).
    """
    width, height = size
    x = alt.X(field="x", type="quantitative", scale=_middle(width, "width", "across"), axis=None)
    y = alt.Y(field="y", type="quantitative", scale=_middle(height, "height", "down", flipped=True), axis=None)
    layers = (*_edges(x, y, look), _arrows(x, y), _boxes(x, y, look), *_texts(x, y, look))
    spec = finished(alt.layer(*layers).add_params(step_param()), look)
    del spec["height"]
    return {**spec, "params": [*_scale(size), *spec["params"]]}


def text_width(text: str) -> float:
    """The width of a text in pixels, about.

    >>> text_width("v₁ + b") < text_width("−0.132")
    True
    """
    return sum(WIDTHS.get(letter, LETTER) for letter in text)


def _scale(size: tuple[float, float]) -> list[dict[str, Any]]:
    """Pixels for a unit across and down, and the size of letters: they follow each change of the frame."""
    wide, high = f"width / {size[0]!r}", f"height / {size[1]!r}"
    return [
        {"name": "across", "expr": f"min({wide}, {WIDER} * max({LOWEST}, {high}))"},
        {"name": "down", "expr": f"min({high}, max({LOWEST}, {HIGHER} * {wide}))"},
        {"name": "letters", "expr": f"max({SMALLEST}, min(across, down))"},
    ]


def _middle(size: float, room: str, scale: str, *, flipped: bool = False) -> alt.Scale:
    """The drawing in the middle of its frame."""
    ends = [{"expr": f"{size / 2.0!r} {sign} {room} / {scale} / 2"} for sign in "-+"]
    return alt.Scale(domain=ends[::-1] if flipped else ends, nice=False, zero=False)


def _shown(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name)).transform_filter(SHOWN).transform_calculate(thick="datum.width * letters")


def _edges(x: alt.X, y: alt.Y, look: Look) -> tuple[alt.Chart, alt.Chart]:
    """All edges; and what runs along those of the step at hand, which the page's style moves."""
    encoding = {
        "x": x,
        "y": y,
        "detail": [alt.Detail(field="edge", type="nominal"), alt.Detail(field="first", type="quantitative")],
        "order": alt.Order(field="order", type="quantitative"),
    }
    lines = (
        _shown("edges")
        .mark_line(interpolate="monotone")
        .encode(
            **encoding,
            stroke=as_is(alt.Stroke, "colour"),
            strokeWidth=as_is(alt.StrokeWidth, "thick", "quantitative"),
        )
    )
    drops = (
        alt.Chart(alt.NamedData("edges"), name="drops")
        .transform_filter(f"datum.active && {SHOWN}")
        .mark_line(
            interpolate="monotone",
            strokeDash=[0.1, 18],
            strokeCap="round",
            strokeWidth=alt.ExprRef("3.5 * letters"),
            stroke=look.paper,
        )
        .encode(**encoding)
    )
    return lines, drops


def _arrows(x: alt.X, y: alt.Y) -> alt.Chart:
    return (
        _shown("arrows")
        .transform_calculate(turn="atan2(datum.dx * across, -datum.dy * down) * 180 / PI")
        .mark_point(shape=HEAD, size=alt.ExprRef("100 * letters * letters"), strokeWidth=0, opacity=1)
        .encode(
            x=x,
            y=y,
            fill=as_is(alt.Fill, "colour"),
            angle=as_is(alt.Angle, "turn", "quantitative"),
        )
    )


def _boxes(x: alt.X, y: alt.Y, look: Look) -> alt.Chart:
    return (
        _shown("boxes")
        .mark_rect(fill=look.paper, cornerRadius=alt.ExprRef("8 * letters"), opacity=1)
        .encode(
            x=x,
            x2=alt.X2(field="x2"),
            y=y,
            y2=alt.Y2(field="y2"),
            stroke=as_is(alt.Stroke, "colour"),
            strokeWidth=as_is(alt.StrokeWidth, "thick", "quantitative"),
            tooltip=alt.Tooltip(field="label", type="nominal", title="computes"),
        )
    )


def _texts(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Full or brief, as the frame is wide."""
    texts = _shown("texts").transform_calculate(shown=ROOM)
    encoding = {"x": x, "y": y, "text": alt.Text(field="shown", type="nominal"), "fill": as_is(alt.Fill, "colour")}
    return haloed_text(texts, encoding, look, 7, fontSize=alt.ExprRef(f"{TEXT} * letters"))
