"""The loss from above with one point on it: its gradient, the next step of descent, and where the loss curves how.

The axes have one scale, so the gradient stands at right angles on the isolines, and its arrow is as long as it is
steep.  The chart itself works out arrows and labels from one row of numbers: whoever changes these, the server or a
script of the page under the visitor's hand, gets the same picture.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.equal_axes import domain, domains
from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.relief import relief_layers
from optlab.charts.layers import WALKED, as_is, haloed_text
from optlab.charts.look import PLAIN, STEP, TEXT, Look, finished, step_param
from optlab.charts.slopes.slope_marks import DOWNHILL, UPHILL
from optlab.charts.template import filled
from optlab.expressions.printing.plain import plain_number

PIXELS = "hypot(scale('x', datum.x2) - scale('x', datum.x), scale('y', datum.y2) - scale('y', datum.y))"
"""The length of a line on the screen."""

HEADING = "atan2(scale('x', datum.x2) - scale('x', datum.x), scale('y', datum.y) - scale('y', datum.y2)) * 180 / PI"
"""Its direction, clockwise from the top."""

SHORT = 18
"""Pixels below which an arrow is no arrow: then a ring says that the place is too gentle."""

CORNER = 14
"""Pixels of the bar of the scale from the corner."""


@lru_cache(maxsize=64)
def slope_map_spec(
    titles: tuple[str, str],
    window: Window,
    arrow: float,
    bar: float,
    look: Look = PLAIN,
    *,
    equal: bool = True,
    letter: str = "f",
) -> dict[str, Any]:
    """The chart without its data: ``isolines`` and ``shade`` as in the landscape, ``spot``, ``trail`` and ``crossing``
    (see SlopeMarks), ``walk`` (x, y, step) as far as the page's player has come.

    An arrow is ``arrow`` times the slope in the units of the axes; the bar in the corner shows the slope ``bar``.
    ``letter`` is the loss's own.
    """
    blanks = {"{x}": titles[0], "{y}": titles[1], "{arrow}": arrow, "{bar}": bar, **domains(window, equal)}
    names = {f"{{slope {axis}}}": f"∂{letter}/∂{title}" for axis, title in zip("xy", titles, strict=True)}
    blanks |= {**names, "{bar text}": f"slope {plain_number(bar)}"}
    return {**filled(_template(look.of_usual_height), blanks), "height": look.height}


@lru_cache
def _template(look: Look) -> dict[str, Any]:
    """The chart with blanks: a formula typed in class must not cost a chart's making."""
    across, up = domain("{left}", "{right}"), domain("{bottom}", "{top}")
    x = alt.X(field="x", type="quantitative", title="{x}", scale=alt.Scale(domain=across, nice=False))
    y = alt.Y(field="y", type="quantitative", title="{y}", scale=alt.Scale(domain=up, nice=False))
    layers = [
        *relief_layers(x, y),
        *_crossing(x, y, look),
        *_trail(x, y, look),
        *_arrows(x, y, look),
        *_points(x, y, look),
        *_bar(look),
    ]
    numbers = [alt.param(name="arrow", value="{arrow}"), alt.param(name="bar", value="{bar}")]
    return finished(alt.layer(*layers).add_params(step_param(), *numbers), look)


def _placed(colour: str) -> dict[str, Any]:
    """The encoding of a text that stands at pixels, in a colour that its halo has as well."""
    return {"detail": alt.Detail(field="x", type="nominal"), "fill": alt.value(colour)}


def _line(chart: alt.Chart, x: alt.X, y: alt.Y, **mark: Any) -> alt.Chart:
    return chart.mark_rule(clip=True, **mark).encode(x=x, y=y, x2=alt.X2(field="x2"), y2=alt.Y2(field="y2"))


def _ends(x: alt.X, y: alt.Y) -> tuple[alt.X, alt.Y]:
    """The encoding of where a line ends."""
    end_x, end_y = x.copy(), y.copy()
    end_x["field"], end_y["field"] = "x2", "y2"
    return end_x, end_y


