"""The sidebar: what is minimised, and from where."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from optlab.app.compare import rows, session
from optlab.app.compare.session import key
from optlab.app.components import PERSIST
from optlab.app.shared import computations
from optlab.picture.problem import Problem
from optlab.app.shared.formula_picker import formula_picker
from optlab.app.shared.learning_rates import on_ladder
from optlab.errors import OptlabError
from optlab.losses import landscapes
from optlab.picture.budget import MOST_NUMBERS
from optlab.picture.field_texts import numbers, numbers_text
from optlab.picture.settings import MOST_SEEDS, MOST_STEPS
from optlab.picture.subject import Subject

LIMITS = (
    f"At most {MOST_STEPS:,} steps and {MOST_SEEDS} seeds; runs × seeds × steps × parameters at most {MOST_NUMBERS:,}."
)


def function() -> None:
    """The picker of the Compare page, and the way to rows of one's own."""
    formula_picker("function", "formula", session.load_landscape, _typed, lambda: rows.rows(adapt))


def shared(has_noise: bool, names: tuple[str, ...]) -> None:
    """Start, steps, seed and noise, the same for all runs."""
    with st.container(horizontal=True, gap="small", wrap=False):
        st.text_input(f"Start {', '.join(names)[:14]}", key="start", persist_state=PERSIST, max_chars=2_000)
        st.number_input("Steps", 0, MOST_STEPS, step=50, key="steps", persist_state=PERSIST, width=104, help=LIMITS)
    with st.container(horizontal=True, gap="small", wrap=False):
        noise_help = (
            "Standard deviation of the slope of one example. A function without data gets 256 tilted copies of itself: "
            "their mean is exactly the function, and a small batch of them is noisy."
        )
        st.number_input(
            "Noise",
            0.0,
            step=max(0.1, float(st.session_state["noise"]) / 4),
            key="noise",
            format="%g",
            disabled=not has_noise,
            help=noise_help,
            persist_state=PERSIST,
        )
        st.number_input("Seed", 0, 2**32 - 1, step=1, key="seed", persist_state=PERSIST, width=74)
        st.number_input("Seeds", 1, MOST_SEEDS, step=10, key="seeds", persist_state=PERSIST, width=74)


def problem() -> tuple[Problem, OptlabError | None]:
    """What is minimised: the last formula that could be read, and what is wrong with the present one."""
    good, trouble = st.session_state["good"], None
    if st.session_state["formula"] != good:
        try:
            computations.problem(replace(session.subject().quiet, formula=st.session_state["formula"]))
        except OptlabError as error:
            trouble = error
    return computations.problem(session.subject()), trouble


def start(found: Problem) -> tuple[tuple[float, ...], OptlabError | None]:
    """The start as numbers; where it cannot be read the problem's own, and what is wrong."""
    text, dim = st.session_state["start"], len(found.loss.parameters)
    try:
        values = numbers(text)
    except ValueError:
        return found.start, OptlabError(f"the start {text[:60]!r} is not a list of numbers", "for example -1.2, 1")
    if len(values) != dim:
        what = f"the start has {len(values)} number(s), the formula {dim}: {', '.join(found.loss.parameters)[:60]}"
        return found.start, OptlabError(what, "write one number for each")
    return values, None


def _typed() -> None:
    """After a formula was typed: if it can be read it is taken over, with a start and rates that suit it."""
    text = st.session_state["formula"] or landscapes.get(st.session_state["function"]).formula
    st.session_state["formula"] = text
    adapt(replace(session.subject().quiet, formula=text))


def adapt(subject: Subject) -> None:
    """Take over another formula or other rows, if they can be read, with a start, batches and rates that suit them."""
    before = computations.problem(session.subject().quiet).loss
    try:
        found = computations.problem(subject)
    except OptlabError:
        return
    st.session_state["good"], st.session_state["rows"] = subject.text, subject.rows
    if found.loss.parameters != before.parameters or found.loss.columns != before.columns:
        st.session_state["start"] = numbers_text(found.start)
    for number in st.session_state["runs"]:
        if st.session_state[key(number, "batch")] > found.loss.examples:
            st.session_state[key(number, "batch")] = 0
            st.toast(f"There are only {found.loss.examples} examples now: this run looks at all of them.")
        rate = computations.suggested_rate(found, session.run_settings(number))
        st.session_state[key(number, "rate")] = on_ladder(rate)
