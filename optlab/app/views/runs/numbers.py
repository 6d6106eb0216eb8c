"""The step in numbers: a run's formula with what it calculated at the player's step."""

from __future__ import annotations

import streamlit as st

from optlab.analysis.arithmetic import SHOWN, arithmetic
from optlab.app.components import component
from optlab.app.shared import computations
from optlab.app.views.runs.scene import Scene
from optlab.optimizers import METHODS

_NUMBERS = component("numbers", "step", package=__package__ or "")


def step_in_numbers(scene: Scene) -> None:
    """The chosen method's formula, and beneath it the same with numbers; both follow the player in the browser."""
    track, problem = scene.chosen, scene.problem
    if track is None:
        return
    record = computations.record(scene.picture.descent(track.run))
    numbers = arithmetic(track.trajectory, record, track.run.rule(problem.best))
    data = {"name": track.name, "more": len(problem.loss.parameters) > SHOWN, **numbers._asdict()}
    with st.container(height="stretch", border=False, key="numbers-frame"):
        st.latex(METHODS[track.run.method].description.formula)
        _NUMBERS(data=data, key="numbers", width="stretch")
