"""The right picture of a model: the chosen run's network, and one of its weights under the hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from optlab.analysis.weight_slice import weight_slice
from optlab.app.components import network as parts
from optlab.app.serving.shared_cache import CACHE, key_bytes
from optlab.app.views.runs.scene import Scene
from optlab.charts import Look
from optlab.charts.network import drawing, nudged
from optlab.picture import budget
from optlab.picture.fit import Fit
from optlab.picture.track import Track


class Hand(NamedTuple):
    """How a page keeps which weight is under the hand; the weight belongs to a run of a subject.

    ``held`` answers place and step of the weight, None where none is held; ``hold`` takes one, ``stay`` keeps it at
    another step and lets go what belongs to something else, ``release`` lets it go.
    """

    held: Callable[[Hashable], tuple[int, int] | None]
    hold: Callable[[Hashable, int, int], None]
    stay: Callable[[Hashable, int], None]
    release: Callable[[], None]


def network(scene: Scene, look: Look, hand: Hand | None = None) -> None:
    """The network, which follows the player in the browser; a click on a weight shows it below, without ``hand`` a
    click on one does nothing.
    """
    track, fit = scene.chosen, scene.problem.fit
    if track is None or fit is None:
        return
    if hand is not None:
        hand.stay((scene.picture.subject, track.id), scene.picture.step)
    with st.container(key="network-frame", height="stretch"):
        _drawn(scene, track, fit, look, hand)


@st.fragment
def _drawn(scene: Scene, track: Track, fit: Fit, look: Look, hand: Hand | None) -> None:
    """In a fragment: a click on a weight changes nothing else on the page."""
    of = scene.picture.subject, track.id
    descent = scene.picture.descent(track.run)
    data = _kept(("network", descent, look), lambda: drawing(fit, track.trajectory, look))
    picked = None if hand is None else partial(hand.hold, of)
    parts.network({**data, "run": track.name}, "network", fit.model.size, picked)
    held = None if hand is None else hand.held(of)
    if hand is not None and held is not None:
        place, step = held
        weight = _kept(("nudge", descent, place, step, look), lambda: _nudged(scene, track, fit, place, step, look))
        parts.nudge(weight, "nudge", hand.release)


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
