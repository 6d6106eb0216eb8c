"""While a knob is held, the numbers in the drawing follow it in the browser; the words wait for the server."""

from __future__ import annotations

from optlab.app.components import component
from optlab.app.components.knobs import last_turn
from optlab.app.views.graph.follower import GRAPH
from optlab.charts.graph.spec import LETTER, WIDTHS
from optlab.explain.walk_program import WalkProgram

_HAND = component("hand", "graph", "vega", "plain", package=__package__ or "")


def hand(key: str, group: str, program: WalkProgram | None) -> None:
    """Let the drawing follow the knobs of that ``group``; without a program it waits until they are let go."""
    data = {"group": group, "turn": last_turn(group), "chart": GRAPH, "widths": WIDTHS, "letter": LETTER}
    _HAND(data={**data, "walk": program}, key=key, height=1)
