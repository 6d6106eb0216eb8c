"""How the adjoints change from layer to layer on their way back through a network."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.graph.data import ADJOINT
from optlab.charts.look import PLAIN, SMALL_AND_LARGE, STEP, Look, finished, step_param

DECADES = [10.0**power for power in range(-40, 41)]


@lru_cache(maxsize=16)
def layer_sizes_spec(look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``neurons`` (layer, size, first, name) and ``means`` (layer, size, first), layers in
    order; ``first`` is the step from which a row is seen.
    """
    across = alt.Axis(labelAngle=0, ticks=False, domain=False)
    x = alt.X(
        field="layer", type="ordinal", sort=None, title=None, axis=across, scale=alt.Scale(type="point", padding=0.5)
    )
    up = alt.Axis(labelExpr=SMALL_AND_LARGE, values=DECADES, gridOpacity=0.5)
    y = alt.Y(field="size", type="quantitative", title="|adjoint|", scale=alt.Scale(type="log", nice=True), axis=up)
    tooltip = [
        alt.Tooltip(field="name", type="nominal", title="neuron"),
        alt.Tooltip(field="size", type="quantitative", format=".3g"),
    ]
    known = f"datum.first <= {STEP}"
    dots = alt.Chart(alt.NamedData("neurons")).mark_point(filled=True, opacity=0.65, color=look.of(ADJOINT))
    neurons = dots.encode(x=x, y=y, size=alt.condition(known, alt.value(90), alt.value(0)), tooltip=tooltip)
    # The first point stays, which draws no line by itself: of no rows at all Vega cannot make an axis.
    line = alt.Chart(alt.NamedData("means")).transform_filter(f"{known} || datum.layer == 'output'")
    means = line.mark_line(strokeWidth=3, color=look.of(ADJOINT)).encode(x=x, y=y)
    return finished(alt.layer(neurons, means).add_params(step_param()), look)
