"""Below the pictures of the slopes page: the idea, the slopes in numbers and rule by rule, nudges, and curvature."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pandas as pd
import streamlit as st

from optlab.analysis.curvature import Curvature
from optlab.app.components import PERSIST
from optlab.app.shared import theme
from optlab.app.slopes import sentences, session
from optlab.app.slopes.derivations import derived
from optlab.charts import Look
from optlab.charts.slopes import nudge_errors, nudge_spec
from optlab.explain.derivation import Derivation
from optlab.explain.derivation_latex import result_latex, step_latex
from optlab.explain.differences import Quotients, quotients
from optlab.explain.substitution import number, substituted
from optlab.expressions import Array, name_latex
from optlab.expressions.printing.plain import plain_name, plain_number
from optlab.picture.problem import Problem

TITLES = {
    "numbers": "Slopes in numbers",
    "idea": "The idea in words",
    "nudge": "Nudges and rounding",
    "curvature": "Curvature",
}
LESSON = resources.files("optlab.app.slopes").joinpath("idea.md").read_text(encoding="utf-8")

LONGEST_LATEX = 1_000
MOST_SLOPES = 12
MOST_STEPS = 60
"""Partial derivatives and steps of a derivation that are told; results are those of all steps."""

HEIGHT = 260


def details(found: Problem, point: Array, slope: Array, here: Curvature | None) -> None:
    """One of the views; only that one is computed."""
    view = st.segmented_control(
        "More",
        list(TITLES),
        format_func=TITLES.__getitem__,
        key="slopes.view",
        required=True,
        label_visibility="collapsed",
        persist_state=PERSIST,
    )
    if view == "numbers":
        with st.container(key="partials"):
            _numbers(found, point, slope)
    elif view == "idea":
        _idea(found, slope)
    elif view == "nudge":
        _nudge(found, point)
    elif here is not None:
        _curvature(found, here)
    else:
        st.info(f"The Hessian of {len(point)} parameters is a table of {len(point) ** 2} numbers: too many to read.")


def _idea(found: Problem, slope: Array) -> None:
    """What a partial derivative is and what it is for, told with the slopes shown."""
    axes = session.axes(found)
    told = [sentences.steepness(word, float(slope[axis])) for word, axis in zip(("east", "north"), axes, strict=False)]
    names = [plain_name(found.loss.parameters[axis]) for axis in axes]
    st.markdown(LESSON.format(east=names[0], north=names[-1], here=" and ".join(told)))


def _numbers(found: Problem, point: Array, slope: Array) -> None:
    """The symbolic partial derivatives, the same with this point's numbers in them, and how each was derived."""
    names = found.loss.parameters
    for name, value in list(zip(names, slope.tolist(), strict=True))[:MOST_SLOPES]:
        st.markdown(rf"$\displaystyle {_line(found, name, value, dict(zip(names, point.tolist(), strict=True)))}$")
        title = f"How ∂f/∂{plain_name(name)} was derived, rule by rule"
        with st.expander(title, key=session.rules_key(name), on_change="rerun") as opened:
            if opened.open:
                _rules(_derived(name), name)
    if len(names) > MOST_SLOPES:
        st.markdown(f"… and {len(names) - MOST_SLOPES} more, made in the same way.")


def _derived(name: str) -> Derivation:
    return derived(session.subject(), name)


def _line(found: Problem, name: str, value: float, point: dict[str, float]) -> str:
    made = _derived(name)
    symbol = result_latex(made)
    parts = [rf"\frac{{\partial f}}{{\partial {name_latex(name)}}}"]
    mean = rf"\frac{{1}}{{{found.loss.examples}}}\sum_i" if found.loss.columns else ""
    if len(symbol) <= LONGEST_LATEX:
        parts.append(rf"{mean} \left[{symbol}\right]" if mean else symbol)
        if not mean and made.graph.values[made.result] is None:
            values = {made.graph.variable(one): number_of for one, number_of in point.items()}
            parts.append(substituted(made.graph, made.result, values))
    return " = ".join([*parts, number(value)])


def _rules(made: Derivation, name: str) -> None:
    """The derivation of one partial derivative as a table."""
    st.markdown(f"Everything without {plain_name(name)} is held fixed and counts as a number. From the outside in:")
    rows = [f"| {n} | {step.rule} | ${step_latex(made, step)}$ |" for n, step in enumerate(made.steps[:MOST_STEPS], 1)]
    rows = [row.replace(r"\|", r"\Vert ") for row in rows]
    st.markdown("\n".join(["| | rule | |", "|---|---|:---|", *rows]))
    if len(made.steps) > MOST_STEPS:
        st.markdown(f"… and {len(made.steps) - MOST_STEPS} steps more.")
    text = result_latex(made)
    if len(text) <= 2 * LONGEST_LATEX:
        st.markdown(rf"Put together: $\displaystyle \frac{{\partial f}}{{\partial {name_latex(name)}}} = {text}$")


def _nudge(found: Problem, point: Array) -> None:
    """The difference quotient against the slope: for the chosen nudge, and for all."""
    east, look = session.axes(found)[0], Look(theme.is_dark(), height=HEIGHT)
    made = quotients(found.loss, point, east, session.NUDGES)
    chosen = session.NUDGES.index(st.session_state["slopes.nudge"])
    left, right = st.columns([3, 2], gap="medium")
    data = {"errors": nudge_errors(made, look), "now": pd.DataFrame({"x": [made.nudges[chosen]]})}
    about = "Error of the difference quotient against the nudge, both logarithmic"
    left.vega_lite_chart(spec={**nudge_spec(look), "datasets": data}, key="slopes.errors", width="stretch", alt=about)
    right.markdown(_nudge_words(made, chosen, name_latex(found.loss.parameters[east])))


def _nudge_words(made: Quotients, chosen: int, name: str) -> str:
    quotient = rf"\dfrac{{f({name} + \Delta) - f({name})}}{{\Delta}}"
    errors = made.forward_error
    if not np.isfinite(errors[chosen]):
        return f"${quotient}$ has no finite value here for this nudge: it leaves the domain, or there is no slope."
    best = f" Here Δ = {made.nudges[int(np.nanargmin(errors))]:.0e} is best." if np.isfinite(errors).any() else ""
    return (
        f"${quotient} = {number(float(made.forward[chosen]))}$, the slope is ${number(made.slope)}$: apart by "
        f"{plain_number(float(errors[chosen]))}.\n\nSmaller nudges come closer (solid), both sides together "
        "sooner (dashed). Then rounding takes over (dotted): the two losses agree in all but their last digits, and "
        f"dividing by Δ makes that error large.{best}"
    )


def _curvature(found: Problem, here: Curvature) -> None:
    """The Hessian's directions with their curvature, and the rates that follow from them."""
    names = found.loss.parameters
    rows = [
        f"| {plain_number(value)} | ({sentences.listed(way)}) | {_bend(value)} |"
        for value, way in zip(here.values.tolist(), here.directions.T, strict=True)
    ]
    listed = ", ".join(plain_name(name) for name in names[:4])
    left, right = st.columns([2, 3], gap="medium")
    left.markdown("\n".join([f"| λ | direction ({listed}) | bends |", "|---:|:---|---|", *rows[:MOST_SLOPES]]))
    right.markdown(sentences.fate(here, names))
    right.markdown(sentences.rates(here))


def _bend(value: float) -> str:
    return "up" if value > 0 else "down" if value < 0 else "not at all"
