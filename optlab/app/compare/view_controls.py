"""What is looked at and how: beside the formula, and above the curves."""

from __future__ import annotations

from typing import Any

import streamlit as st

from optlab.app.compare import session
from optlab.app.shared import stage
from optlab.charts.data import has_residuals
from optlab.picture.fields import options
from optlab.picture.fitting import pairs, planes, verticals, views
from optlab.picture.problem import Problem
from optlab.picture.settings import Settings

QUIET: dict[str, Any] = {"label_visibility": "collapsed"}
VIEWS = {"data": "Data", "map": "Map", "surface": "3-D"}
SCALES = {"auto": "automatic", "equal": "equal", "free": "each its own"}
VERTICALS = {
    "gap": "gap to the minimum",
    "loss": "loss",
    "gradient": "length of the gradient",
    "distance": "distance to the minimum",
    "accuracy": "accuracy",
    "sharpness": "sharpness",
    "network": "the network",
    "numbers": "the step in numbers",
}
ACCURACY_OF_VALUES = "R²"
AGAINST = {"steps": "steps", "epochs": "epochs (passes over all examples)", "samples": "examples looked at"}
ABOUT_VERTICAL = (
    "Gap: the loss minus its lowest value. Gradient: how steep it is. Distance: to the nearest minimum. "
    "Accuracy: the share of rows told right, or R². Sharpness: the largest curvature λmax, and dashed the rate's "
    "limit for it, 2/η, of momentum (2+2β)/η. "
    "Numbers: the chosen run's formula, filled with what this step calculates."
)
ABOUT_THEORY = (
    "Near a minimum plain descent and momentum shrink the distance by a fixed factor each step: |1 − ηλ|, or √β."
)
ABOUT_RESIDUALS = (
    "From every row of training to what the chosen run's model predicts for it. A square's side is that error on the "
    "vertical axis, so its area is what the row adds to the squared loss; of other losses there are sticks."
)
ABOUT_SCALES = "With equal scales circles are circles, and the gradient stands at right angles on the isolines."


def bar(problem: Problem) -> None:
    """Map or surface, more choices, the projector."""
    with st.container(horizontal=True, gap="small", wrap=False, vertical_alignment="center", key="viewbar"):
        offered = views(problem)
        if len(offered) > 1:
            widget = session.widget("view")
            st.segmented_control("View", offered, format_func=VIEWS.__getitem__, required=True, **QUIET, **widget)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                _more(problem)
        stage.projector(session.widget("projector"))


def _more(problem: Problem) -> None:
    against = session.widget("horizontal")
    st.selectbox("Curves against", options(Settings, "horizontal"), format_func=AGAINST.__getitem__, **against)
    st.toggle("Logarithmic curves", **session.widget("log"))
    st.toggle("Predicted rates", help=ABOUT_THEORY, **session.widget("theory"))
    if len(problem.loss.parameters) > 1:
        scales = {"format_func": SCALES.__getitem__, "required": True, "help": ABOUT_SCALES, **session.widget("scales")}
        st.segmented_control("Scales of the map's axes", options(Settings, "scales"), **scales)
        st.toggle("Logarithmic height of the surface", **session.widget("log_height"))
    if len(problem.loss.parameters) > 2:
        names = planes(problem)
        st.selectbox("Axes of the map", list(names), format_func=names.__getitem__, **session.widget("plane"))
    inputs = pairs(problem)
    if len(inputs) > 1:
        st.selectbox("Axes of the data", list(inputs), format_func=inputs.__getitem__, **session.widget("pair"))
    if problem.fit is not None and has_residuals(problem.fit, session.pair()):
        drawn = {"required": True, "help": ABOUT_RESIDUALS, **session.widget("residuals")}
        st.segmented_control("Residuals", options(Settings, "residuals"), **drawn)


def vertical(problem: Problem) -> None:
    """What the curves show."""
    with st.container(key="curves-choice"):
        fit = problem.fit
        titles = VERTICALS | ({} if fit is None or fit.classes else {"accuracy": ACCURACY_OF_VALUES})
        shown = {"format_func": titles.__getitem__, "help": ABOUT_VERTICAL, **session.widget("vertical")}
        st.selectbox("Curves of the", verticals(problem), label_visibility="collapsed", **shown)
