"""How far the difference quotient is from the slope, against the nudge: first the curve, then the computer errs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from optlab.charts.layers import as_is
from optlab.charts.look import PLAIN, Look, finished
from optlab.charts.slopes.slope_marks import DOWNHILL, UPHILL
from optlab.explain.differences import Quotients

POWER = "replace(format(datum.value, '.0e'), '-', '−')"


@lru_cache(maxsize=16)
def nudge_spec(look: Look = PLAIN) -> dict[str, Any]:
    """The chart without its data: ``errors`` (x, y, kind, colour) and ``now`` (x)."""
    axis = {"labelExpr": POWER, "gridOpacity": 0.5, "tickCount": 6}
    x = alt.X(
        field="x", type="quantitative", title="nudge Δ", scale=alt.Scale(type="log", nice=False), axis=alt.Axis(**axis)
    )
    y = alt.Y(
        field="y", type="quantitative", title="error", scale=alt.Scale(type="log", nice=False), axis=alt.Axis(**axis)
    )
    errors = alt.Chart(alt.NamedData("errors"))
    colour = as_is(alt.Color, "colour")
    kind = alt.Detail(field="kind", type="nominal")
    dashes = alt.StrokeDash(
        field="kind",
        type="nominal",
        legend=None,
        scale=alt.Scale(domain=["one side", "both sides", "rounding"], range=[[1, 0], [7, 4], [2, 3]]),
    )
    lines = errors.mark_line(strokeWidth=2.5, clip=True).encode(x=x, y=y, detail=kind, color=colour, strokeDash=dashes)
    now = alt.Chart(alt.NamedData("now")).mark_rule(strokeWidth=2.5, color=look.ink).encode(x=x)
    return finished(alt.layer(lines, now).configure_mark(tooltip=None), look)


def nudge_errors(quotients: Quotients, look: Look = PLAIN) -> pd.DataFrame:
    """The errors of both quotients and the rounding that explains them; exact zeros and infinities left out."""
    kinds = {
        "one side": (quotients.forward_error, look.of(DOWNHILL)),
        "both sides": (quotients.central_error, look.of(UPHILL)),
        "rounding": (quotients.rounding, look.ink),
    }
    frames = [
        pd.DataFrame({"x": quotients.nudges, "y": values, "kind": kind, "colour": colour})
        for kind, (values, colour) in kinds.items()
    ]
    frame = pd.concat(frames, ignore_index=True)
    kept = frame[np.isfinite(frame["y"]) & (frame["y"] > 0.0)]
    return kept if len(kept) else frame.head(1).assign(y=1e-16)
