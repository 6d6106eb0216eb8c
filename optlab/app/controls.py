"""The sidebar: what is minimised, from where, and a compact card for each run."""

from __future__ import annotations

from dataclasses import fields

import streamlit as st

from optlab.app import state, work
from optlab.app.state import PERSIST, key
from optlab.app.work import Problem
from optlab.errors import OptlabError
from optlab.experiment.address import numbers
from optlab.experiment.settings import METHODS, MOST_RUNS, MOST_STEPS, RunSettings, default_rates
from optlab.losses import landscapes

LADDER = [float(f"{digit}e{power}") for power in range(-6, 2) for digit in (1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 7.9)]
"""Learning rates on offer: ten to the decade."""

BATCH_KIND: dict[int | None, str] = {None: "Vanilla", 1: "Stochastic"}

METHOD_NAMES = {"GradientDescent": "Gradient descent", "Momentum": "Momentum"}


def function() -> None:
    """Pick a landscape or type a formula."""
    titles = {name: landscapes.get(name).title for name in landscapes.names()}
    st.selectbox(
        "Function",
        list(titles),
        format_func=titles.__getitem__,
        key="function",
        on_change=state.load_landscape,
        label_visibility="collapsed",
        persist_state=PERSIST,
    )
    st.text_input(
        "Formula",
        key="formula",
        max_chars=2_000,
        placeholder="type a formula, for example x^2 + 3y^2",
        on_change=_typed,
        label_visibility="collapsed",
        persist_state=PERSIST,
    )


def shared(has_noise: bool, names: tuple[str, ...]) -> None:
    """Start, steps, seed and noise, the same for all runs."""
    with st.container(horizontal=True, gap="small", wrap=False):
        st.text_input(f"Start {', '.join(names)[:18]}", key="start", persist_state=PERSIST, max_chars=2_000)
        st.number_input("Steps", 0, MOST_STEPS, step=50, key="steps", persist_state=PERSIST, width=104)
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
        st.number_input("Seed", 0, 2**32 - 1, step=1, key="seed", persist_state=PERSIST, width=104)


def problem() -> tuple[Problem, OptlabError | None]:
    """What is minimised: the last formula that could be read, and what is wrong with the present one."""
    good, trouble = st.session_state["good"], None
    if st.session_state["formula"] != good:
        try:
            work.problem(st.session_state["function"], st.session_state["formula"], 0.0)
        except OptlabError as error:
            trouble = error
    return work.problem(st.session_state["function"], state.own_formula(), float(st.session_state["noise"])), trouble


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
    before = work.problem(st.session_state["function"], state.own_formula(), 0.0)
    text = st.session_state["formula"] or landscapes.get(st.session_state["function"]).formula
    st.session_state["formula"] = text
    try:
        found = work.problem(st.session_state["function"], text, 0.0)
    except OptlabError:
        return
    st.session_state["good"] = text
    if found.loss.parameters != before.loss.parameters:
        st.session_state["start"] = state.start_text(found.start)
    for number, rate in zip(st.session_state["runs"], _rates(found), strict=False):
        st.session_state[key(number, "rate")] = rate


def _rates(found: Problem) -> list[float]:
    """Rates for the present runs on another formula: as on the ladder, smaller for momentum and for small batches."""
    plain = work.suggested_rate(found)
    rates = default_rates(plain, plain / 5.0)
    wanted = [state.run_settings(number) for number in st.session_state["runs"]]
    kinds = ["Momentum" if one.method == "Momentum" else BATCH_KIND.get(one.batch, "Mini-batch") for one in wanted]
    return [on_ladder(rates[kind]) for kind in kinds]


def on_ladder(rate: float) -> float:
    """The largest rate on offer that is not above this one."""
    return max((step for step in LADDER if step <= rate * 1.0001), default=LADDER[0])


def runs(examples: int) -> list[RunSettings]:
    """The cards of the runs, and what they say."""
    found = [_card(number, examples) for number in st.session_state["runs"]]
    if len(found) < MOST_RUNS:
        st.button("Add a run", on_click=_add, width="stretch", type="tertiary")
    return found


def _card(number: int, examples: int) -> RunSettings:
    one = state.run_settings(number)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False, key=f"card{one.colour}_{number}"):
        with st.popover(one.name or "run", width=118):
            _details(number, examples)
        options = sorted({*LADDER, one.rate})
        st.select_slider(
            f"Learning rate of {one.name}",
            options,
            key=key(number, "rate"),
            format_func=lambda rate: f"{rate:.4g}",
            label_visibility="collapsed",
            persist_state=PERSIST,
        )
    return state.run_settings(number)


def _details(number: int, examples: int) -> None:
    """What is behind a run's name: method, batch size and the method's own hyperparameters."""
    st.text_input("Name", key=key(number, "name"), max_chars=40, persist_state=PERSIST)
    st.selectbox("Method", list(METHODS), format_func=METHOD_NAMES.get, key=key(number, "method"), persist_state=PERSIST)
    st.number_input(
        f"Batch size (0: all {examples} examples)", 0, examples, step=1, key=key(number, "batch"), persist_state=PERSIST
    )
    for option in fields(METHODS[st.session_state[key(number, "method")]]):
        name = key(number, option.name)
        st.session_state.setdefault(name, option.default)
        if isinstance(option.default, bool):
            st.toggle(option.name, key=name, persist_state=PERSIST)
        else:
            st.slider(option.name, 0.0, 0.99, step=0.01, key=name, persist_state=PERSIST)
    st.button("Remove", key=key(number, "remove"), on_click=_remove, args=(number,), disabled=len(st.session_state["runs"]) == 1)


def _add() -> None:
    """One more run, a copy of the last in the first free colour."""
    numbers_ = st.session_state["runs"]
    taken = {st.session_state[key(number, "colour")] for number in numbers_}
    colour = min(set(range(MOST_RUNS)) - taken)
    last = state.run_settings(numbers_[-1])
    fresh = max(numbers_) + 1
    state.fill_run(fresh, RunSettings(f"Run {fresh + 1}", last.method, last.rate, last.batch, colour, last.options))
    st.session_state["runs"] = [*numbers_, fresh]


def _remove(number: int) -> None:
    st.session_state["runs"] = [other for other in st.session_state["runs"] if other != number]
