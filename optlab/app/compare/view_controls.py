"""What is looked at and how: the bar in the page's head, and the choices above the curves."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import streamlit as st

from optlab.app.compare import session
from optlab.app.compare.curves_view import verticals
from optlab.app.components import PERSIST
from optlab.picture.problem import Problem
from optlab.picture.settings import HORIZONTAL, PRINCIPAL, VIEWS

QUIET: Any = {"label_visibility": "collapsed", "persist_state": PERSIST}
NAMES = {"map": "Map", "surface": "3-D"}
MOST_PAIRS = 132
"""Pairs of axes on offer; of a loss with more parameters than that allows, the first ones."""


def bar(problem: Problem) -> None:
    """In the head of the page: map or surface, more choices, the projector."""
    many = len(problem.loss.parameters) > 1
    with st.container(horizontal=True, gap="small", wrap=False, vertical_alignment="center", key="viewbar"):
        if many:
            st.segmented_control(
                "View",
                VIEWS,
                format_func=NAMES.__getitem__,
                key="view",
                required=True,
                **QUIET,
            )
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                _more(problem)
        st.toggle("Projector", key="projector", persist_state=PERSIST)


def _more(problem: Problem) -> None:
    st.toggle("Logarithmic curves", key="log", persist_state=PERSIST)
    about = (
        "Near a minimum plain descent and momentum shrink the distance by a fixed factor each step: |1 − ηλ|, or √β."
    )
    st.toggle("Predicted rates", key="theory", help=about, persist_state=PERSIST)
    if len(problem.loss.parameters) > 1:
        st.toggle("Logarithmic height of the surface", key="log_height", persist_state=PERSIST)
    if len(problem.loss.parameters) > 2:
        names = planes(problem)
        st.selectbox("Axes of the map", list(names), format_func=names.__getitem__, key="plane", persist_state=PERSIST)


def planes(problem: Problem) -> dict[str, str]:
    """The planes on offer, by the text of the setting."""
    names = problem.loss.parameters
    pairs = list(permutations(range(len(names)), 2)) if len(names) <= 12 else []
    pairs = pairs or [(0, up) for up in range(1, len(names))]
    first = {"": f"{names[0]}, {names[1]}", PRINCIPAL: "main directions of the paths"}
    others = {f"{across},{up}": f"{names[across]}, {names[up]}" for across, up in pairs if (across, up) != (0, 1)}
    return {**first, **dict(list(others.items())[:MOST_PAIRS])}


def fit(problem: Problem) -> None:
    """Choices that this loss does not offer fall back to ones that it does."""
    state = st.session_state
    if state["vertical"] not in verticals(problem):
        state["vertical"] = "loss"
    if len(problem.loss.parameters) < 3 or state["plane"] not in planes(problem):
        state["plane"] = ""
    if len(problem.loss.parameters) < 2:
        state["view"] = "map"
    shown = [number for number in state["runs"] if state[session.key(number, "shown")]]
    colours = [state[session.key(number, "colour")] for number in shown]
    if colours and state["focus"] not in colours:
        state["focus"] = colours[0]


def axes(problem: Problem) -> None:
    """What the curves show, and against what."""
    st.selectbox("Curves", verticals(problem), key="vertical", width=128, **QUIET)
    if st.session_state["vertical"] != "numbers":
        against = "Against"
        st.selectbox(
            against,
            HORIZONTAL,
            format_func=lambda name: f"against {name}",
            key="horizontal",
            width=168,
            **QUIET,
        )
