"""The step in numbers: a run's formula with what it calculated at the player's step."""

from __future__ import annotations

import streamlit as st

from optlab.analysis.arithmetic import SHOWN, arithmetic
from optlab.app import work
from optlab.app.components import component
from optlab.app.work import Problem
from optlab.charts import Track
from optlab.experiment.settings import RunSettings, Settings
from optlab.optimizers import METHODS

_NUMBERS = component("numbers")


def step_in_numbers(problem: Problem, settings: Settings, track: Track, one: RunSettings, height: int) -> None:
    """The method's formula, and beneath it the same with numbers; both follow the player in the browser."""
    made = arithmetic(track.trajectory, work.record(settings, one), one.rule(problem.best))
    data = {"name": track.name, "more": len(problem.loss.parameters) > SHOWN, **made._asdict()}
    with st.container(height=height, border=False, key="numbers-frame"):
        st.latex(METHODS[one.method].description.formula)
        _NUMBERS(data=data, key="numbers", width="stretch")
