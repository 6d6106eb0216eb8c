"""The runs in the sidebar: a compact card each, and behind its name all that makes a run."""

from __future__ import annotations

import math

import streamlit as st

from optlab.app.compare import actions, session
from optlab.app.compare.rate import rate_control
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
    """The cards of the runs, and a button for one more."""
    runs = session.runs()
    for run in runs:
        _card(run, problem)
    if len(runs) < MOST_RUNS:
        add = {"on_click": actions.add_copy, "args": (runs[-1].id,)}
        st.button("Add a run", key="add", width="stretch", type="tertiary", **add)  # type: ignore[arg-type]


def _card(run: RunSettings, problem: Problem) -> None:
    look: dict[str, object] = {"gap": "small", "vertical_alignment": "center", "wrap": False}
    with st.container(horizontal=True, key=f"card{run.colour}_{run.id}", **look):  # type: ignore[arg-type]
        details = st.popover(_label(run), width=124, key=run_key(run.id, "open"), on_change="rerun")
        if details.open:
            with details:
                _details(run, problem)
    rate_control(run, problem)


def _label(run: RunSettings) -> str:
    """The name; struck through while hidden, with a sign while gradients are clipped."""
    name = escaped(run.name) or "run"
    return f"~~{name}~~" if not run.shown else f"{name} ✂" if run.clip else name


def _details(run: RunSettings, problem: Problem) -> None:
    """Name, method and what it is, its hyperparameters, batch size, schedule, clipping; copy, hide, remove."""
    id, examples = run.id, problem.loss.examples  # noqa: A001 - the field's name
    st.text_input("Name", max_chars=LONGEST_NAME, **run_widget(id, "name"))
    st.selectbox(
        "Method",
        list(METHODS),
        format_func=lambda name: METHODS[name].title,
        on_change=actions.choose_method,
        args=(id, problem),
        **run_widget(id, "method"),
    )
    for parameter in session.hyperparameters(run.method):
        _hyperparameter(run, parameter)
    st.number_input(f"Batch size (0: all {examples})", 0, examples, step=1, **run_widget(id, "batch"))
    st.selectbox(
        "Schedule of the rate",
        ["", *(name for name in SCHEDULES if name != "Constant")],
        format_func=lambda name: title(SCHEDULES[name]) if name else "constant",
        **run_widget(id, "schedule"),
    )
    st.number_input("Clip gradients longer than (0: never)", 0.0, format="%g", **run_widget(id, "clip"))
    st.toggle("Show", **run_widget(id, "shown"))
    with st.container(horizontal=True):
        count = len(session.runs())
        copy, gone = run_key(id, "copy"), run_key(id, "remove")
        st.button("Duplicate", key=copy, on_click=actions.add_copy, args=(id,), disabled=count >= MOST_RUNS)
        st.button("Remove", key=gone, on_click=actions.remove, args=(id,), disabled=count == 1)
    _about(run.method)


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


def _about(method: str) -> None:
    """What the method says about itself, the same words as in the library."""
    description = METHODS[method].description
    st.markdown(f"**{METHODS[method].title}.** {description.sentence}")
    st.latex(description.formula)
    st.caption(f"Texts differ: {description.texts_differ}  \nReference: {description.reference}")
