"""A loss on one line of mathematics: its formula, and its partial derivatives while they fit."""

from __future__ import annotations

from optlab.expressions import name_latex
from optlab.picture.problem import Problem

LONGEST_LATEX = 400
"""Characters of LaTeX beyond which a part of the formula line is left out (a sentence says so)."""

QUAD = r" \qquad "


def formula_line(problem: Problem) -> str:
    """Markdown: the formula, and behind it its partial derivatives while they fit on the line."""
    loss = problem.loss
    names = ", ".join(name_latex(name) for name in loss.parameters[:6]) + (
        r", \dots" if len(loss.parameters) > 6 else ""
    )
    mean = rf"\frac{{1}}{{{loss.examples}}}\sum_i " if loss.columns else ""
    letter = "L" if loss.columns else "f"
    formula = rf"{letter}({names}) = {mean}{_bracketed(loss.latex, bool(mean))}"
    slopes = [
        rf"\frac{{\partial {letter}}}{{\partial {name_latex(name)}}} = {mean}{_bracketed(text, bool(mean))}"
        for name, text in loss.partials_latex.items()
    ]
    if len(formula) > LONGEST_LATEX:
        return (
            f"A formula of {len(loss.parameters)} parameters: {', '.join(loss.parameters[:12])} … (too long to print)"
        )
    fits = len(formula) + sum(map(len, slopes)) <= LONGEST_LATEX
    return f"${formula}$" + (f" &emsp; ${QUAD.join(slopes)}$" if fits else "")


def _bracketed(latex: str, needed: bool) -> str:
    return (
        rf"\left[{latex}\right]"
        if needed and (" + " in latex or " - " in latex) and not latex.startswith(r"\left(")
        else latex
    )
