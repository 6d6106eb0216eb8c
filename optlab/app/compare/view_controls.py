"""What is looked at and how: the bar in the page's head, and the choices above the curves."""

from __future__ import annotations

from typing import Any

import streamlit as st

from optlab.app.compare import session
from optlab.picture.fields import options
from optlab.picture.fitting import planes, verticals
from optlab.picture.problem import Problem
from optlab.picture.settings import Settings

QUIET: dict[str, Any] = {"label_visibility": "collapsed"}
NAMES = {"map": "Map", "surface": "3-D"}
ABOUT_THEORY = (
    "Near a minimum plain descent and momentum shrink the distance by a fixed factor each step: |1 − ηλ|, or √β."
)


def bar(problem: Problem) -> None:
    """In the head of the page: map or surface, more choices, the projector."""
    with st.container(horizontal=True, gap="small", wrap=False, vertical_alignment="center", key="viewbar"):
        if len(problem.loss.parameters) > 1:
            views = options(Settings, "view")
            widget = session.widget("view")
            st.segmented_control("View", views, format_func=NAMES.__getitem__, required=True, **QUIET, **widget)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                _more(problem)
        st.toggle("Projector", **session.widget("projector"))


def _more(problem: Problem) -> None:
    st.toggle("Logarithmic curves", **session.widget("log"))
    st.toggle("Predicted rates", help=ABOUT_THEORY, **session.widget("theory"))
    if len(problem.loss.parameters) > 1:
        st.toggle("Logarithmic height of the surface", **session.widget("log_height"))
    if len(problem.loss.parameters) > 2:
        names = planes(problem)
        st.selectbox("Axes of the map", list(names), format_func=names.__getitem__, **session.widget("plane"))


def axes(problem: Problem) -> None:
    """What the curves show, and against what."""
    shown = st.selectbox("Curves", verticals(problem), width=128, **QUIET, **session.widget("vertical"))
    if shown != "numbers":
        words, widget = options(Settings, "horizontal"), session.widget("horizontal")
        st.selectbox("Against", words, format_func=lambda name: f"against {name}", width=168, **QUIET, **widget)
