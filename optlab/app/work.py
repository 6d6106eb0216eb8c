"""What takes time, remembered: losses and trajectories, shared by all visitors and bounded in number or size.

Every argument is plain text or numbers: Streamlit hashes nested dataclasses of different classes alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from optlab.app.shelf import Shelf
from optlab.errors import OptlabError
from optlab.experiment import Trajectory, recording, run, suggest_rate
from optlab.experiment.recording import Step
from optlab.experiment.runner import Progress
from optlab.experiment.settings import EXAMPLES, RunSettings, Settings, uses_rows
from optlab.expressions import Array
from optlab.losses import Loss, landscapes, parse_loss
from optlab.optimizers import METHODS

OWN_WINDOW = (-4.0, 4.0)
"""The window of a formula of one's own, along each parameter."""

UNSEEN: dict[str, Any] = {"name": "", "colour": 0, "shown": True}
"""What a run's numbers do not depend on."""

MOST_BYTES = 200_000_000
"""Memory of all trajectories that are kept."""

HOUR = 3600


@dataclass(frozen=True)
class Problem:
    """What is minimised on this page: the loss, the window to look at, and the best value known."""

    loss: Loss
    window: tuple[tuple[float, float], ...]
    minima: tuple[tuple[float, ...], ...]
    best: float | None
    start: tuple[float, ...]
    title: str
    teaches: str


@st.cache_resource(max_entries=200, ttl=HOUR, show_spinner=False)
def problem(landscape: str, formula: str, noise: float) -> Problem:
    """The loss of a landscape, or of a formula of one's own on the landscape's rows where it uses them."""
    entry = landscapes.get(landscape)
    text = formula or entry.formula
    data = entry.data if not formula or uses_rows(landscape, formula) else None
    own_order = entry.parameters if not formula else None
    loss = parse_loss(text, data, own_order, examples=EXAMPLES, noise=noise)
    if not formula:
        best = entry.minimum_value
        return Problem(loss, entry.domain, entry.minima, best, entry.start, entry.title, entry.teaches)
    known = parse_loss(entry.formula, entry.data, entry.parameters).parameters
    window = entry.domain if known == loss.parameters else (OWN_WINDOW,) * len(loss.parameters)
    start = entry.start if known == loss.parameters and _usable(loss, np.array(entry.start)) else own_start(loss)
    return Problem(loss, window, (), None, start, "Your formula", "")


def suggested_rate(found: Problem, one: RunSettings) -> float:
    """A rate that suits the run's method from the problem's start; smaller where a small batch makes slopes noisy."""
    entry = METHODS[one.method]
    if entry.rate is not None:
        return entry.rate
    noisy = 1.0 if one.batch is None else 0.25 if one.batch < 4 else 0.5
    return noisy * suggest_rate(found.loss, one.rule(found.best), found.start)


def own_start(loss: Loss) -> tuple[float, ...]:
    """A start where a formula of one's own has a finite value and slope, off the axes where it can be."""
    dim = len(loss.parameters)
    candidates = [np.resize(pair, dim) for pair in ((-2.0, 1.5), (2.0, 1.5), (1.0, 0.5), (0.5, 0.5), (0.1, 0.1))]
    found = next((candidate for candidate in candidates if _usable(loss, candidate)), candidates[0])
    return tuple(found.tolist())


def _usable(loss: Loss, point: Array) -> bool:
    """Whether loss and slope are finite."""
    return bool(np.isfinite(loss.value(point)) and np.isfinite(loss.gradient(point)).all())


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf[Trajectory]:
    return Shelf(MOST_BYTES)


def descend(settings: Settings, one: RunSettings, progress: Progress | None = None) -> Trajectory | OptlabError:
    """The trajectory of one run of the settings, for all seeds where chance has a part, or what is wrong.

    ``progress`` hears the number of steps done, then that of steps measured on top; it may raise to abandon the run.
    """
    seeds = 1 if one.batch is None else settings.seeds
    key = (*_loss_key(settings), settings.start, settings.steps, settings.seed, seeds, replace(one, **UNSEEN))
    try:
        found = _shelf().get(key)
        if found is None:
            found = _descended(settings, one, seeds, progress)
            _shelf().put(key, found, 4 * found.points.nbytes)
    except OptlabError as error:
        return error
    return found


def _descended(settings: Settings, one: RunSettings, seeds: int, progress: Progress | None) -> Trajectory:
    found = problem(*_loss_key(settings))
    every = [settings.seed + number for number in range(seeds)]
    rule, factor = one.rule(found.best), one.factor(settings.steps)
    made = run(found.loss, rule, settings.start, one.rate, settings.steps, one.batch, every, factor, progress)
    if progress is not None:
        made.measure(lambda done: progress(settings.steps + done))
    return made


def _loss_key(settings: Settings) -> tuple[str, str, float]:
    return settings.landscape, settings.formula, settings.noise


def record(settings: Settings, one: RunSettings) -> list[Step]:
    """What happened inside each step of a run, for the first seed."""
    s = settings
    flat = (one.method, one.rate, one.batch, one.options, one.schedule, one.clip)
    return _record(s.landscape, s.formula, s.noise, s.start, s.steps, s.seed, *flat)


@st.cache_resource(max_entries=20, ttl=HOUR, show_spinner=False)
def _record(
    landscape: str,
    formula: str,
    noise: float,
    start: tuple[float, ...],
    steps: int,
    seed: int,
    method: str,
    rate: float,
    batch: int | None,
    options: tuple[tuple[str, float], ...],
    schedule: str,
    clip: float,
) -> list[Step]:
    found = problem(landscape, formula, noise)
    one = RunSettings("", method, rate, batch, 0, options, schedule, clip)
    return recording.record(found.loss, one.rule(found.best), start, rate, steps, batch, seed, one.factor(steps))
