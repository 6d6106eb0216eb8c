"""A loss on one line of mathematics: its formula, and its partial derivatives while they fit."""

from __future__ import annotations

from collections.abc import Mapping

from optlab.expressions import name_latex
from optlab.expressions.printing.latex import number_latex
from optlab.picture.problem import Problem

LONGEST_LATEX, LONGEST_FORMULA = 400, 1_500
"""Characters of LaTeX beyond which the partial derivatives are left out, and the formula itself (a sentence says so);
a formula that is wider than its line scrolls in it.
"""

LONGEST_DISPLAYED = 90
"""Characters up to which fractions have their full height; longer formulas would take two tall lines."""

MOST_HELD = 6
"""Of what is held."""

QUAD = r" \qquad "


def formula_line(problem: Problem) -> str:
    """Markdown: the formula, and behind it its partial derivatives while they fit on the line."""
    loss = problem.loss
    names = ", ".join(name_latex(name) for name in loss.parameters[:6]) + (
        r", \dots" if len(loss.parameters) > 6 else ""
    )
    mean = rf"\frac{{1}}{{{loss.examples}}}\sum_i " if loss.columns else ""
    letter = "L" if loss.columns else "f"
    d = "d" if len(loss.parameters) == 1 else r"\partial "
    formula = rf"{letter}({names}) = {mean}{_bracketed(loss.latex, bool(mean))}"
    d = r"\partial " if len(loss.parameters) > 1 else "d"
    # the slopes of a long formula would take seconds to print, and would not be shown
    printed = loss.partials_latex if len(formula) <= LONGEST_LATEX else {}
    slopes = [
        rf"\frac{{{d}{letter}}}{{{d}{name_latex(name)}}} = {mean}{_bracketed(text, bool(mean))}"
        for name, text in printed.items()
    ]
    if len(formula) > LONGEST_FORMULA:
        return (
            f"A formula of {len(loss.parameters)} parameters: {', '.join(loss.parameters[:12])} … (too long to print)"
        )
    fits = bool(slopes) and len(formula) + sum(map(len, slopes)) <= LONGEST_LATEX
    size = r"\displaystyle " if len(formula) <= LONGEST_DISPLAYED else ""
    told = f"${size}{formula}{held_latex(loss.held)}$"
    return told + (f" &emsp; ${size}{QUAD.join(slopes)}$" if fits else "")


def held_latex(held: Mapping[str, float]) -> str:
    """What is held in a formula, to stand behind it in the same mathematics; empty for nothing."""
    values = [rf"{name_latex(name)} = {number_latex(value)}" for name, value in held.items()]
    more = [r"\dots"] if len(values) > MOST_HELD else []
    return rf", \quad {', '.join(values[:MOST_HELD] + more)} \text{{ held}}" if values else ""


def _bracketed(latex: str, needed: bool) -> str:
    return (
        rf"\left[{latex}\right]"
        if needed and (" + " in latex or " - " in latex) and not latex.startswith(r"\left(")
        else latex
    )
