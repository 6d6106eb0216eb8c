"""What a map shows of a loss over a window: isolines and a shading between them, as data and as the two layers."""

from __future__ import annotations

from typing import NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from optlab.charts.landscape.contours import isolines, levels_of
from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.shading import shading, shares
from optlab.charts.look import GREY
from optlab.expressions import Array


class Relief(NamedTuple):
    """The pictures of a surface: ``isolines`` has columns x, y, line, order; ``shade`` one row with an image."""

    isolines: pd.DataFrame
    shade: pd.DataFrame


def relief(surface: Array, window: Window) -> Relief:
    """Isolines at evenly filled heights (so that flat valleys show as well as walls) and the shading; a flat surface
    has neither.
    """
    finite = surface[np.isfinite(surface)]
    flat = finite.size < 2 or finite.max() == finite.min()
    levels = np.empty(0) if flat else levels_of(finite)
    return Relief(isolines(surface, window, levels), shading(shares(surface, levels), window))


def relief_layers(x: alt.X, y: alt.Y) -> list[alt.Chart]:
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
        .mark_line(strokeWidth=1, opacity=0.6, color=GREY, clip=True)
        .encode(
            x=x,
            y=y,
            detail=alt.Detail(field="line", type="nominal"),
            order=alt.Order(field="order", type="quantitative"),
        )
    )
    return [shade, lines]
