"""The right picture of a model: the chosen run's network, and one of its weights under the hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import streamlit as st

from optlab.analysis.weight_slice import weight_slice
from optlab.app.compare.scene import Scene
from optlab.app.components import network as parts
from optlab.app.serving.shared_cache import CACHE, key_bytes
from optlab.charts import Look
from optlab.charts.network import drawing, nudged
from optlab.picture import budget
from optlab.picture.fit import Fit
from optlab.picture.track import Track

_OPEN = "network.weight"
"""The weight under the hand: with what it belongs to, its place among the parameters, and the step."""


def network(scene: Scene, look: Look) -> None:
    """The network, which follows the player in the browser; a click on a weight shows it below."""
    track, fit = scene.chosen, scene.problem.fit
    if track is None or fit is None:
        return
    of = scene.picture.subject, track.id
    opened = st.session_state.get(_OPEN)
    if opened is not None:  # it stays under the hand and is as it is at the new step
        st.session_state[_OPEN] = (of, opened[1], scene.picture.step) if opened[0] == of else None
    with st.container(key="network-frame", height="stretch"):
        _drawn(scene, track, fit, look)


@st.fragment
def _drawn(scene: Scene, track: Track, fit: Fit, look: Look) -> None:
    """In a fragment: a click on a weight changes nothing else on the page."""

    def picked(place: int, step: int) -> None:
        st.session_state[_OPEN] = (scene.picture.subject, track.id), place, step

    def closed() -> None:
        st.session_state[_OPEN] = None

    descent = scene.picture.descent(track.run)
    data = _kept(("network", descent, look), lambda: drawing(fit, track.trajectory, look))
    parts.network({**data, "run": track.name}, "network", fit.model.size, picked)
    opened = st.session_state.get(_OPEN)
    if opened is not None:
        _, place, step = opened
        weight = _kept(
            ("nudge", descent, place, step, look), lambda: _nudged(scene, track, fit, place, step, look)
        )
        parts.nudge(weight, "nudge", closed)


def _nudged(scene: Scene, track: Track, fit: Fit, place: int, step: int, look: Look) -> dict[str, Any]:
    """The weight at a step, or where the run's life ended before it."""
    trajectory, loss = track.trajectory, scene.problem.loss
    record = max(0, min(int(np.searchsorted(trajectory.steps, step)), int(trajectory.alive[0]) - 1))
    along = weight_slice(loss, trajectory.points[record, 0], place, budget.affordable(loss))
    return nudged(fit, place, int(trajectory.steps[record]), along, look)


def _kept(key: tuple[Any, ...], make: Any) -> dict[str, Any]:
    """What was made before under this key, for all visitors, or what is made now."""
    data: dict[str, Any] = CACHE.remember(key, make, lambda data: key_bytes(key) + 3 * len(json.dumps(data)))
    return data
