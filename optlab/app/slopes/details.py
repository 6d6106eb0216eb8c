"""Below the pictures of the slopes page: the idea, the slopes in numbers and rule by rule, nudges, and curvature."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pandas as pd
import streamlit as st

from optlab.analysis.curvature import Curvature
from optlab.app.shared import theme
from optlab.app.slopes import session
from optlab.app.slopes.computations import derivation_of
from optlab.app.views.hill import sentences
from optlab.app.views.hill.keys import COMPASS
from optlab.app.views.hill.spot import Spot
from optlab.charts.slopes import nudge_errors, nudge_spec
from optlab.explain.derivation import Derivation
from optlab.explain.derivation_latex import held, held_latex, result_latex, step_latex
from optlab.explain.differences import Quotients, quotients
from optlab.explain.substitution import number, substituted
from optlab.expressions import name_latex
from optlab.expressions.printing.plain import plain_name, plain_number
from optlab.expressions.printing.tidy import tidied
from optlab.picture.slopes import NUDGES

TITLES = {
    "numbers": "Slopes in numbers",
    "idea": "The idea in words",
    "nudge": "Nudges and rounding",
    "curvature": "Curvature",
}
LESSON = resources.files("optlab.app.slopes").joinpath("idea.md").read_text(encoding="utf-8")

LONGEST_LATEX = 1_000
STEP_FUNCTION = r"\text{(H is 1 above 0, 0 below, ½ at 0)}"
MOST_HELD = 4
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
    sides = zip(COMPASS, spot.axes, strict=False)
    steepness = " and ".join(sentences.steepness(side, float(spot.gradient[axis])) for side, axis in sides)
    names = [plain_name(name) for name in spot.settings.axes]
    st.markdown(LESSON.format(east=names[0], north=names[-1], steepness=steepness))


def _numbers(spot: Spot) -> None:
    """The symbolic partial derivatives, the same with this point's numbers in them, and how each was derived."""
    for axis, name in enumerate(spot.names[:MOST_SLOPES]):
        derivation = derivation_of(spot.settings.subject, name)
        st.markdown(rf"$\displaystyle {_line(spot, axis, derivation)}$")
        title = f"How {spot.symbol(axis)} was derived, rule by rule"
        with st.expander(title, key=session.rules_key(name), on_change="rerun") as expander:
            if expander.open:
                _rules(spot, axis, derivation)
    if len(spot.names) > MOST_SLOPES:
        st.markdown(f"… and {len(spot.names) - MOST_SLOPES} more, made in the same way.")


def _line(spot: Spot, axis: int, derivation: Derivation) -> str:
    """One partial derivative: its formula, where no rows are averaged that with the numbers put in, and its value."""
    loss, symbol = spot.problem.loss, result_latex(derivation)
    parts = [_symbol(spot, axis)]
    mean = rf"\frac{{1}}{{{loss.examples}}}\sum_i" if loss.columns else ""
    if len(symbol) <= LONGEST_LATEX:
        parts.append(rf"{mean} \left[{symbol}\right]" if mean else symbol)
        graph, result = tidied(derivation.graph, derivation.result)
        if not mean and graph.values[result] is None:
            values = dict(zip(map(graph.variable, spot.names), spot.point.tolist(), strict=True))
            parts.append(substituted(graph, result, values))
    line = " = ".join([*parts, number(float(spot.gradient[axis]))])
    return rf"{line} \qquad {STEP_FUNCTION}" if r"H\left(" in line else line


def _symbol(spot: Spot, axis: int) -> str:
    r"""The slope along a parameter in LaTeX: \frac{\partial f}{\partial x}, of one parameter \frac{df}{dx}."""
    d = "d" if len(spot.names) == 1 else r"\partial "
    return rf"\frac{{{d}{spot.letter}}}{{{d}{name_latex(spot.names[axis])}}}"


def _rules(spot: Spot, axis: int, derivation: Derivation) -> None:
    """The derivation of one partial derivative as a table."""
    name = plain_name(spot.names[axis])
    if len(spot.names) > 1:
        st.markdown(f"Everything without {name} is held fixed and counts as a number. From the outside in:")
    lines = []
    for step in derivation.steps[:MOST_STEPS]:
        lines.append((step.rule, step_latex(derivation, step)))
        lines += [(_why_fixed(derivation, term), held_latex(derivation, term)) for term in held(derivation, step)]
    rows = [f"| {place} | {rule} | ${line}$ |" for place, (rule, line) in enumerate(lines, 1)]
    rows = [row.replace(r"\|", r"\Vert ") for row in rows]
    st.markdown("\n".join(["| | rule | |", "|---|---|:---|", *rows]))
    if len(derivation.steps) > MOST_STEPS:
        st.markdown(f"… and {len(derivation.steps) - MOST_STEPS} steps more.")
    text = result_latex(derivation)
    if len(text) <= 2 * LONGEST_LATEX:
        st.markdown(rf"Put together: $\displaystyle {_symbol(spot, axis)} = {text}$")


def _why_fixed(derivation: Derivation, term: int) -> str:
    """Why a term has no slope, as the rule beside it."""
    graph = derivation.graph
    labels = [
        graph.nodes[index].label for index in graph.reachable([term]) if graph.nodes[index].operation == "variable"
    ]
    names = [plain_name(str(label)) for label in labels]
    if not names:
        return "constant: a number does not change"
    return f"held fixed: {', '.join(names[:MOST_HELD])} {'is' if len(names) == 1 else 'are'} not turned"


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
