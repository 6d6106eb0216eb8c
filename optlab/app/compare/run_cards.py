"""The runs in the sidebar: a compact card each, and behind its name all that makes a run."""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from optlab.app.compare import session
from optlab.app.compare.session import key
from optlab.app.components import PERSIST
from optlab.app.shared import computations
from optlab.picture.problem import Problem
from optlab.app.shared.escaping import escaped
from optlab.app.shared.learning_rates import LADDER, RATE_TEXTS, on_ladder
from optlab.optimizers import METHODS, SCHEDULES
from optlab.optimizers.description import Hyperparameter
from optlab.optimizers.labels import title
from optlab.picture.settings import MOST_RUNS, RunSettings

TENTHS = [tenth / 10 for tenth in range(9)]
NEAR_ONE = [*TENTHS, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999]
"""Values on offer for what is almost 1, closer together there."""


def runs(problem: Problem) -> list[RunSettings]:
    """The cards of the runs, and what they say."""
    found = [_card(number, problem) for number in st.session_state["runs"]]
    if len(found) < MOST_RUNS:
        st.button(
            "Add a run",
            key="add",
            on_click=_duplicate,
            args=(st.session_state["runs"][-1],),
            width="stretch",
            type="tertiary",
        )
    return found


def _card(number: int, problem: Problem) -> RunSettings:
    one = session.run_settings(number)
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", wrap=False, key=f"card{one.colour}_{number}"
    ):
        details = st.popover(_label(one), width=124, key=key(number, "open"), on_change="rerun")
        if details.open:
            with details:
                _details(number, problem)
        st.select_slider(
            f"Learning rate of {escaped(one.name)}",
            sorted({*LADDER, st.session_state[key(number, "rate")]}),
            key=key(number, "rate"),
            format_func=lambda rate: RATE_TEXTS.get(rate) or f"{rate:.4g}",
            label_visibility="collapsed",
            persist_state=PERSIST,
        )
    return session.run_settings(number)


def _label(one: RunSettings) -> str:
    """The name; struck through while hidden, with a sign while gradients are clipped."""
    name = escaped(one.name) or "run"
    return f"~~{name}~~" if not one.shown else f"{name} ✂" if one.clip else name


def _details(number: int, problem: Problem) -> None:
    """Name, method and what it is, its hyperparameters, batch size, schedule, clipping; copy, hide, remove."""
    st.text_input("Name", key=key(number, "name"), max_chars=40, persist_state=PERSIST)
    st.selectbox(
        "Method",
        list(METHODS),
        format_func=lambda name: METHODS[name].title,
        key=key(number, "method"),
        on_change=_method_chosen,
        args=(number, problem),
        persist_state=PERSIST,
    )
    for parameter in session.hyperparameters(st.session_state[key(number, "method")]):
        _hyperparameter(number, parameter)
    examples = problem.loss.examples
    st.number_input(
        f"Batch size (0: all {examples})", 0, examples, step=1, key=key(number, "batch"), persist_state=PERSIST
    )
    st.selectbox(
        "Schedule of the rate",
        ["", *(name for name in SCHEDULES if name != "Constant")],
        format_func=lambda name: title(SCHEDULES[name]) if name else "constant",
        key=key(number, "schedule"),
        persist_state=PERSIST,
    )
    st.number_input(
        "Clip gradients longer than (0: never)", 0.0, key=key(number, "clip"), format="%g", persist_state=PERSIST
    )
    st.toggle("Show", key=key(number, "shown"), persist_state=PERSIST)
    with st.container(horizontal=True):
        st.button("Duplicate", key=key(number, "copy"), on_click=_duplicate, args=(number,), disabled=_full())
        st.button(
            "Remove",
            key=key(number, "remove"),
            on_click=_remove,
            args=(number,),
            disabled=len(st.session_state["runs"]) == 1,
        )
    _about(st.session_state[key(number, "method")])


def _hyperparameter(number: int, parameter: Hyperparameter) -> None:
    """A control made from the method's own description of the number."""
    name, label = key(number, parameter.name), f"{parameter.name.replace('_', ' ')} {parameter.symbol}".strip()
    st.session_state.setdefault(name, parameter.default)
    if parameter.kind == "switch":
        st.toggle(label, key=name, help=parameter.meaning, persist_state=PERSIST)
    elif parameter.kind == "whole":
        low, high = int(parameter.low or 1), int(parameter.high or 100)
        st.slider(label, low, high, key=name, help=parameter.meaning, persist_state=PERSIST)
    else:
        options = sorted({*_stops(parameter), float(st.session_state[name])})
        st.session_state[name] = float(st.session_state[name])
        st.select_slider(
            label,
            options,
            key=name,
            help=parameter.meaning,
            format_func=lambda value: f"{value:.4g}",
            persist_state=PERSIST,
        )


def _stops(parameter: Hyperparameter) -> list[float]:
    """Values on offer: powers of ten, or, between 0 and almost 1, closer together towards 1; else even steps."""
    low, high = float(parameter.low or 0.0), float(parameter.high or 1.0)
    if parameter.logarithmic:
        return [10.0**power for power in range(round(math.log10(low)), round(math.log10(high)) + 1)]
    if high < 1.0 and high > 0.9:
        return [stop for stop in NEAR_ONE if low <= stop <= high]
    return [float(f"{low + (high - low) * place / 20:.4g}") for place in range(21)]


def _about(method: str) -> None:
    """What the method says about itself, the same words as in the library."""
    description = METHODS[method].description
    st.markdown(f"**{METHODS[method].title}.** {description.sentence}")
    st.latex(description.formula)
    st.caption(f"Texts differ: {description.texts_differ}  \nReference: {description.reference}")


def _full() -> bool:
    return len(st.session_state["runs"]) >= MOST_RUNS


def _method_chosen(number: int, problem: Problem) -> None:
    """After another method was picked: its own hyperparameters, a rate that suits it, and its name where it had one."""
    one = session.run_settings(number)
    fresh = RunSettings(
        METHODS[one.method].title, one.method, one.rate, one.batch, one.colour, (), one.schedule, one.clip
    )
    session.fill_run(number, replace(fresh, rate=on_ladder(computations.suggested_rate(problem, fresh))))


def _duplicate(number: int) -> None:
    """One more run, a copy in the first free colour."""
    numbers = st.session_state["runs"]
    taken = {st.session_state[key(other, "colour")] for other in numbers}
    one = session.run_settings(number)
    fresh = max(numbers) + 1
    session.fill_run(
        fresh, replace(one, name=f"{one.name[:36]} {len(numbers) + 1}", colour=min(set(range(MOST_RUNS)) - taken))
    )
    session.keep_runs([*numbers, fresh])


def _remove(number: int) -> None:
    session.keep_runs([other for other in st.session_state["runs"] if other != number])
