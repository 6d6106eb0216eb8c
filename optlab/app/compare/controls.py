"""The sidebar: what is minimised, from where, and by chance of what."""

from __future__ import annotations

import hashlib

import numpy as np
import streamlit as st

from optlab.app.compare import actions, model_controls, model_session, session
from optlab.app.compare.session import run_widget
from optlab.app.shared import computations
from optlab.app.shared.escaping import escaped
from optlab.app.shared.formula_picker import formula_picker
from optlab.app.shared.holding import holding, offer
from optlab.picture.budget import MOST_NUMBERS
from optlab.picture.fields import numbers_text
from optlab.picture.problem import Problem
from optlab.picture.settings import MOST_SEEDS, MOST_STEPS

LISTED = 3
"""Parameters whose names stand above the field of the start."""

LIMITS = (
    f"At most {MOST_STEPS:,} steps and {MOST_SEEDS} repeats; "
    f"runs × repeats × steps × parameters at most {MOST_NUMBERS:,}."
)
ABOUT_START = "Where every run begins: one number for each parameter. A click on the map moves it, too."
ABOUT_NOISE = (
    "How much the slope of one example differs from the mean slope (standard deviation). A function without data gets "
    "256 tilted copies of itself: their mean is exactly the function, and a small batch of them is noisy."
)
ABOUT_SEED = "The number with which the drawing of batches begins: the same seed draws the same batches again."
ABOUT_REPEATS = (
    "So many times every run with batches is repeated, each with a seed of its own; bands show the middle 80 %."
)
ABOUT_BATCH = "How many examples a step looks at; 0 stands for all of them, which leaves nothing to chance."


def function() -> None:
    """The picker of the Compare page: a function, or a model on rows."""
    model_controls.what()
    if model_session.good() is not None:
        return
    landscape, formula = session.widget("landscape"), session.widget("formula")
    formula_picker(landscape, formula, actions.choose_landscape, actions.type_formula)


def model(problem: Problem) -> None:
    """The controls of a model, where one is minimised."""
    chosen = model_session.good()
    if chosen is not None and problem.fit is not None:
        model_controls.model_controls(chosen, problem.fit)


def held(problem: Problem) -> None:
    """What is held of a formula of one's own, and an offer to hold what was probably meant as a number."""
    subject, entry = session.subject(), session.widget("holding")
    if subject.is_own and subject.model is None:
        holding(entry, subject.held, problem.loss.parameters, actions.type_held, actions.release)
        offer(entry, computations.offer_to_hold(subject.quiet), actions.hold)


def shared(problem: Problem) -> None:
    """Start and steps, the same for all runs."""
    names = problem.loss.parameters
    listed = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
    drawn = model_session.good()
    with st.container(horizontal=True, gap="small", wrap=False, vertical_alignment="bottom"):
        if drawn is not None and len(names) > actions.MOST_TYPED:
            st.caption(first_weights(drawn.seed, problem.start))
        else:
            usual = "" if drawn is None else numbers_text(problem.start)
            field = {"placeholder": usual, "help": ABOUT_START, **session.widget("start")}
            st.text_input(f"Start ({listed})", max_chars=session.LONGEST_START, **field)
        st.number_input("Steps", step=50, width=104, help=LIMITS, **session.number_widget("steps"))


def first_weights(seed: int, start: tuple[float, ...]) -> str:
    """Which weights the runs begin with, told by a few letters that differ when the weights do.

    >>> first_weights(3, (0.5, -1.0))
    'First weights: seed 3 (b908), the same for all runs'
    """
    letters = hashlib.sha256(np.array(start, dtype="<f8").tobytes()).hexdigest()[:4]
    return f"First weights: seed {seed} ({letters}), the same for all runs"


def experiment(problem: Problem) -> None:
    """What chance has a part in, folded away: noise, seed, repeats, and how many examples each run looks at."""
    with st.expander("Experiment: noise, seed, batches", key="experiment", on_change="rerun") as expander:
        if expander.open:
            _chance(problem)


def _chance(problem: Problem) -> None:
    noise, examples = session.subject().noise, problem.loss.examples
    st.number_input(
        "Noise of one example's slope",
        step=max(0.1, noise / 4),
        format="%g",
        disabled=problem.loss.columns != (),
        help=ABOUT_NOISE,
        **session.number_widget("noise"),
    )
    with st.container(horizontal=True, gap="small", wrap=False):
        st.number_input("Seed of the draws", step=1, help=ABOUT_SEED, **session.number_widget("seed"))
        st.number_input("Repeats (seeds)", step=10, help=ABOUT_REPEATS, **session.number_widget("seeds"))
    st.markdown(f"Batch size: examples a step, of {examples} (0: all)", help=ABOUT_BATCH)
    with st.container(horizontal=True, gap="small"):
        for run in session.runs():
            name = escaped(run.name)[:24]
            st.number_input(name, 0, examples, step=1, width=118, **run_widget(run.id, "batch"))
