"""The sidebar: what is minimised, and from where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from optlab.app import rows, state, work
from optlab.app.run_cards import on_ladder
from optlab.app.state import PERSIST, key
from optlab.app.work import Problem
from optlab.errors import OptlabError
from optlab.experiment.budget import MOST_NUMBERS
from optlab.experiment.settings import MOST_SEEDS, MOST_STEPS
from optlab.experiment.subject import Subject
from optlab.experiment.texts import numbers
from optlab.losses import landscapes

LIMITS = (
    f"At most {MOST_STEPS:,} steps and {MOST_SEEDS} seeds; runs × seeds × steps × parameters at most {MOST_NUMBERS:,}."
)


def function() -> None:
    """The picker of the Compare page, and the way to rows of one's own."""
    pick("function", "formula", state.load_landscape, _typed, lambda: rows.rows(adapt))


def pick(
    function: str,
    formula: str,
    chosen: Callable[[], None],
    typed: Callable[[], None],
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Pick a landscape or type a formula, under those keys; ``chosen`` and ``typed`` are called after it.

    ``beside`` draws what stands beside the list of landscapes.
    """
    titles = {name: landscapes.get(name).title for name in landscapes.names()}
    with st.container(horizontal=True, gap="small", wrap=False):
        st.selectbox(
            "Function",
            list(titles),
            format_func=titles.__getitem__,
            key=function,
            on_change=chosen,
            label_visibility="collapsed",
            persist_state=PERSIST,
        )
        beside()
    st.text_input(
        "Formula",
        key=formula,
        max_chars=2_000,
        placeholder="type a formula, for example x^2 + 3y^2",
        on_change=typed,
        label_visibility="collapsed",
        persist_state=PERSIST,
    )


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
            work.problem(replace(state.subject().quiet, formula=st.session_state["formula"]))
        except OptlabError as error:
            trouble = error
    return work.problem(state.subject()), trouble


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
    adapt(replace(state.subject().quiet, formula=text))


def adapt(subject: Subject) -> None:
    """Take over another formula or other rows, if they can be read, with a start, batches and rates that suit them."""
    before = work.problem(state.subject().quiet).loss
    try:
        found = work.problem(subject)
    except OptlabError:
        return
    st.session_state["good"], st.session_state["rows"] = subject.text, subject.rows
    if found.loss.parameters != before.parameters or found.loss.columns != before.columns:
        st.session_state["start"] = state.start_text(found.start)
    for number in st.session_state["runs"]:
        if st.session_state[key(number, "batch")] > found.loss.examples:
            st.session_state[key(number, "batch")] = 0
            st.toast(f"There are only {found.loss.examples} examples now: this run looks at all of them.")
        rate = work.suggested_rate(found, state.run_settings(number))
        st.session_state[key(number, "rate")] = on_ladder(rate)
