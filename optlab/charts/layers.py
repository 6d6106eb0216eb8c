"""Layers and encodings that several charts have in common."""

from __future__ import annotations

from typing import Any

import altair as alt

from optlab.charts.look import STEP, Look, run_fill, run_marker

WALKED = f"datum.step <= {STEP}"
"""A filter: what a run has done by the step shown."""


def as_is(channel: type[alt.FieldChannelMixin], field: str, kind: str = "nominal") -> Any:
    """A channel whose field holds the colours, sizes or widths themselves."""
    return channel(field=field, type=kind, scale=None)


def run_heads(runs: alt.Chart, x: alt.X, y: alt.Y, tooltip: list[alt.Tooltip] | None = None, **mark: Any) -> alt.Chart:
    """Each run's marker where it is at the step shown; ``runs`` has columns step, next (the run's next one), colour."""
    more = {} if tooltip is None else {"tooltip": tooltip}
    return (
        runs.transform_filter(f"{WALKED} && {STEP} < datum.next")
        .mark_point(opacity=1, **mark)
        .encode(x=x, y=y, fill=run_fill(), shape=run_marker(), **more)
    )


def run_tooltip(field: str, **more: Any) -> list[alt.Tooltip]:
    """What a run's marker tells: its name, the step, and the number in ``field``."""
    return [
        alt.Tooltip(field="name", type="nominal", title="run"),
        alt.Tooltip(field="step", type="quantitative"),
        alt.Tooltip(field=field, type="quantitative", **more, format=".4g"),
    ]


def points(x: alt.X, y: alt.Y, encoding: dict[str, Any] | None = None, **mark: Any) -> alt.Chart:
    """The data set ``points`` (x, y, fill, colour): dots with an outline, each in colours of its own."""
    colours = {"fill": as_is(alt.Fill, "fill"), "stroke": as_is(alt.Stroke, "colour")}
    dots = alt.Chart(alt.NamedData("points")).mark_point(strokeWidth=2.5, opacity=1, clip=True, **mark)
    return dots.encode(x=x, y=y, **colours, **(encoding or {}))


def haloed_text(
    texts: alt.Chart, encoding: dict[str, Any], look: Look, halo: int, colour: str | None = None, **mark: Any
) -> list[alt.Chart]:
    """Text over a ``halo`` of that many pixels in the colour of the paper, so that it can be read across lines; in
    ``colour`` where the encoding has none.
    """
    behind = texts.mark_text(**mark, stroke=look.paper, strokeWidth=halo, strokeJoin="round")
    ink = texts.mark_text(**mark, **({} if colour is None else {"color": colour}))
    return [layer.encode(**encoding) for layer in (behind, ink)]
