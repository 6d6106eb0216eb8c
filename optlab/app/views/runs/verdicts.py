"""What each run is doing at the player's step, a line a run, and the curvature beside it with rates to click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from optlab.analysis.curvature import largest_stable_product
from optlab.analysis.evidence import LARGEST, Evidence
from optlab.analysis.learning import joined
from optlab.analysis.phases import Phase
from optlab.app.components import component, reported, told
from optlab.app.shared.theme import dashed
from optlab.app.views.runs.account import Account, account_of, tried_rate
from optlab.app.views.runs.curves import name_of
from optlab.app.views.runs.learning import remarks_of, table_of
from optlab.app.views.runs.scene import Scene
from optlab.app.views.runs.sentences import end_of
from optlab.expressions import Array
from optlab.picture.caption import run_words
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track

_VERDICTS = component("verdicts", "step", "vega", package=__package__ or "")
_KEY = "verdicts"

FIXED = 2
"""Columns whose content is no evidence: words, and the step."""

MOST_IDS = 2**31
"""No run has such an id."""

Column = tuple[str, str]
"""The head of a column, and a line that explains it."""

COLUMNS: tuple[Column, ...] = (
    ("what it is doing", "At the step shown, judged by what happened up to it. The end is told at the end."),
    ("step", "The step shown, or the last one of a run that ended before."),
    ("loss", "The value of the function where the run stands: lower is better."),
)
BENDS: tuple[Column, ...] = (
    ("η·λmax", "Rate times the largest curvature here. Plain descent is stable below 2, momentum below 2 + 2β."),
    ("κ", "Condition number λmax/λmin: how much more the walls of the valley bend than its floor. Large is narrow."),
)
LEARNS: dict[str, Column] = {
    "test_loss": ("test loss", "The loss over the rows that are held back: nothing is learned from them."),
    "wrong": ("wrong", "Rows of training whose most likely class is not theirs."),
    "test_wrong": ("test wrong", "Rows held back whose most likely class is not theirs."),
    "R2": (
        "R²",
        "The share of the target's variance that the prediction explains: 1 is all, 0 what the mean does.",
    ),
    "test_R2": ("test R²", "The same over the rows that are held back."),
}
"""The heads of the table, each explained in a line; more of a model, by the columns of what is measured of it."""


def verdicts(scene: Scene, on_run: Callable[[int], None], on_rate: Callable[[int, float | None], None]) -> None:
    """Draw the lines; ``on_run`` hears which run is clicked, ``on_rate`` which rate is clicked for one."""
    accounts = {track.id: account_of(scene.picture.descent(track.run)) for track in scene.tracks}
    lines = [_line(scene, track, accounts[track.id]) for track in scene.tracks]
    lines += [_failed(failure.run, str(failure.error)) for failure in scene.failures]
    chosen = scene.chosen
    bends = None if chosen is None else _bends(scene, chosen, accounts[chosen.id])
    vertical = name_of(scene)
    data = {
        "lines": lines,
        "columns": _columns(scene),
        "focus": scene.picture.focus,
        "bends": bends,
        "vertical": vertical,
    }
    with st.container(key=f"verdicts-of-{len(lines)}"):
        _VERDICTS(data=data, key=_KEY, on_picked_change=partial(_picked, on_run, on_rate), width="stretch")


def _learns(scene: Scene) -> list[str]:
    """What of a model stands in the table, as columns of what is measured of it."""
    fit = scene.fit
    if scene.picture.model is None or fit is None:
        return []
    held = len(fit.test) > 0
    if fit.classes:
        return ["test_loss", "wrong", "test_wrong"] if held else ["wrong"]
    return ["test_loss", "test_R2"] if held else ["R2"]


def _columns(scene: Scene) -> tuple[Column, ...]:
    """The heads: of a model whose curvature is not followed there are none for that."""
    followed = scene.picture.model is None or len(scene.problem.loss.parameters) <= LARGEST
    return (*COLUMNS, *(LEARNS[name] for name in _learns(scene)), *(BENDS if followed else ()))


def _line(scene: Scene, track: Track, account: Account | None) -> dict[str, Any]:
    """A run with its phases and, at the drawn steps, its evidence: as many columns as there are heads."""
    if account is None:
        return _failed(track.run, "")
    known, descent = account.evidence, scene.picture.descent(track.run)
    remarks, columns = remarks_of(descent), [known.loss]
    if names := _learns(scene):
        table = table_of(descent)
        at = np.searchsorted(table["step"].to_numpy(), known.steps, side="right") - 1
        columns += [table[name].to_numpy()[at] for name in names]
    columns += [known.product, known.condition_number]
    told = joined((account.phases, remarks)) if remarks else account.phases
    return {
        **_named(track.run),
        "about": run_words(track.run, scene.picture.steps),
        "phases": [[phase.step, phase.words] for phase in told],
        "sentence": "; ".join(filter(None, (end_of(scene.problem, track, account.verdict), *_lasts(remarks)))),
        "steps": known.steps.tolist(),
        "evidence": [_digits(values) for values in columns[: len(_columns(scene)) - FIXED]],
        "ended": account.phases[-1].step,
    }


def _lasts(remarks: tuple[Phase, ...]) -> list[str]:
    return [remarks[-1].words] if remarks else []


def _failed(run: RunSettings, sentence: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"phases": [], "steps": [], "evidence": [], "ended": 0}
    return {**_named(run), "about": sentence, "sentence": sentence, **nothing}


def _named(run: RunSettings) -> dict[str, Any]:
    return {"id": run.id, "name": run.name, "dash": dashed(run.colour)}


def _digits(values: Array) -> list[float | None]:
    """Four digits; what is not finite does not travel."""
    return [float(f"{value:.4g}") if np.isfinite(value) else None for value in values.tolist()]


def _bends(scene: Scene, track: Track, account: Account | None) -> dict[str, Any] | None:
    """Lowest and highest curvature along a run, and what its method makes of them."""
    if account is None:
        return None
    evidence: Evidence = account.evidence
    known = np.isfinite(evidence.highest)
    if not known.any():
        return None
    decay = track.run.heavy_ball_decay
    return {
        "id": track.id,
        "name": track.name,
        "steps": evidence.steps[known].tolist(),
        "low": _digits(evidence.lowest[known]),
        "high": _digits(evidence.highest[known]),
        "factor": largest_stable_product(decay or 0.0),
        "sets": decay is not None,
        "limit": "(2+2β)/λmax" if decay else "2/λmax",
        "best": tried_rate(scene.picture.descent(track.run))[0],
    }


def _picked(on_run: Callable[[int], None], on_rate: Callable[[int, float | None], None]) -> None:
    """After a click: a run is chosen, or gets a rate."""
    picked = reported(_KEY, "picked")
    run, rate = told.whole(told.part(picked, "id"), 0, MOST_IDS), told.part(picked, "rate")
    if run is not None and rate is None:
        on_run(run)
    elif run is not None:
        on_rate(run, told.number(rate))
