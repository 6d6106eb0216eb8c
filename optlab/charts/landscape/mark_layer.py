"""What is marked on a landscape, in the same signs on a curve and on a map: a ring, stars, crosses, cross hairs."""

from __future__ import annotations

import altair as alt

from optlab.charts.layers import as_is

SHAPES = {
    "minimum": "M0,-1L0.25,-0.3L1,-0.3L0.4,0.15L0.6,0.9L0,0.45L-0.6,0.9L-0.4,0.15L-1,-0.3L-0.25,-0.3Z",
    "start": "circle",
    "saddle": "M-1,-1L1,1M-1,1L1,-1",
    "guess": "M-1.2,0L-0.35,0M0.35,0L1.2,0M0,-1.2L0,-0.35M0,0.35L0,1.2M-0.7,0A0.7,0.7,0,1,1,0.7,0A0.7,0.7,0,1,1,-0.7,0",
}


def mark_layer(x: alt.X, y: alt.Y) -> alt.Chart:
    """The data set ``marks`` (x, y, kind, size, ink, label): the start, the known minima, other points worth a mark,
    and where someone guessed.
    """
    domain, range_ = list(SHAPES), list(SHAPES.values())
    shape = alt.Shape(field="kind", type="nominal", legend=None, scale=alt.Scale(domain=domain, range=range_))
    return (
        alt.Chart(alt.NamedData("marks"))
        .mark_point(strokeWidth=2.2, opacity=1, clip=True)
        .encode(
            x=x,
            y=y,
            size=as_is(alt.Size, "size", "quantitative"),
            shape=shape,
            stroke=as_is(alt.Stroke, "ink"),
            tooltip=[alt.Tooltip(field="label", type="nominal", title="here")],
        )
    )
