"""The loss over two parameters, seen from above, with the paths of the runs on it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from optlab.charts.equal_axes import domain, domains
from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.mark_layer import mark_layer
from optlab.charts.landscape.relief import relief_layers
from optlab.charts.layers import WALKED, run_heads, run_tooltip
from optlab.charts.look import PLAIN, Look, finished, run_colour, run_dash, step_param
from optlab.charts.template import filled


def map_spec(x_title: str, y_title: str, window: Window, look: Look = PLAIN, *, equal: bool = True) -> dict[str, Any]:
    """The chart without its data, by default with axes of one scale.  Data sets, by name, and their columns:

    ``isolines`` (x, y, line, order), ``shade`` (url, x, x2, y, y2), ``marks`` (x, y, kind, size, ink, label), ``paths``
    (x, y, run, name, colour, step, next, loss) with a row for each drawn step; ``next`` is the step of the run's
    next row.
    """
    blanks = {"{x}": x_title, "{y}": y_title, **domains(window, equal)}
    return {**filled(_template(look.of_usual_height), blanks), "height": look.height}


@lru_cache
def _template(look: Look) -> dict[str, Any]:
    """The chart with blanks for titles and window; Altair needs longer for it than for all else of a rerun."""
    across, up = domain("{left}", "{right}"), domain("{bottom}", "{top}")
    x = alt.X(field="x", type="quantitative", title="{x}", scale=alt.Scale(domain=across, nice=False))
    y = alt.Y(field="y", type="quantitative", title="{y}", scale=alt.Scale(domain=up, nice=False))
    layers = [*relief_layers(x, y), mark_layer(x, y), *_paths(x, y, look)]
    zoom = alt.selection_interval(bind="scales", name="zoom")
    layers[1] = layers[1].add_params(zoom)
    return finished(alt.layer(*layers).add_params(step_param()), look)


def _paths(x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart | alt.LayerChart]:
    """Growing paths with an outline, and a larger head at the step shown."""
    base = alt.Chart(alt.NamedData("paths"))
    position = {"x": x, "y": y, "order": alt.Order(field="step", type="quantitative")}
    outline = base.mark_line(strokeWidth=6, opacity=0.8, clip=True, strokeJoin="round", stroke=look.paper).encode(
        **position, detail=alt.Detail(field="run", type="nominal")
    )
    paths = base.mark_line(strokeWidth=3, clip=True, strokeJoin="round").encode(
        **position, color=run_colour(), strokeDash=run_dash()
    )
    # one filter for both: at every frame its cost counts
    walked = alt.layer(outline, paths).transform_filter(WALKED)
    heads = run_heads(base, x, y, run_tooltip("loss"), size=190, strokeWidth=2, clip=True, stroke=look.paper)
    return [walked, heads]
