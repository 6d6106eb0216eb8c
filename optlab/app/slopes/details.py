"""Below the pictures of the slopes page: the idea, the slopes in numbers and rule by rule, nudges, and curvature."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pandas as pd
import streamlit as st

from optlab.analysis.curvature import Curvature
from optlab.app.shared import theme
from optlab.app.slopes import sentences, session
from optlab.app.slopes.computations import derivation_of
from optlab.app.slopes.spot import Spot
from optlab.charts.slopes import nudge_errors, nudge_spec
from optlab.explain.derivation import Derivation
from optlab.explain.derivation_latex import result_latex, step_latex
from optlab.explain.differences import Quotients, quotients
from optlab.explain.substitution import number, substituted
from optlab.expressions import name_latex
from optlab.expressions.printing.plain import plain_name, plain_number
from optlab.picture.slopes import NUDGES

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
"""Partial derivatives and steps of a derivation that are shown; results are those of all steps."""

HEIGHT = 260


def details(spot: Spot) -> None:
    """One of the views; only that one is computed."""
    st.segmented_control(
        "More",
        format_func=TITLES.__getitem__,
        required=True,
        label_visibility="collapsed",
        **session.choice_widget("view"),
    )
    view = spot.settings.view
    if view == "numbers":
        with st.container(key="partials"):
            _numbers(spot)
    elif view == "idea":
        _idea(spot)
    elif view == "nudge":
        _nudge(spot)
    elif spot.curvature is not None:
        _curvature(spot.curvature, spot.names)
    else:
        dim = len(spot.names)
        st.info(f"The Hessian of {dim} parameters is a table of {dim**2} numbers: too many to read.")


def _idea(spot: Spot) -> None:
    """What a partial derivative is and what it is for, in words, with the slopes shown."""
    sides = zip(session.COMPASS, spot.axes, strict=False)
    steepness = " and ".join(sentences.steepness(side, float(spot.gradient[axis])) for side, axis in sides)
    names = [plain_name(name) for name in spot.settings.axes]
    st.markdown(LESSON.format(east=names[0], north=names[-1], steepness=steepness))


def _numbers(spot: Spot) -> None:
    """The symbolic partial derivatives, the same with this point's numbers in them, and how each was derived."""
    for axis, name in enumerate(spot.names[:MOST_SLOPES]):
        derivation = derivation_of(spot.settings.subject, name)
        st.markdown(rf"$\displaystyle {_line(spot, axis, derivation)}$")
        title = f"How ∂f/∂{plain_name(name)} was derived, rule by rule"
        with st.expander(title, key=session.rules_key(name), on_change="rerun") as expander:
            if expander.open:
                _rules(derivation, name)
    if len(spot.names) > MOST_SLOPES:
        st.markdown(f"… and {len(spot.names) - MOST_SLOPES} more, made in the same way.")


def _line(spot: Spot, axis: int, derivation: Derivation) -> str:
    """One partial derivative: its formula, where no rows are averaged that with the numbers put in, and its value."""
    loss, graph, symbol = spot.problem.loss, derivation.graph, result_latex(derivation)
    parts = [rf"\frac{{\partial f}}{{\partial {name_latex(spot.names[axis])}}}"]
    mean = rf"\frac{{1}}{{{loss.examples}}}\sum_i" if loss.columns else ""
    if len(symbol) <= LONGEST_LATEX:
        parts.append(rf"{mean} \left[{symbol}\right]" if mean else symbol)
        if not mean and graph.values[derivation.result] is None:
            values = dict(zip(map(graph.variable, spot.names), spot.point.tolist(), strict=True))
            parts.append(substituted(graph, derivation.result, values))
    return " = ".join([*parts, number(float(spot.gradient[axis]))])


def _rules(derivation: Derivation, name: str) -> None:
    """The derivation of one partial derivative as a table."""
    st.markdown(f"Everything without {plain_name(name)} is held fixed and counts as a number. From the outside in:")
    rows = [
        f"| {place} | {step.rule} | ${step_latex(derivation, step)}$ |"
        for place, step in enumerate(derivation.steps[:MOST_STEPS], 1)
    ]
    rows = [row.replace(r"\|", r"\Vert ") for row in rows]
    st.markdown("\n".join(["| | rule | |", "|---|---|:---|", *rows]))
    if len(derivation.steps) > MOST_STEPS:
        st.markdown(f"… and {len(derivation.steps) - MOST_STEPS} steps more.")
    text = result_latex(derivation)
    if len(text) <= 2 * LONGEST_LATEX:
        st.markdown(rf"Put together: $\displaystyle \frac{{\partial f}}{{\partial {name_latex(name)}}} = {text}$")


def _nudge(spot: Spot) -> None:
    """The difference quotient against the slope: for the chosen nudge, and for all."""
    east, look = spot.axes[0], theme.look(HEIGHT)
    table = quotients(spot.problem.loss, spot.point, east, NUDGES)
    chosen = NUDGES.index(spot.settings.nudge)
    left, right = st.columns([3, 2], gap="medium")
    data = {"errors": nudge_errors(table, look), "now": pd.DataFrame({"x": [table.nudges[chosen]]})}
    about = "Error of the difference quotient against the nudge, both logarithmic"
    left.vega_lite_chart(spec={**nudge_spec(look), "datasets": data}, key="slopes-errors", width="stretch", alt=about)
    right.markdown(_nudge_words(table, chosen, name_latex(spot.names[east])))


def _nudge_words(table: Quotients, chosen: int, name: str) -> str:
    quotient = rf"\dfrac{{f({name} + \Delta) - f({name})}}{{\Delta}}"
    errors = table.forward_error
    if not np.isfinite(errors[chosen]):
        return f"${quotient}$ has no finite value here for this nudge: it leaves the domain, or there is no slope."
    best = f" Here Δ = {table.nudges[int(np.nanargmin(errors))]:.0e} is best." if np.isfinite(errors).any() else ""
    return (
        f"${quotient} = {number(float(table.forward[chosen]))}$, the slope is ${number(table.slope)}$: apart by "
        f"{plain_number(float(errors[chosen]))}.\n\nSmaller nudges come closer (solid), both sides together "
        "sooner (dashed). Then rounding takes over (dotted): the two losses agree in all but their last digits, and "
        f"dividing by Δ makes that error large.{best}"
    )


def _curvature(curvature: Curvature, names: tuple[str, ...]) -> None:
    """The Hessian's directions with their curvature, and the rates that follow from them."""
    rows = [
        f"| {plain_number(value)} | ({sentences.listed(direction)}) | {_bend(value)} |"
        for value, direction in zip(curvature.values.tolist(), curvature.directions.T, strict=True)
    ]
    listed = ", ".join(plain_name(name) for name in names[:4])
    left, right = st.columns([2, 3], gap="medium")
    left.markdown("\n".join([f"| λ | direction ({listed}) | bends |", "|---:|:---|---|", *rows[:MOST_SLOPES]]))
    right.markdown(sentences.fate(curvature, names))
    right.markdown(sentences.rates(curvature))


def _bend(value: float) -> str:
    return "up" if value > 0 else "down" if value < 0 else "not at all"
