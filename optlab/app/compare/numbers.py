"""The step in numbers: a run's formula with what it calculated at the player's step."""

from __future__ import annotations

import streamlit as st

from optlab.analysis.arithmetic import SHOWN, arithmetic
from optlab.app.components import component
from optlab.app.shared import computations
from optlab.picture.problem import Problem
from optlab.charts import Track
from optlab.optimizers import METHODS
from optlab.picture.settings import RunSettings, Settings

_NUMBERS = component("numbers", package=__package__ or "")


def step_in_numbers(problem: Problem, settings: Settings, track: Track, one: RunSettings, height: int) -> None:
    """The method's formula, and beneath it the same with numbers; both follow the player in the browser."""
    made = arithmetic(track.trajectory, computations.record(settings, one), one.rule(problem.best))
    data = {"name": track.name, "more": len(problem.loss.parameters) > SHOWN, **made._asdict()}
    with st.container(height=height, border=False, key="numbers-frame"):
        st.latex(METHODS[one.method].description.formula)
        _NUMBERS(data=data, key="numbers", width="stretch")
