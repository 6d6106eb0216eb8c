"""What scripts need to redraw pictures and words while the player moves, or a hand holds a knob or the point.

The formula itself goes to the browser as a program, unless it is too large for that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optlab.app.components import component, knob_values
from optlab.app.components.knobs import last_turn
from optlab.app.views.hill.keys import COMPASS, KNOBS
from optlab.app.views.hill.spot import Spot
from optlab.charts.slopes.slices import POINTS
from optlab.losses import Loss

LARGEST_PROGRAM = 3_000
"""Nodes of value and gradient up to which the formula goes to the browser."""

MOST_NUMBERS = 20_000
"""Of the rows of data that go with it."""

MOST_OPERATIONS = 6_000_000
"""For one picture in the browser, about 50 ms: every node at every point of the slices on every row."""

_LIVE = component("live", "step", "graph", "vega", "plain", "words", package="optlab.app.views.hill")


def fits_browser(loss: Loss) -> bool:
    """Whether a picture of the loss can be made in the browser while a knob is turned."""
    rows = loss.examples if loss.columns else 1
    fits = loss.nodes <= LARGEST_PROGRAM and rows * len(loss.columns) <= MOST_NUMBERS
    return fits and loss.nodes * rows * 2 * POINTS <= MOST_OPERATIONS


def live(
    spot: Spot, windows: Sequence[tuple[float, float]], walk: Sequence[Sequence[float]], step: int, key: str
) -> bool:
    """Let pictures and words follow the player and the hand; draw it below them.

    ``windows`` are those of the slices; ``walk`` are the points to which the player goes, and the pictures are drawn at
    its ``step``.  Returns whether the browser has the formula: else somebody has to answer what it asks.
    """
    loss, settings = spot.problem.loss, spot.settings
    program, rows = loss.mean.browser_program() if fits_browser(loss) else (None, None)
    sides = [side.capitalize() for side in COMPASS]
    data = {
        "group": KNOBS,
        "turn": last_turn(KNOBS),
        "subject": f"{settings.landscape} {settings.subject.text}",
        "program": program,
        "rows": None if rows is None else rows.tolist(),
        "point": spot.point.tolist(),
        "height": spot.height if np.isfinite(spot.height) else None,
        "rate": settings.rate,
        "nudge": settings.nudge,
        "axes": list(spot.axes),
        "windows": windows,
        "points": POINTS,
        "sides": sides if len(spot.axes) == 2 else [""],
        "symbols": [spot.symbol(axis) for axis in spot.axes],
        "sizes": [spot.small_move(axis) for axis in range(len(spot.names))],
        "steps": [knob_values.increment(window) for window in spot.problem.window],
        "map": "slopes-hill" if len(spot.axes) == 2 and settings.ground == "map" else None,
        "slices": [f"slopes-slice-{side}" for side in COMPASS[: len(spot.axes)]],
        "walk": walk,
        "step": step,
    }
    _LIVE(data=data, key=key, height=1)
    return program is not None
