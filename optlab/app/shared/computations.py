"""What takes time, remembered: losses, trajectories and records of steps, shared by all visitors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optlab.analysis.arithmetic import SHOWN
from optlab.app.serving.memory import SHELF, remembered
from optlab.app.serving.turns import job
from optlab.errors import OptlabError
from optlab.experiment import Trajectory, rates, recording, run, suggest_rate
from optlab.experiment.recording import Step
from optlab.experiment.runner import Progress
from optlab.expressions import Array
from optlab.losses import Loss, landscapes
from optlab.optimizers import METHODS
from optlab.picture import budget
from optlab.picture.settings import RunSettings, Settings
from optlab.picture.subject import Subject

OWN_WINDOW = (-4.0, 4.0)
"""The window of a formula of one's own, along each parameter."""

LOOK_AHEAD = 200
"""Steps of the tries for a rate; fewer where each takes long."""

UNSEEN: dict[str, Any] = {"name": "", "colour": 0, "shown": True}
"""What a run's numbers do not depend on."""

BYTES_A_NUMBER = 32
"""Of a number in a tuple."""


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


@remembered(lambda made: made.loss.nbytes)
def problem(subject: Subject) -> Problem:
    """The loss of a landscape or of a formula of one's own, on its rows or one's own, with what a picture needs."""
    entry, loss = landscapes.get(subject.landscape), subject.loss()
    if not subject.is_own:
        best = entry.minimum_value
        return Problem(loss, entry.domain, entry.minima, best, entry.start, entry.title, entry.teaches)
    known = parameters_of(subject.landscape) == loss.parameters and not subject.rows
    window = entry.domain if known else own_window(loss)
    start = entry.start if known and _usable(loss, np.array(entry.start)) else own_start(loss)
    return Problem(loss, window, (), None, start, "Your formula", "")


def parameters_of(landscape: str) -> tuple[str, ...]:
    """The parameters of the landscape's own formula."""
    return problem(Subject(landscape)).loss.parameters


def suggested_rate(found: Problem, one: RunSettings) -> float:
    """A rate that suits the run's method from the problem's start; smaller where a small batch makes slopes noisy."""
    entry = METHODS[one.method]
    if entry.rate is not None:
        return entry.rate
    noisy = 1.0 if one.batch is None else 0.25 if one.batch < 4 else 0.5
    steps = min(LOOK_AHEAD, budget.affordable(found.loss, rates.ROWS) // len(rates.LADDER))
    return noisy * suggest_rate(found.loss, one.rule(found.best), found.start, steps)


def own_window(loss: Loss) -> tuple[tuple[float, float], ...]:
    """OWN_WINDOW along each parameter; wider, for rows, where the parabola at the origin has its minimum outside."""
    sides = np.full(len(loss.parameters), OWN_WINDOW[1])
    if loss.columns:
        origin = np.zeros(len(sides))
        slope, hessian = loss.gradient(origin), loss.hessian(origin)
        if np.isfinite(slope).all() and np.isfinite(hessian).all():
            minimum = np.linalg.lstsq(hessian, -slope, rcond=None)[0]
            sides = np.maximum(sides, [float(f"{1.5 * side:.1g}") for side in np.abs(minimum)])
    return tuple((-side, side) for side in sides.tolist())


def own_start(loss: Loss) -> tuple[float, ...]:
    """A start where a formula of one's own has a finite value and a slope, off the axes where it can be."""
    dim = len(loss.parameters)
    candidates = [np.resize(pair, dim) for pair in ((-2.0, 1.5), (2.0, 1.5), (1.0, 0.5), (0.5, 0.5), (0.1, 0.1))]
    found = next((candidate for candidate in candidates if _usable(loss, candidate)), candidates[0])
    return tuple(found.tolist())


def _usable(loss: Loss, point: Array) -> bool:
    """Whether the loss is finite and slopes."""
    slope = loss.gradient(point)
    return bool(np.isfinite(loss.value(point)) and np.isfinite(slope).all() and slope.any())


def descend(settings: Settings, one: RunSettings, progress: Progress) -> Trajectory | OptlabError:
    """The trajectory of one run of the settings, for all seeds where chance has a part, or what is wrong.

    ``progress`` hears the number of steps done, then that of steps measured on top; it may raise to abandon the run.
    """
    try:
        return _shelved(settings, one, progress)
    except OptlabError as error:
        return error


def _shelved(settings: Settings, one: RunSettings, progress: Progress) -> Trajectory:
    seeds = budget.seeds_of(settings, one)
    key = (settings.subject, settings.start, settings.steps, settings.seed, seeds, replace(one, **UNSEEN))
    made: Trajectory = SHELF.remember(key, lambda: _descended(settings, one, progress), lambda kept: kept.nbytes)
    return made


def _descended(settings: Settings, one: RunSettings, progress: Progress) -> Trajectory:
    found = problem(settings.subject)
    every = [settings.seed + number for number in range(budget.seeds_of(settings, one))]
    rule, factor = one.rule(found.best), one.factor(settings.steps)
    with job(budget.is_large(settings, one, found.loss), lambda: progress(0)):
        made = run(found.loss, rule, settings.start, one.rate, settings.steps, one.batch, every, factor, progress)
        made.measure(lambda done: progress(settings.steps + done))
    return made


def record(settings: Settings, one: RunSettings) -> list[Step]:
    """What happened inside each step of a run, for the first seed."""
    return _record(settings.subject, settings.start, settings.steps, settings.seed, replace(one, **UNSEEN))


def _bytes(steps: list[Step]) -> int:
    vectors = 4 + 2 * len(steps[0].memory) if steps else 0
    return BYTES_A_NUMBER * len(steps) * (vectors * len(steps[0].before) + 16) if steps else 0


@remembered(_bytes)
def _record(subject: Subject, start: tuple[float, ...], steps: int, seed: int, one: RunSettings) -> list[Step]:
    found = problem(subject)
    rule = one.rule(found.best)
    return recording.record(found.loss, rule, start, one.rate, steps, one.batch, seed, one.factor(steps), SHOWN)
