"""The memory of the slopes page: its widgets' values, and what they become when something is picked, typed or moved."""

from __future__ import annotations

import numpy as np
import streamlit as st

from optlab.app.components import sliders
from optlab.app.shared import computations
from optlab.app.shared.learning_rates import on_ladder
from optlab.errors import OptlabError
from optlab.experiment import suggest_rate
from optlab.expressions import Array
from optlab.losses import landscapes
from optlab.optimizers import GradientDescent
from optlab.picture.problem import Problem
from optlab.picture.subject import Subject

KNOB = "slopes.knob"
NUDGES = [10.0 ** (power / 2) for power in range(2, -31, -1)]
"""From 10 down to 1e-15, two to the decade."""

LONGEST_TRAIL = 200
FARTHEST = 1e12
"""Beyond it a step is refused: the numbers have left every scale."""


def rules_key(name: str) -> str:
    """The key of the derivation of one partial derivative: whether it is open."""
    return f"slopes.rules.{name}"


def own_formula() -> str:
    """The formula, empty while it is the landscape's own."""
    state = st.session_state
    good = str(state["slopes.good"])
    return "" if good == landscapes.get(state["slopes.function"]).formula else good


def subject() -> Subject:
    """The landscape picked, or the formula typed."""
    return Subject(st.session_state["slopes.function"], own_formula())


def problem() -> Problem:
    """What the page is about."""
    return computations.problem(subject())


def turned(found: Problem) -> tuple[float, ...]:
    """The point: what the knobs say."""
    return sliders.turned(KNOB, len(found.loss.parameters))


def slope(found: Problem, point: Array) -> Array:
    """The gradient ``(dim,)``; nan where the loss itself has no finite value, whatever its formula's slope says."""
    made: Array = found.loss.gradient(point)
    return made if np.isfinite(found.loss.value(point.tolist())) else np.full(len(point), np.nan)


def axes(found: Problem) -> tuple[int, ...]:
    """The parameters shown, east and north: two different ones, or the only one."""
    count = len(found.loss.parameters)
    east, north = st.session_state["slopes.east"], st.session_state["slopes.north"]
    if count == 1:
        return (0,)
    return (east, north) if east != north else (east, (east + 1) % count)


def load(found: Problem) -> None:
    """Take over another function: its start, a rate that suits it, its first two parameters."""
    state = st.session_state
    state["slopes.formula"] = state["slopes.good"]
    entry = landscapes.get(state["slopes.function"])
    rate = suggest_rate(found.loss, GradientDescent(), found.start) if own_formula() else entry.rate
    state["slopes.rate"] = state["slopes.usual_rate"] = on_ladder(rate)
    state["slopes.east"], state["slopes.north"] = 0, min(1, len(found.start) - 1)
    sliders.set_knobs(KNOB, found.start)
    forget()


def forget() -> None:
    """The steps taken so far belong to another point."""
    st.session_state["slopes.trail"] = []
    st.session_state["slopes.taken"] = None


def chosen() -> None:
    """After another function was picked."""
    state = st.session_state
    state["slopes.good"] = landscapes.get(state["slopes.function"]).formula
    load(problem())


def typed() -> None:
    """After a formula was typed: if it can be read it is taken over."""
    state = st.session_state
    text = state["slopes.formula"] or landscapes.get(state["slopes.function"]).formula
    if trouble(text) is None:
        state["slopes.good"] = text
        load(problem())


def trouble(text: str) -> OptlabError | None:
    """What is wrong with a formula, if anything."""
    try:
        computations.problem(Subject(st.session_state["slopes.function"], text))
    except OptlabError as error:
        return error
    return None


def move(x: float, y: float) -> None:
    """The point was put somewhere else on the hill: shares of the window, set to the knobs' positions."""
    found = problem()
    for axis, share in zip(axes(found), (x, y), strict=False):
        low, high = found.window[axis]
        size = sliders.turn((low, high))
        st.session_state[f"{KNOB}{axis}"] = float(f"{low + size * round(share * (high - low) / size):.12g}")
    forget()


def step() -> None:
    """One step of plain descent: the point moves against the gradient, and the page remembers what was promised."""
    state, found = st.session_state, problem()
    here = np.array(turned(found))
    uphill = slope(found, here)
    there = here - state["slopes.rate"] * uphill
    heights = np.asarray(found.loss.value(np.array([here, there])))
    if not (np.isfinite(there).all() and np.isfinite(heights).all()) or np.abs(there).max() > FARTHEST:
        state["slopes.taken"] = (float("nan"), float("nan"))
        return
    state["slopes.taken"] = (float(state["slopes.rate"] * (uphill @ uphill)), float(heights[0] - heights[1]))
    state["slopes.trail"] = [*state["slopes.trail"], tuple(here.tolist())][-LONGEST_TRAIL:]
    sliders.set_knobs(KNOB, there.tolist())
