"""A subject made ready for a picture: its loss, a window to look at, a start, the best value known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.experiment import rates, suggest_rate
from optlab.expressions import Array
from optlab.losses import Loss, landscapes
from optlab.optimizers import METHODS
from optlab.picture import budget
from optlab.picture.fit import Fit, fit_of_formula
from optlab.picture.model import ModelSettings
from optlab.picture.model_lesson import asks_of, teaches_of
from optlab.picture.model_problem import exact_answer, first_weights, lowest, title_of, window_of
from optlab.picture.model_runs import known_rate
from optlab.picture.runs import RunSettings
from optlab.picture.subject import Subject

OWN_WINDOW = (-4.0, 4.0)
"""The window of a formula of one's own, along each parameter."""

LOOK_AHEAD, FEWEST = 200, 30
"""Steps of the tries for a rate; fewer where each takes long, and at last over fewer rows."""


@dataclass(frozen=True)
class Problem:
    """What is minimised on this page: the loss, the window to look at, and the best value known; ``fit`` where the loss
    is that of a model on rows, or a formula of that kind, and ``model`` what was chosen of such a model.
    """

    loss: Loss
    window: tuple[tuple[float, float], ...]
    minima: tuple[tuple[float, ...], ...]
    best: float | None
    start: tuple[float, ...]
    title: str
    teaches: str
    asks: str = ""
    fit: Fit | None = None
    model: ModelSettings | None = None


def problem_of(subject: Subject) -> Problem:
    """The loss of a landscape or of a formula of one's own, on its rows or one's own, with what a picture needs;
    OptlabError for a formula or rows that cannot be read.
    """
    entry, loss = landscapes.get(subject.landscape), subject.loss()
    if subject.model is not None:
        return _of_a_model(subject, loss)
    if not subject.is_own:
        best = entry.minimum_value
        about = entry.title, entry.teaches, entry.asks
        return Problem(loss, entry.domain, entry.minima, best, entry.start, *about, predicting(subject, loss))
    known = entry.loss.parameters == loss.parameters and not subject.rows
    window = entry.domain if known else own_window(loss)
    start = entry.start if known and _usable(loss, np.array(entry.start)) else own_start(loss)
    return Problem(loss, window, (), None, start, "Your formula", "", fit=predicting(subject, loss))


def predicting(subject: Subject, loss: Loss) -> Fit | None:
    """The model that a formula on rows is, if it is one."""
    data = subject.data if loss.columns else None
    return None if data is None else fit_of_formula(loss, data)


def _of_a_model(subject: Subject, loss: Loss) -> Problem:
    """The loss of a model on its rows, from the weights that its seed draws; the best value where it is calculated."""
    fit, model = subject.fit(), subject.model
    assert fit is not None  # it is asked of models alone
    assert model is not None
    start, answer = first_weights(model, fit), exact_answer(model, fit)
    minima = () if answer is None else (answer,)
    title, teaches, asks = title_of(model, fit), teaches_of(model, fit), asks_of(model, fit)
    return Problem(
        loss, window_of(fit, start, answer), minima, lowest(loss, answer), start, title, teaches, asks, fit, model
    )


def suggested_rate(problem: Problem, run: RunSettings) -> float:
    """A rate that suits the run's method from the problem's start; smaller where a small batch makes slopes noisy."""
    entry = METHODS[run.method]
    classes = problem.fit is not None and bool(problem.fit.classes)
    known = None if problem.model is None else known_rate(problem.model, classes, run)
    if known is not None:
        return known
    if entry.rate is not None:
        return entry.rate
    noisy = 1.0 if run.batch is None else 0.25 if run.batch < 4 else 0.5
    rows = budget.sample(problem.loss, FEWEST * len(rates.LADDER)) or rates.ROWS
    rows, rule = min(rows, rates.ROWS), run.rule(problem.best)
    steps = min(LOOK_AHEAD, budget.affordable(problem.loss, rows) // len(rates.LADDER))
    return noisy * suggest_rate(problem.loss, rule, problem.start, steps, rows)


def own_window(loss: Loss) -> tuple[tuple[float, float], ...]:
    """OWN_WINDOW along each parameter; wider, for rows, where the parabola at the origin has its minimum outside: that
    over some of the rows, where all would take too long.
    """
    sides = np.full(len(loss.parameters), OWN_WINDOW[1])
    if loss.columns:
        origin = np.zeros(len(sides))
        rows = budget.sample(loss, 2 * len(sides))
        looked_at = None if rows is None else np.linspace(0, loss.examples - 1, rows).astype(int)[None]
        slope = loss.batch_gradient(origin[None], looked_at)[0]
        hessian = loss.batch_hessian(origin[None], looked_at)[0]
        if np.isfinite(slope).all() and np.isfinite(hessian).all():
            minimum = np.linalg.lstsq(hessian, -slope, rcond=None)[0]
            sides = np.maximum(sides, [float(f"{1.5 * side:.1g}") for side in np.abs(minimum)])
    return tuple((-side, side) for side in sides.tolist())


def own_start(loss: Loss) -> tuple[float, ...]:
    """A start where a formula of one's own has a finite value and a slope, off the axes where it can be."""
    dim = len(loss.parameters)
    candidates = [np.resize(pair, dim) for pair in ((-2.0, 1.5), (2.0, 1.5), (1.0, 0.5), (0.5, 0.5), (0.1, 0.1))]
    usable = next((candidate for candidate in candidates if _usable(loss, candidate)), candidates[0])
    return tuple(usable.tolist())


def _usable(loss: Loss, point: Array) -> bool:
    """Whether the loss is finite and slopes."""
    slope = loss.gradient(point)
    return bool(np.isfinite(loss.value(point)) and np.isfinite(slope).all() and slope.any())
