"""What takes time, remembered: losses, reliefs and trajectories, shared by all visitors and bounded in number.

Every argument is plain text or numbers: Streamlit hashes nested dataclasses of different classes alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from optlab.charts import Relief, heights, relief
from optlab.errors import OptlabError
from optlab.experiment import Trajectory, run, suggest_rate
from optlab.experiment.settings import EXAMPLES, RunSettings, Settings, uses_rows
from optlab.expressions.operations import Array
from optlab.losses import Loss, landscapes, parse_loss
from optlab.optimizers import METHODS

OWN_WINDOW = (-4.0, 4.0)
"""The window of a formula of one's own, along each parameter."""

PROFILE = 401
"""Points of the curve of a loss of one parameter."""

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
    start = entry.start if known == loss.parameters else own_start(loss)
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
    for candidate in candidates:
        if np.isfinite(loss.value(candidate)) and np.isfinite(loss.gradient(candidate)).all():
            return tuple(candidate.tolist())
    return tuple(candidates[0].tolist())


@st.cache_resource(max_entries=100, ttl=HOUR, show_spinner=False)
def surface(landscape: str, formula: str, window: tuple[tuple[float, float], ...]) -> Array:
    """The loss over the window: along its one parameter, or on the grid of its two."""
    loss = problem(landscape, formula, 0.0).loss
    if len(window) == 1:
        return np.asarray(loss.value(np.linspace(*window[0], PROFILE)[:, None]))
    return heights(loss, (window[0], window[1]), np.zeros(len(window)))


@st.cache_resource(max_entries=100, ttl=HOUR, show_spinner=False)
def relief_of(landscape: str, formula: str, window: tuple[tuple[float, float], ...]) -> Relief:
    """Isolines and shading of the window."""
    return relief(surface(landscape, formula, window), (window[0], window[1]))


def curve(landscape: str, formula: str, window: tuple[tuple[float, float], ...]) -> pd.DataFrame:
    """The loss along its one parameter, columns x and y."""
    values = surface(landscape, formula, window)
    shown = np.isfinite(values)
    return pd.DataFrame({"x": np.linspace(*window[0], PROFILE)[shown], "y": values[shown]})


def heights_between(values: Array) -> tuple[float, float]:
    """Bottom and top of a picture of these heights, with a little room."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return (0.0, 1.0)
    low, high = float(finite.min()), float(finite.max())
    room = 0.06 * (high - low) or 1.0
    return (low - room, high + room)


def bottom_of(landscape: str, formula: str, found: Problem) -> float | None:
    """How far down curves are worth drawing where no minimum is known: a little below the lowest point in view."""
    if len(found.window) > 2:
        return None
    low, high = heights_between(surface(landscape, formula, found.window))
    return low - (high - low)


@st.cache_resource(max_entries=300, ttl=HOUR, show_spinner=False)
def _descend(
    landscape: str,
    formula: str,
    noise: float,
    start: tuple[float, ...],
    steps: int,
    seed: int,
    seeds: int,
    method: str,
    rate: float,
    batch: int | None,
    options: tuple[tuple[str, float], ...],
    schedule: str,
    clip: float,
) -> Trajectory:
    found = problem(landscape, formula, noise)
    one = RunSettings("", method, rate, batch, 0, options, schedule, clip)
    every = [seed + number for number in range(seeds)]
    return run(found.loss, one.rule(found.best), start, rate, steps, batch, every, one.factor(steps))


def descend(settings: Settings, one: RunSettings) -> Trajectory | OptlabError:
    """The trajectory of one run of the settings, for all seeds where chance has a part, or what is wrong."""
    s = settings
    seeds = 1 if one.batch is None else s.seeds
    try:
        return _descend(
            s.landscape,
            s.formula,
            s.noise,
            s.start,
            s.steps,
            s.seed,
            seeds,
            one.method,
            one.rate,
            one.batch,
            one.options,
            one.schedule,
            one.clip,
        )
    except OptlabError as error:
        return error
