"""The browser's questions about a formula that is too large for it: the numbers at a point, one question at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from optlab.app.components import component, reported, told
from optlab.app.slopes import session
from optlab.app.views.hill.spot import Spot
from optlab.charts.slopes.slices import POINTS
from optlab.expressions import Array
from optlab.losses import Loss

_ASK = component("ask", package="optlab.app.slopes")


@st.fragment
def answers(spot: Spot, windows: tuple[tuple[float, float], ...]) -> None:
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