def _arrows(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The slope along each axis, thin, which add up to the gradient, thick, and the way down opposite to it."""
    east, north = "arrow * datum.gx", "arrow * datum.gy"
    beside = ("(datum.gy < 0 ? -18 : 18)", "(datum.gx < 0 ? -26 : 26)")
    layers = []
    for start, way, text, colour, width, off in (
        (("0", "0"), (east, "0"), "{slope x}", look.ink, 1.8, ("0", beside[0])),
        ((east, "0"), ("0", north), "{slope y}", look.ink, 1.8, (beside[1], "0")),
        (("0", "0"), (f"-{east}", f"-{north}"), "descent", look.of(DOWNHILL), 3.5, None),
        (("0", "0"), (east, north), "gradient", look.of(UPHILL), 4.0, None),
    ):
        base = alt.Chart(alt.NamedData("spot")).transform_filter("isNumber(datum.gx) && isNumber(datum.gy)")
        base = base.transform_calculate(sx=f"datum.x + {start[0]}", sy=f"datum.y + {start[1]}")
        base = base.transform_calculate(x2=f"datum.sx + {way[0]}", y2=f"datum.sy + {way[1]}")
        base = base.transform_calculate(x="datum.sx", y="datum.sy")
        layers += [*_arrow(base, x, y, colour, width), *_label(base, text, colour, off, look)]
    return layers


def _arrow(base: alt.Chart, x: alt.X, y: alt.Y, colour: str, width: float) -> list[alt.Chart]:
    """A line with a head, where it is long enough to have one."""
    seen = alt.ExprRef(f"{PIXELS} > {SHORT} ? 1 : 0")
    size = 70 if width < 2 else 230
    head = base.mark_point(
        shape="triangle-up", size=size, strokeWidth=0, opacity=seen, clip=True, angle=alt.ExprRef(HEADING), fill=colour
    )
    ends = _ends(x, y)
    return [_line(base, x, y, strokeWidth=width, color=colour, opacity=seen), head.encode(x=ends[0], y=ends[1])]


def _label(base: alt.Chart, text: str, colour: str, off: tuple[str, str] | None, look: Look) -> list[alt.Chart]:
    """A label so many pixels off the middle of an arrow, or beyond its end; kept inside the plot."""
    (x, y), (x2, y2) = (
        ("scale('x', datum.x)", "scale('y', datum.y)"),
        ("scale('x', datum.x2)", "scale('y', datum.y2)"),
    )
    half = 26 if off else 40
    if off is None:
        across, down = f"{x2} + {half + 8} * ({x2} - {x}) / {PIXELS}", f"{y2} + 18 * ({y2} - {y}) / {PIXELS}"
    else:
        across, down = f"({x} + {x2}) / 2 + {off[0]}", f"({y} + {y2}) / 2 + {off[1]}"
    place = {
        "x": alt.ExprRef(f"clamp({across}, {half}, width - {half})"),
        "y": alt.ExprRef(f"clamp({down}, 12, height - 12)"),
        "opacity": alt.ExprRef(f"{PIXELS} > {SHORT} ? 1 : 0"),
    }
    return haloed_text(base, _placed(colour), look, 5, text=text, fontSize=TEXT - 1 if off else TEXT, **place)


def _points(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Where the next step leads, the point itself, and a ring where its slope is too gentle for an arrow."""
    spot = alt.Chart(alt.NamedData("spot"))
    following = spot.transform_filter("isNumber(datum.nx) && isNumber(datum.ny)")
    following = following.transform_calculate(x="datum.nx", y="datum.ny").mark_point(
        size=130, fill=look.paper, stroke=look.of(DOWNHILL), strokeWidth=2.5, opacity=1, clip=True
    )
    here = spot.mark_point(size=230, fill=look.ink, stroke=look.paper, strokeWidth=2.5, opacity=1, clip=True)
    gentle = spot.transform_filter("isNumber(datum.gx) && isNumber(datum.gy)")
    gentle = gentle.transform_calculate(
        x2="datum.x + arrow * datum.gx",
        y2="datum.y + arrow * datum.gy",
        words="datum.gx == 0 && datum.gy == 0 ? 'level' : 'almost level'",
    )
    seen = alt.ExprRef(f"{PIXELS} > {SHORT} ? 0 : 1")
    ring = gentle.mark_point(
        shape="circle", size=900, filled=False, stroke=look.of(UPHILL), strokeWidth=2.5, opacity=seen, clip=True
    )
    words = {"x": x, "y": y, "text": alt.Text(field="words", type="nominal"), "fill": alt.value(look.of(UPHILL))}
    told = haloed_text(gentle, words, look, 5, dy=-26, opacity=seen, fontSize=TEXT)
    return [following.encode(x=x, y=y), ring.encode(x=x, y=y), *told, here.encode(x=x, y=y)]


def _trail(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The points before, and the descent as far as it has been played."""
    before = alt.Chart(alt.NamedData("trail")).mark_point(size=34, fill=look.ink, opacity=1, strokeWidth=0, clip=True)
    walk = alt.Chart(alt.NamedData("walk")).transform_filter(f"{WALKED} && {STEP} > 0")
    line = walk.mark_line(strokeWidth=2.5, clip=True, color=look.of(DOWNHILL), strokeJoin="round")
    dots = walk.mark_point(size=34, fill=look.of(DOWNHILL), opacity=1, strokeWidth=0, clip=True)
    order = alt.Order(field="step", type="quantitative")
    return [before.encode(x=x, y=y), line.encode(x=x, y=y, order=order), dots.encode(x=x, y=y)]


def _crossing(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The directions in which curvatures do not mix, with their numbers."""
    base = alt.Chart(alt.NamedData("crossing"))
    colour = as_is(alt.Color, "colour")
    lines = _line(base, x, y, strokeWidth=3, strokeDash=[7, 5]).encode(color=colour)
    place = {
        "x": alt.ExprRef("clamp(scale('x', datum.x2), 44, width - 44)"),
        "y": alt.ExprRef("clamp(scale('y', datum.y2) - 14, 12, height - 12)"),
    }
    text = {"text": alt.Text(field="text", type="nominal"), "fill": as_is(alt.Fill, "colour")}
    return [lines, *haloed_text(base, text, look, 6, fontSize=TEXT, **place)]


def _bar(look: Look) -> list[alt.Chart]:
    """In the corner a line as long as the arrow of a round slope."""
    long = "abs(scale('x', arrow * bar) - scale('x', 0))"
    base = alt.Chart(alt.NamedData("spot"))
    ends = {"x": CORNER, "x2": {"expr": f"{CORNER} + {long}"}, "y": {"expr": f"height - {CORNER}"}}
    line = base.mark_rule(strokeWidth=4.0, color=look.of(UPHILL)).encode(
        x=alt.XValue(ends["x"]), x2=alt.X2Value(ends["x2"]), y=alt.YValue(ends["y"])
    )
    above = {"x": CORNER, "y": alt.ExprRef(f"height - {CORNER} - 13"), "align": "left", "fontSize": TEXT - 1}
    return [line, *haloed_text(base, _placed(look.of(UPHILL)), look, 5, text="{bar text}", **above)]
