"""The loss of one parameter as a curve, with the runs as points that roll on it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.landscape.mark_layer import mark_layer
from optlab.charts.layers import WALKED, run_heads
from optlab.charts.look import GREY, PLAIN, Look, finished, run_colour, run_marker, step_param
from optlab.charts.template import filled

LANE = "-12 - 8 * datum.colour"
"""Pixels from the curve to where a run has been: each in a lane of its own, or they would cover each other."""


def loss_curve_spec(
    x_title: str,
    window: tuple[float, float],
    heights: tuple[float, float],
    look: Look = PLAIN,
) -> dict[str, Any]:
    """The chart without its data: ``curve`` (x, y), ``marks`` and ``paths`` as in the landscape,
    with the loss as y.
    """
    blanks = {"{x}": x_title, "{left}": window[0], "{right}": window[1], "{bottom}": heights[0], "{top}": heights[1]}
    return {**filled(_template(look.of_usual_height), blanks), "height": look.height}


@lru_cache
def _template(look: Look) -> dict[str, Any]:
    """The chart with blanks for its title and window."""
    x = alt.X(field="x", type="quantitative", title="{x}", scale=alt.Scale(domain=["{left}", "{right}"], nice=False))
    y = alt.Y(
        field="y",
        type="quantitative",
        title="loss",
        scale=alt.Scale(domain=["{bottom}", "{top}"], nice=False, zero=False),
    )
    curve = alt.Chart(alt.NamedData("curve")).mark_line(strokeWidth=2, color=GREY, clip=True).encode(x=x, y=y)
    paths = alt.Chart(alt.NamedData("paths"))
    trail = (
        paths.transform_filter(WALKED)
        .mark_point(size=36, strokeWidth=1.5, opacity=0.8, clip=True, yOffset=alt.ExprRef(LANE))
        .encode(x=x, y=y, color=run_colour(), shape=run_marker())
    )
    heads = run_heads(paths, x, y, size=190, strokeWidth=2, clip=True, stroke=look.paper)
    return finished(alt.layer(curve, mark_layer(x, y), trail, heads).add_params(step_param()), look)
