"""The ground of a map: shading and isolines, which other layers are drawn on."""

from __future__ import annotations

import altair as alt


def ground(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The data sets ``shade`` (url, x, x2, y, y2) and ``isolines`` (x, y, line, order), as two layers."""
    x, y = x.copy(), y.copy()
    x["axis"] = y["axis"] = alt.Axis(grid=False)
    shade = (
        alt.Chart(alt.NamedData("shade"))
        .mark_image(aspect=False, clip=True)
        .encode(x=x, y=y, x2="x2", y2="y2", url=alt.Url(field="url", type="nominal"))
    )
    lines = (
        alt.Chart(alt.NamedData("isolines"))
        .mark_line(strokeWidth=1, opacity=0.6, color="#8894a8", clip=True)
        .encode(
            x=x,
            y=y,
            detail=alt.Detail(field="line", type="nominal"),
            order=alt.Order(field="order", type="quantitative"),
        )
    )
    return [shade, lines]
