"""How each run ended, a line a run, and the curvature beside it with rates to click."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from optlab.analysis.curvature import largest_stable_product
from optlab.app.compare import sentences, session
from optlab.app.components import component
from optlab.picture.problem import Problem
from optlab.charts import Track
from optlab.charts.paths import DRAWN
from optlab.errors import OptlabError
from optlab.picture import budget
from optlab.picture.settings import MOST_RUNS, RunSettings, Settings

_VERDICTS = component("verdicts", package=__package__ or "")

KEY = "verdicts"
LARGEST = 16
"""Parameters up to which the curvature is told at every step; beyond, not at all (the verdict still has it)."""

FEWEST = 10
"""Steps at which it is told even where the loss is a mean over many rows."""


class Failed(NamedTuple):
    """A run that could not be made, and why."""

    name: str
    colour: int
    error: OptlabError


def verdicts(problem: Problem, settings: Settings, tracks: Sequence[Track], failed: Sequence[Failed]) -> None:
    """Draw the lines; a click on one chooses its run, a click on a rate sets that run's slider."""
    runs = {one.colour: one for one in settings.runs}
    told = [(track.colour, track.name, *sentences.outcome(problem, track, runs[track.colour])) for track in tracks]
    told += [(one.colour, one.name, str(one.error), "") for one in failed]
    lines = [
        {"colour": colour, "name": name, "sentence": sentence, "aside": aside, "dash": sentences.dashed(colour)}
        for colour, name, sentence, aside in told
    ]
    chosen = next((track for track in tracks if track.colour == settings.focus), None)
    bends = None if chosen is None else _bends(chosen, runs[chosen.colour])
    data = {"lines": lines, "focus": settings.focus, "bends": bends}
    _VERDICTS(data=data, key=KEY, on_picked_change=_picked, width="stretch")


def _bends(track: Track, one: RunSettings) -> dict[str, Any] | None:
    """Lowest and highest curvature along a run, and what its method makes of them."""
    drawn = track.trajectory.thin(max(FEWEST, min(DRAWN, budget.affordable(track.trajectory.minimised))))
    points = drawn.points[: int(drawn.alive[0]), 0]
    if not len(points) or points.shape[1] > LARGEST:
        return None
    with np.errstate(all="ignore"):
        matrices = drawn.minimised.hessian(points)
    known = np.isfinite(matrices).all(axis=(1, 2))
    values = np.linalg.eigvalsh(matrices[known])
    if not len(values):
        return None
    decay = sentences.plain_decay(one)
    return {
        "name": track.name,
        "steps": drawn.steps[: len(points)][known].tolist(),
        "low": [float(f"{value:.4g}") for value in values[:, 0]],
        "high": [float(f"{value:.4g}") for value in values[:, -1]],
        "factor": largest_stable_product(decay or 0.0),
        "sets": decay is not None,
        "limit": "(2+2β)/λmax" if decay else "2/λmax",
        "best": "best η",
    }


def _picked() -> None:
    """After a click: another run is chosen, or the chosen run gets a rate."""
    picked = st.session_state[KEY].get("picked")
    if not isinstance(picked, dict):
        return
    focus, rate = picked.get("focus"), picked.get("rate")
    if isinstance(focus, int) and focus in range(MOST_RUNS):
        st.session_state["focus"] = focus
    if isinstance(rate, int | float) and math.isfinite(rate) and rate > 0.0:
        for number in st.session_state["runs"]:
            if st.session_state[session.key(number, "colour")] == st.session_state["focus"]:
                st.session_state[session.key(number, "rate")] = float(f"{rate:.4g}")
