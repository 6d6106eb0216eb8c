"""What happens after a control of the Compare page was used: values from the session, changed, and put back."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import streamlit as st

from optlab.analysis.planes import Plane
from optlab.app.compare import session
from optlab.app.shared import computations
from optlab.optimizers import METHODS
from optlab.picture.holding import Held, carried, carried_plane, with_pairs, without
from optlab.picture.learning_rates import on_ladder
from optlab.picture.problem import Problem, suggested_rate
from optlab.picture.runs import RunSettings, free_name, with_run
from optlab.picture.settings import defaults
from optlab.picture.subject import Subject

SMALLEST_RATE, LARGEST_RATE = 1e-30, 1e30
"""Rates that can be set: with them a step is a number that can be told from none."""

MOST_TYPED = 20
"""Weights of a model whose start can be typed, or clicked on the map."""

FINE = 100
"""A start that is clicked is told to about this share of the picture."""


def choose_landscape() -> None:
    """After another function was picked: its formula, start, noise and rates."""
    session.put_keeping_view(defaults(session.chosen_landscape()))


def type_formula() -> None:
    """After a formula was typed: if it can be read it is taken over, with a start and rates that suit it."""
    text = session.typed_formula()
    session.put_formula(text)
    take_over(replace(session.subject().quiet, formula=text))


def take_over(subject: Subject) -> None:
    """Minimise something else, if it can be read, with a start, batches and rates that suit it."""
    before, subject = computations.problem(session.subject().quiet).loss, computations.holding_what_fits(subject)
    if computations.fault_of(subject) is not None:
        return
    problem = computations.problem(subject)
    session.put_subject(subject)
    if problem.loss.parameters != before.parameters or problem.loss.columns != before.columns:
        session.put_start(() if subject.model else problem.start)
    session.put_runs([_suited(run, problem) for run in session.runs()])
    session.put_step(0)


def type_held() -> None:
    """After it was typed what to hold: if it can be held it is."""
    held, fault = session.to_be_held()
    if fault is None:
        _hold(held)
        session.put_holding("")


def hold(more: Held) -> None:
    """Hold some parameters, too."""
    subject = session.subject()
    _hold(with_pairs(subject.held, more, subject.names))


def release(name: str) -> None:
    """Let a parameter go that is held."""
    _hold(without(session.subject().held, name))


def _hold(held: Held) -> None:
    """Hold these parameters and no others; start and plane are about those that are left."""
    subject, plane = session.subject().quiet, session.plane()
    if held == subject.held:
        return
    before = computations.problem(subject)
    point = session.start(before)[0]
    take_over(replace(subject, held=held))
    after = computations.problem(session.subject().quiet)
    names = before.loss.parameters, after.loss.parameters
    session.put_start(carried(point, *names, subject.held, after.start))
    session.put_plane(carried_plane(plane, *names))


def _suited(run: RunSettings, problem: Problem) -> RunSettings:
    """The run with no more examples a step than there are, and a rate that suits the problem."""
    examples = problem.loss.examples
    if (run.batch or 0) > examples:
        st.toast(f"There are only {examples} examples now: this run looks at all of them.")
        run = replace(run, batch=None)
    return replace(run, rate=on_ladder(suggested_rate(problem, run)))


# ------------------------------------------------------------------ runs


def choose_method(id: int, problem: Problem) -> None:  # noqa: A002 - the field's name
    """After another method was picked: its own hyperparameters, a rate that suits it, and its name."""
    if all(run.id != id for run in session.runs()):  # removed in the same breath
        return
    run = session.run(id, tuned=False)
    others = [other.name for other in session.runs() if other.id != id]
    fresh = replace(run, name=free_name(METHODS[run.method].title, others), shown=True)
    session.put_run(replace(fresh, rate=on_ladder(suggested_rate(problem, fresh))))


def add_run(problem: Problem) -> None:
    """One more run, of the method that was picked, with a rate that suits it."""
    method = session.take_added()
    if method is not None and method in METHODS:  # a visitor may tell anything
        run = RunSettings(METHODS[method].title, method)
        _add(replace(run, rate=on_ladder(suggested_rate(problem, run))))


def add_copy(id: int) -> None:  # noqa: A002
    """One more run, a copy under a name and in a colour of its own."""
    _add(next(run for run in session.runs() if run.id == id))


def _add(run: RunSettings) -> None:
    runs = with_run(session.runs(), run)
    session.put_runs(runs)
    session.put_focus(runs[-1].id)
    session.put_opened(runs[-1].id)


def turn_over(id: int) -> None:  # noqa: A002
    """Open the card of a run, or close it; it is the chosen run then."""
    is_open = session.opened() == id
    session.put_opened(None if is_open else id)
    if not is_open:
        choose_run(id)


def remove(id: int) -> None:  # noqa: A002
    """One run less."""
    session.put_runs([run for run in session.runs() if run.id != id])


def choose_run(id: int) -> None:  # noqa: A002
    """The numbers, the curvature and the plane are about another run now."""
    if any(run.id == id for run in session.runs()):
        session.put_focus(id)


def set_rate(id: int, rate: float | None) -> None:  # noqa: A002
    """A run gets a rate of four digits; none where there is no such run, or what was told is no rate (None)."""
    for run in session.runs():
        if run.id == id and rate is not None and SMALLEST_RATE <= rate <= LARGEST_RATE:
            session.put_run(replace(run, rate=float(f"{rate:.4g}")))


# ------------------------------------------------------------------ the picture


def move_start(start: tuple[float, ...], plane: Plane | None, problem: Problem, x: float, y: float) -> None:
    """Move the start to a point of the picture; parameters that the picture does not show stay.

    The first weights of a model that has many are those of its seed.
    """
    if problem.model is not None and len(start) > MOST_TYPED:
        st.toast(f"The first weights of a model with more than {MOST_TYPED} of them are drawn by its seed.")
        return
    if plane is None:
        moved, spans = np.array([x]), problem.window
    else:
        away = np.array([x, y]) - plane.project(np.array(start))
        moved, spans = np.array(start) + away @ np.array(plane.directions), plane.window
    finest = min(high - low for low, high in spans) / FINE
    digits = max(0, 1 - math.floor(math.log10(finest)))
    session.put_start(round(value, digits) for value in moved.tolist())
