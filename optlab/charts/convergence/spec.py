"""Convergence curves: how far each run is from the bottom, against what it has cost so far."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.layers import WALKED, as_is, haloed_text, run_heads, run_tooltip
from optlab.charts.look import (
    PLAIN,
    SMALL_AND_LARGE,
    TEXT,
    Look,
    finished,
    run_colour,
    run_dash,
    run_fill,
    step_param,
)
from optlab.charts.template import filled

DECADES = [0, *(10**power for power in range(10))]
"""Ticks of a logarithmic axis that begins at 0."""

WHOLE_DECADES = "clamp(floor(log(domain('y')[1] / domain('y')[0]) / LN10), 2, 6)"
"""Ticks of a logarithmic axis: asked for more than there are decades, Vega would mark 8 and 70 too."""

THOUSANDS = "datum.value < 1000 ? format(datum.value, '.3~r') : format(datum.value, '~s')"
"""How a cost is written on its axis: 50, 10k."""


def curves_spec(x_title: str, y_title: str, x_log: bool, y_log: bool, look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``curves`` (x, y, run, name, colour, step, next), ``bands`` (x, low, mid, high, run,
    colour, step) over the seeds, ``beside`` (x, y, run, colour, step, kind): what a run does on rows held back (kind
    held), an edge that it may come to (kind edge), or what someone sketched (kind guess); ``theory`` (x, y, run,
    colour, step, label), and ``exits`` (x, y, step, colour, label, side, shown, down): where a run leaves the window at
    the top (side 1) or bottom (-1), and two
    unshown corners that keep the window still while the curves grow.
    """
    template = _template(x_log, y_log, look.of_usual_height)
    return {**filled(template, {"{x}": x_title, "{y}": y_title}), "height": look.height}


@lru_cache
def _template(x_log: bool, y_log: bool, look: Look) -> dict[str, Any]:
    """The chart with blanks for its titles."""
    x = alt.X(
        field="x",
        type="quantitative",
        title="{x}",
        scale=alt.Scale(type="symlog" if x_log else "linear", nice=False, zero=False),
        axis=alt.Axis(labelExpr=THOUSANDS, grid=False, **({"values": DECADES} if x_log else {})),
    )
    ticks = {"tickCount": alt.ExprRef(WHOLE_DECADES)} if y_log else {}
    y = alt.Y(
        field="y",
        type="quantitative",
        title="{y}",
        scale=alt.Scale(type="log", nice=False) if y_log else alt.Scale(nice=False, zero=False),
        axis=alt.Axis(labelExpr=SMALL_AND_LARGE, gridOpacity=0.5, **ticks),
    )
    return finished(
        alt.layer(
            *_bands(x, y), *_beside(x, y, look), *_curves(x, y), *_theory(x, y, look), *_exits(x, y, look)
        ).add_params(step_param()),
        look,
    )


def _bands(x: alt.X, y: alt.Y) -> list[alt.LayerChart]:
    """Between the 10 % and the 90 % quantile over the seeds, and the median as a thin line."""
    base = alt.Chart(alt.NamedData("bands"))
    low, middle = y.copy(), y.copy()
    low["field"], middle["field"] = "low", "mid"
    run = alt.Detail(field="run", type="nominal")
    area = base.mark_area(opacity=0.22, clip=True).encode(
        x=x, y=low, y2=alt.Y2(field="high"), fill=run_fill(), detail=run
    )
    median = base.mark_line(strokeWidth=1.5, clip=True).encode(x=x, y=middle, color=run_colour(), detail=run)
    return [alt.layer(area, median).transform_filter(WALKED)]


def _curves(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("curves"))
    order = alt.Order(field="step", type="quantitative")
    lines = (
        base.transform_filter(WALKED)
        .mark_line(strokeWidth=2.4, clip=True, strokeJoin="round")
        .encode(x=x, y=y, color=run_colour(), strokeDash=run_dash(), order=order)
    )
    heads = run_heads(base, x, y, run_tooltip("y", title="value"), size=150, strokeWidth=0)
    return [lines, heads]


def _beside(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Rows held back as fine dots in the run's colour, up to the step shown; edges as dashes, always whole; and so a
    curve that someone sketched, in ink.
    """
    base = alt.Chart(alt.NamedData("beside"))
    encoding = {"x": x, "y": y, "color": run_colour(), "detail": alt.Detail(field="run", type="nominal")}
    order = alt.Order(field="step", type="quantitative")
    dots = {"strokeDash": [0.1, 5], "strokeCap": "round", "strokeWidth": 2, "opacity": 0.8}
    held = base.transform_filter(f"datum.kind == 'held' && {WALKED}").mark_line(clip=True, **dots)
    edges = base.transform_filter("datum.kind == 'edge'").mark_line(clip=True, strokeDash=[10, 6], strokeWidth=1.6)
    guess = base.transform_filter("datum.kind == 'guess'").mark_line(clip=True, strokeDash=[3, 5], strokeWidth=3)
    sketched = guess.encode(x=x, y=y, color=alt.value(look.ink), opacity=alt.value(0.75), order=order)
    return [*(line.encode(**encoding, order=order) for line in (held, edges)), sketched]


def _theory(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Predicted rates as thin dotted lines in ink, with the factor a step; always whole, whatever step is shown."""
    base = alt.Chart(alt.NamedData("theory"))
    line = base.mark_line(strokeWidth=2, strokeDash=[2, 4], color=look.ink, clip=True).encode(
        x=x, y=y, detail=alt.Detail(field="run", type="nominal"), order=alt.Order(field="step", type="quantitative")
    )
    encoding = {"x": x, "y": y, "text": alt.Text(field="label", type="nominal")}
    return [line, *haloed_text(base, encoding, look, 5, look.ink, align="left", dx=8, dy=-10)]


def _exits(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """An arrow where a diverging run leaves the window, and the step at which it does."""
    base = alt.Chart(alt.NamedData("exits")).transform_filter(WALKED)
    side = alt.Scale(domain=[1, -1], range=["triangle-up", "triangle-down"])
    shape = alt.Shape(field="side", type="nominal", scale=side, legend=None)
    shown = as_is(alt.Opacity, "shown", "quantitative")
    arrow = base.mark_point(size=220, strokeWidth=0).encode(x=x, y=y, fill=run_fill(), shape=shape, opacity=shown)
    label = base.mark_text(align="left", dx=10, dy=alt.ExprRef("datum.down"), fontSize=TEXT, color=look.ink).encode(
        x=x, y=y, text=alt.Text(field="label", type="nominal")
    )
    return [arrow, label]
