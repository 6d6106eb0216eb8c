"""Slopes: one point on the loss, its slope along each parameter, the gradient, and the curvature."""

from __future__ import annotations

import numpy as np
import streamlit as st

from optlab.analysis.curvature import Curvature, curvature
from optlab.analysis.planes import axes_plane
from optlab.app.components import PERSIST, sliders
from optlab.app.components.place import place
from optlab.app.shared import notices, reliefs, theme
from optlab.app.shared.formula_line import formula_line
from optlab.app.shared.formula_picker import formula_picker
from optlab.app.shared.learning_rates import LADDER
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.slopes import address, sentences, session
from optlab.app.slopes.details import details
from optlab.app.slopes.session import KNOB, NUDGES
from optlab.charts import Look
from optlab.charts.slopes import slice_of, slice_spec, slope_map_spec, slope_marks
from optlab.explain.differences import quotients
from optlab.expressions import Array
from optlab.expressions.printing.plain import plain_name
from optlab.picture.problem import Problem

HILL, SLICE = 400, 172
"""Heights of the hill and of one slice."""

LARGEST_HESSIAN = 64
COMPASS = ("East", "North")


def page() -> None:
    """The page, read like the screen: sidebar, formula, hill and slices, what they say, and more below."""
    address.begin()
    with st.sidebar:
        formula_picker("slopes.function", "slopes.formula", session.chosen, session.typed)
        found = session.problem()
        point, slope = _knobs(found)
        _step_controls(found)
    _trouble()
    st.container(key="headline").markdown(formula_line(found))
    defined = bool(np.isfinite(found.loss.value(point.tolist())))
    here = curvature(found.loss, point) if defined and len(point) <= LARGEST_HESSIAN else None
    drop = _drop(found, point, slope)
    _pictures(found, point, slope, here)
    _reading(found, point, slope, here, drop)
    details(found, point, slope, here)
    address.remember(found)


# ------------------------------------------------------------------ sidebar


def _knobs(found: Problem) -> tuple[Array, Array]:
    """The knobs, the point they stand for, and the slopes there."""
    names = found.loss.parameters
    if len(names) > 2:
        with st.container(horizontal=True, gap="small", wrap=False):
            for word, key in zip(COMPASS, ("slopes.east", "slopes.north"), strict=True):
                st.selectbox(
                    word,
                    range(len(names)),
                    format_func=lambda number: plain_name(names[number]),
                    key=key,
                    persist_state=PERSIST,
                )
    point = np.array(session.turned(found))
    slope = session.slope(found, point)

    def label(number: int) -> str:
        low, high = found.window[number]
        size = sliders.rounded((high - low) / 50.0)
        return sentences.knob(names[number], float(slope[number]), size)

    sliders.knobs(KNOB, names, found.window, label, shown=3, on_change=session.forget)
    return point, slope


def _step_controls(found: Problem) -> None:
    st.select_slider(
        "Nudge Δ", NUDGES, key="slopes.nudge", format_func=lambda size: f"{size:.2g}", persist_state=PERSIST
    )
    rates = sorted({*LADDER, st.session_state["slopes.rate"]})
    st.select_slider(
        "Learning rate η", rates, key="slopes.rate", format_func=lambda rate: f"{rate:.4g}", persist_state=PERSIST
    )
    st.button("**Take one step**", key="slopes.step", on_click=session.step, width="stretch")


# ------------------------------------------------------------------ main part


def _trouble() -> None:
    state = st.session_state
    if state["slopes.formula"] != state["slopes.good"]:
        error = session.trouble(state["slopes.formula"])
        if error is not None:
            notices.trouble(error)


def _drop(found: Problem, point: Array, slope: Array) -> float:
    """By how much the loss would fall with one step."""
    with np.errstate(all="ignore"):
        there = point - st.session_state["slopes.rate"] * slope
        heights = np.asarray(found.loss.value(np.array([point, there])))
        return float(heights[0] - heights[1])


def _pictures(found: Problem, point: Array, slope: Array, here: Curvature | None) -> None:
    axes = session.axes(found)
    if len(axes) == 1:
        _slice(found, point, slope, 0, COMPASS[0], 2 * SLICE + 30)
        return
    left, right = st.columns([11, 10], gap="small")
    with left:
        _hill(found, point, slope, axes, here)
    with right:
        for word, axis in zip(COMPASS, axes, strict=True):
            _slice(found, point, slope, axis, word, SLICE)


def _hill(found: Problem, point: Array, slope: Array, axes: tuple[int, ...], here: Curvature | None) -> None:
    state, names = st.session_state, found.loss.parameters
    look = Look(theme.is_dark(), height=HILL)
    pair = (axes[0], axes[1])
    window = (found.window[axes[0]], found.window[axes[1]])
    plane = axes_plane(names, found.window, pair, point.tolist())
    relief = reliefs.relief_of(session.subject(), plane)[1]
    shows_curvature = state["slopes.view"] == "curvature" or not slope.any()
    before = [tuple(one[axis] for axis in pair) for one in state["slopes.trail"]]
    following = point - state["slopes.rate"] * slope
    marks = slope_marks(
        point[list(pair)].tolist(),
        slope[list(pair)],
        following[list(pair)].tolist(),
        before,
        here if len(names) == 2 and shows_curvature else None,
        window,
        look,
    )
    data = {**relief._asdict(), **marks._asdict()}
    spec = slope_map_spec(plain_name(names[axes[0]]), plain_name(names[axes[1]]), window, look)
    vega_chart(spec, data, "slopes-hill", "The loss from above; click or drag to move the point")
    place("slopes-hill", "slopes.place", session.move)


def _slice(found: Problem, point: Array, slope: Array, axis: int, word: str, height: int) -> None:
    look, nudge = Look(theme.is_dark(), height=height), st.session_state["slopes.nudge"]
    name, window = found.loss.parameters[axis], found.window[axis]
    nudged = quotients(found.loss, point, axis, [nudge])
    secant = sentences.secant(nudge, float(nudged.forward[0]), float(nudged.rounding[0]))
    st.markdown(f"{sentences.direction(word, name, float(slope[axis]))} · {secant}")
    made = slice_of(found.loss, point, axis, window, nudge, look)
    spec = slice_spec(plain_name(name), window, look)
    vega_chart(spec, made._asdict(), f"slopes.slice.{word.lower()}", f"The loss along {name}")


def _reading(found: Problem, point: Array, slope: Array, here: Curvature | None, drop: float) -> None:
    """What the pictures say, a sentence each."""
    state = st.session_state
    lines = [sentences.gradient(slope, float(found.loss.value(point.tolist())))]
    done = state["slopes.taken"]
    lines.append(sentences.taken(*done) if done else sentences.promise(state["slopes.rate"], slope, drop))
    if here is not None:
        lines.append(sentences.curved(here, slope, state["slopes.rate"]))
    st.markdown("  \n".join(line for line in lines if line))
