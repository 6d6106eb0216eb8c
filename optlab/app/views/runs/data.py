"""The left picture as the rows themselves, with what each run's model predicts at the player's step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from optlab.app.components.data_picture import data_picture
from optlab.app.serving.shared_cache import CACHE, key_bytes
from optlab.app.shared import theme
from optlab.app.shared.escaping import escaped
from optlab.app.views.runs.scene import Scene
from optlab.charts import DASHES, Look
from optlab.charts import data as charts
from optlab.charts.data import Drawing, Part, Steps, detail_for, inputs_shown, paint, rows_seen
from optlab.expressions import Array
from optlab.picture import budget
from optlab.picture.fit import Fit
from optlab.picture.track import Track

KEY = "data-view"
"""The frame of the picture: what is taken away finds it by that."""

PREDICTION = 5
"""A loss with its slope, row by row, takes the time of about so many predictions."""


def data(scene: Scene, look: Look, *, exact: bool = True) -> None:
    """The rows, and what the runs' models say of them; ``exact``: with the exact answer, where there is one."""
    fit, picture = scene.fit, scene.picture
    if fit is None:
        return
    shown = tuple(track.id for track in scene.tracks)
    key = (
        "data",
        picture.subject,  # of a picture without runs nothing else tells it
        picture.descents,
        tuple((run.id, run.name, run.colour) for run in picture.shown),
        shown,
        picture.pair,
        exact,
    )
    drawing: Drawing = CACHE.remember(
        key,
        lambda: _drawing(scene, fit, _exact(scene) if exact else None),
        lambda drawn: 2 * drawn.size + key_bytes(key),
    )
    data_picture(
        {
            "content": drawing.content,
            "about": drawing.about,
            "paint": paint(look)._asdict(),
            "colours": theme.colours(),
            "dashes": DASHES,
            "focus": picture.focus,
            "residuals": picture.residuals,
        },
        KEY,
    )
    if drawing.notes:
        st.caption(escaped(" ".join(drawing.notes)))


def _drawing(scene: Scene, fit: Fit, exact: Array | None) -> Drawing:
    """Everything that is drawn, as fine as a visitor may wait for."""
    picture, loss = scene.picture, scene.problem.loss
    flat = len(inputs_shown(fit, picture.pair)) < 2
    rows = len(fit.train) + len(fit.test)
    detail = detail_for(max(1, loss.cost // PREDICTION), len(scene.tracks), rows, budget.AID, flat=flat)
    lit = {track.id: rows_seen(loss.examples, track.run.batch, picture.seed, picture.steps) for track in scene.tracks}

    def kept(track: Track, steps: Steps, make: Callable[[], Part]) -> Part:
        key = ("data of a run", picture.descent(track.run), picture.pair, detail, steps.tobytes())
        part: Part = CACHE.remember(key, make, lambda drawn: drawn.size + key_bytes(key))
        return part

    return charts.data_picture(fit, scene.tracks, lit, picture.pair, exact, detail, kept)


def _exact(scene: Scene) -> Array | None:
    """The weights of the exact answer, where there is one and no more."""
    minima = scene.problem.minima
    return np.array(minima[0]) if len(minima) == 1 else None
