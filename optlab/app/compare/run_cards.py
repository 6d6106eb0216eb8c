"""The runs in the sidebar: a card each, with its learning rate, that opens to all that makes a run."""

from __future__ import annotations

import math

import streamlit as st

from optlab.app.compare import actions, session
from optlab.app.compare.rate import rate_control
from optlab.app.compare.rate_live import rate_live
from optlab.app.compare.session import run_key, run_widget
from optlab.app.shared.escaping import escaped
from optlab.optimizers import METHODS, SCHEDULES
from optlab.optimizers.description import Hyperparameter
from optlab.optimizers.labels import title
from optlab.picture.problem import Problem
from optlab.picture.runs import LONGEST_NAME, MOST_RUNS, RunSettings

TENTHS = [tenth / 10 for tenth in range(9)]
NEAR_ONE = [*TENTHS, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999]
"""Values on offer for what is almost 1, closer together there."""


def run_cards(problem: Problem) -> None:
    """The cards of the runs, and a list of methods for one more."""
    runs = session.runs()
    for run in runs:
        _card(run, problem)
    rate_live()
    if len(runs) < MOST_RUNS:
        st.selectbox(
            "Add a run",
            list(METHODS),
            format_func=lambda name: METHODS[name].title,
            index=None,
            placeholder="Add a run: choose its method",
            label_visibility="collapsed",
            key=session.ADDED,
            on_change=actions.add_run,
            args=(problem,),
        )


def chosen_rate(problem: Problem) -> None:
    """The chosen run's rate, for the bar of a projected page; its card leaves it out then."""
    run = session.run(session.focus())
    with st.container(key=f"card{run.colour}_bar", horizontal=True, gap="small", wrap=False):
        st.markdown(f"**{escaped(run.name)}** η", width="content")
        rate_control(run, problem)


def _card(run: RunSettings, problem: Problem) -> None:
    """A button with the name, the rate below it, and what it opens to."""
    is_open = session.opened() == run.id
    with st.container(key=f"card{run.colour}_{run.id}", gap="xsmall"):
        st.button(
            _label(run),
            key=run_key(run.id, "open"),
            icon=f":material/{'expand_more' if is_open else 'chevron_right'}:",
            type="tertiary",
            width="stretch",
            on_click=actions.turn_over,
            args=(run.id,),
        )
        if not (session.is_projected() and run.id == session.focus()):
            rate_control(run, problem)
        if is_open:
            with st.container(key="opened-run", gap="small"):
                _details(run, problem)


def _label(run: RunSettings) -> str:
    """The name; struck through while hidden, with a sign while gradients are clipped."""
    name = escaped(run.name) or "run"
    return f"~~{name}~~" if not run.shown else f"{name} ✂" if run.clip else f"**{name}**"


def _details(run: RunSettings, problem: Problem) -> None:
    """The method with what it is and its numbers, then schedule, clipping and name; copy, hide, remove."""
    id = run.id  # noqa: A001 - the field's name
    st.selectbox(
        "Method",
        list(METHODS),
        format_func=lambda name: METHODS[name].title,
        on_change=actions.choose_method,
        args=(id, problem),
        **run_widget(id, "method"),
    )
    description = METHODS[run.method].description
    st.markdown(description.sentence)
    st.latex(description.formula)
    for parameter in session.hyperparameters(run.method):
        _hyperparameter(run, parameter)
    st.selectbox(
        "Schedule of the rate",
        ["", *(name for name in SCHEDULES if name != "Constant")],
        format_func=lambda name: title(SCHEDULES[name]) if name else "constant",
        **run_widget(id, "schedule"),
    )
    st.number_input("Clip gradients longer than (0: never)", 0.0, format="%g", **run_widget(id, "clip"))
    st.text_input("Name", max_chars=LONGEST_NAME, **run_widget(id, "name"))
    st.toggle("Show", **run_widget(id, "shown"))
    with st.container(horizontal=True, gap="small"):
        count = len(session.runs())
        copy, gone = run_key(id, "copy"), run_key(id, "remove")
        st.button("Duplicate", key=copy, on_click=actions.add_copy, args=(id,), disabled=count >= MOST_RUNS)
        st.button("Remove", key=gone, on_click=actions.remove, args=(id,), disabled=count == 1)
    st.caption(f"Texts differ: {description.texts_differ}  \nReference: {description.reference}")


def _hyperparameter(run: RunSettings, parameter: Hyperparameter) -> None:
    """A control made from the method's own description of the number."""
    label = f"{parameter.name.replace('_', ' ')} {parameter.symbol}".strip()
    value = session.begin_hyperparameter(run.id, parameter)
    widget = {"help": parameter.meaning, **run_widget(run.id, parameter.name)}
    if parameter.kind == "switch":
        st.toggle(label, **widget)
    elif parameter.kind == "whole":
        st.slider(label, int(parameter.low or 1), int(parameter.high or 100), **widget)
    else:
        st.select_slider(label, sorted({*_stops(parameter), value}), format_func=lambda stop: f"{stop:.4g}", **widget)


def _stops(parameter: Hyperparameter) -> list[float]:
    """Values on offer: powers of ten, or, between 0 and almost 1, closer together towards 1; else even steps."""
    low, high = float(parameter.low or 0.0), float(parameter.high or 1.0)
    if parameter.logarithmic:
        return [10.0**power for power in range(round(math.log10(low)), round(math.log10(high)) + 1)]
    if high < 1.0 and high > 0.9:
        return [stop for stop in NEAR_ONE if low <= stop <= high]
    return [float(f"{low + (high - low) * place / 20:.4g}") for place in range(21)]
