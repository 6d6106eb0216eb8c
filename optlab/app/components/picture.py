"""The charts of a page as one picture with its legend and caption, made and saved in the browser alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from optlab.app.components import component
from optlab.charts import DASHES

_PICTURE = component("picture", "picture_copy", "gifenc", "animation")


class LegendRow(NamedTuple):
    """A run in the legend: its name, its colour number, and what else there is to say about it."""

    name: str
    colour: int
    detail: str = ""


def picture(
    charts: Sequence[str], caption: Sequence[str], runs: Sequence[LegendRow | tuple[str, int]], key: str = "picture"
) -> None:
    """Buttons that save the page's charts, side by side as they are at the moment, above ``runs`` and ``caption``.

    ``charts`` are keys of containers that hold a chart (Streamlit shows the key of a chart itself in the page only when
    it has selections: wrap it in ``st.container(key=…)``); one that is not there is left out.  Where none of them is
    there, or none is given, every chart of the page's main part is taken, in reading order.
    """
    _PICTURE(data=contents(charts, caption, runs), key=key)


def contents(
    charts: Sequence[str], caption: Sequence[str], runs: Sequence[LegendRow | tuple[str, int]]
) -> dict[str, object]:
    """What the browser is told: plain texts and numbers."""
    rows = [LegendRow(*run) for run in runs]
    legend = [{**row._asdict(), "dash": DASHES[row.colour]} for row in rows]
    return {"charts": list(charts), "caption": list(caption), "runs": legend}
