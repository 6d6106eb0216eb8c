"""What the page's scripts need to redraw pictures and words while the visitor's hand holds a knob or the point.

The formula itself goes to the browser as a program; one that is too large for that stays here, and the browser asks
for the numbers at a point, one question at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from optlab.app.components import component, knob_values, reported, told
from optlab.app.components.knobs import last_turn
from optlab.app.slopes import session
from optlab.app.views.hill.keys import COMPASS, KNOBS
from optlab.app.views.hill.spot import Spot
from optlab.charts.slopes.slices import POINTS
from optlab.expressions import Array
from optlab.losses import Loss

LARGEST_PROGRAM = 3_000
"""Nodes of value and gradient up to which the formula goes to the browser."""

MOST_NUMBERS = 20_000
"""Of the rows of data that go with it."""

MOST_OPERATIONS = 6_000_000
"""For one picture in the browser, about 50 ms: every node at every point of the slices on every row."""

_LIVE = component("live", "step", "graph", "vega", "plain", "words", package="optlab.app.slopes")
_ASK = component("ask", package="optlab.app.slopes")


def fits_browser(loss: Loss) -> bool:
    """Whether a picture of the loss can be made in the browser while a knob is turned."""
    rows = loss.examples if loss.columns else 1
    fits = loss.nodes <= LARGEST_PROGRAM and rows * len(loss.columns) <= MOST_NUMBERS
    return fits and loss.nodes * rows * 2 * POINTS <= MOST_OPERATIONS


def live(spot: Spot, windows: Sequence[tuple[float, float]], walk: Sequence[Sequence[float]], step: int) -> None:
    """Let pictures and words follow the hand; draw it below them.

    ``windows`` are those of the slices; ``walk`` are the points to which the player goes, which stands at ``step``.
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
    _LIVE(data=data, key=session.key("live"), height=1)
    if program is None:
        _answers(spot, tuple(windows))


@st.fragment
def _answers(spot: Spot, windows: tuple[tuple[float, float], ...]) -> None:
    """Answer the browser's questions; in a fragment, so that the page is not run."""
    key = session.key("ask")

    def read() -> None:
        asked = question_of(reported(key, "asked"), len(spot.point))
        if asked is not None:
            session.put_question(asked)

    number, asked = session.question()
    answer = None
    if asked is not None and len(asked["point"]) == len(spot.point):
        answer = {"number": number, "view": asked, "numbers": numbers_at(spot.problem.loss, asked, spot.axes, windows)}
    _ASK(data={"answer": answer}, key=key, on_asked_change=read, height=1)


def question_of(asked: Any, dim: int) -> dict[str, Any] | None:
    """What the browser asks about, so many coordinates of a point, a nudge and a rate; None where it is nonsense."""
    point = told.numbers(told.part(asked, "point"), dim)
    nudge, rate = (told.number(told.part(asked, name)) for name in ("nudge", "rate"))
    if point is None or len(point) != dim or nudge is None or rate is None:
        return None
    return {"point": list(point), "nudge": nudge, "rate": rate}


def numbers_at(
    loss: Loss, asked: dict[str, Any], axes: Sequence[int], windows: Sequence[tuple[float, float]]
) -> dict[str, Any]:
    """What live.js makes of a program: height, gradient, next step, slices."""
    point, nudge, rate = np.array(asked["point"]), asked["nudge"], asked["rate"]
    height, slopes = float(loss.value(point)), loss.gradient(point)
    gradient = slopes if np.isfinite(height) else np.full(len(point), np.nan)
    with np.errstate(all="ignore"):
        following = point - rate * gradient
        drop = height - float(loss.value(following.tolist()))
    sides = []
    for axis, window in zip(axes, windows, strict=True):
        places = np.linspace(*window, POINTS)
        tries = np.tile(point, (POINTS + 1, 1))
        tries[:, axis] = [*places, point[axis] + nudge]
        *heights, nudged = _finite(np.asarray(loss.value(tries)))
        sides.append({"places": places.tolist(), "heights": heights, "nudged": nudged})
    numbers = {"height": _finite(np.array([height]))[0], "gradient": _finite(gradient)}
    return {**numbers, "next": _finite(following), "drop": _finite(np.array([drop]))[0], "sides": sides}


def _finite(values: Array) -> list[float | None]:
    """The numbers, None where they are not finite."""
    return [value if np.isfinite(value) else None for value in values.tolist()]
