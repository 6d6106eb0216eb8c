r"""A derivation as lines of LaTeX, each with one rule, as one would write it in an exercise book.

>>> from optlab.explain.derivation import derivation
>>> from optlab.expressions import parse
>>> partial = derivation(parse("sin(x^2)"), "x")
>>> print(step_latex(partial, partial.steps[1]))
\partial_{x}\!\left[x^{2}\right] = 2 x
"""

from __future__ import annotations

from optlab.explain.derivation import Derivation, DerivationStep
from optlab.expressions import latex, name_latex
from optlab.expressions.printing.printer import WRITTEN_AS_SUMS
from optlab.expressions.printing.tidy import tidied

LONGEST_LINE = 900
"""Characters of LaTeX of a step beyond which its formulas are written as dots."""


def step_latex(derivation: Derivation, step: DerivationStep) -> str:
    r"""A step as a line of LaTeX: :math:`\partial_x[\sin(x^2)] = \cos(x^2)\,\partial_x[x^2]`."""
    graph = derivation.graph
    operator = rf"\partial_{{{name_latex(str(graph.nodes[derivation.variable].label))}}}"
    subject = latex(graph, step.subject)
    terms = [_term(derivation, part, factor, operator) for part, factor in zip(step.parts, step.factors, strict=True)]
    if step.rule == "each case by itself":
        right = latex(graph, step.result)
    elif step.rule in FRACTIONS:
        right = FRACTIONS[step.rule](derivation, step, operator)
    else:
        right = _sum(derivation, step, terms) if step.rule == "sum" else _added(terms)
    line = rf"{operator}\!\left[{subject}\right] = {right}"
    if len(line) <= LONGEST_LINE:
        return line
    result = latex(graph, step.result)
    dots = r"\cdots"
    return rf"{operator}\!\left[{dots}\right] = {result if len(result) <= LONGEST_LINE else dots}"


def result_latex(derivation: Derivation) -> str:
    """The whole partial derivative as LaTeX."""
    return latex(*tidied(derivation.graph, derivation.result))


def held(derivation: Derivation, step: DerivationStep) -> tuple[int, ...]:
    """The terms of a sum that do not change with the variable: their derivative is 0."""
    if step.rule != "sum":
        return ()
    return tuple(term for term in derivation.graph.nodes[step.subject].arguments if term not in step.parts)


def held_latex(derivation: Derivation, term: int) -> str:
    r"""A term held fixed as a line of LaTeX: :math:`\partial_x[3y^2] = 0`."""
    return f"{_derivative(derivation, term)} = 0"


def _derivative(derivation: Derivation, node: int) -> str:
    """The derivative of a node, still to be found."""
    graph = derivation.graph
    operator = rf"\partial_{{{name_latex(str(graph.nodes[derivation.variable].label))}}}"
    return rf"{operator}\!\left[{latex(graph, node)}\right]"


def _sum(derivation: Derivation, step: DerivationStep, terms: list[str]) -> str:
    """The derivatives of all terms in the order of the sum, those held fixed as well: that they vanish is a step."""
    moving = dict(zip(step.parts, terms, strict=True))
    arguments = derivation.graph.nodes[step.subject].arguments
    return _added([moving.get(term) or _derivative(derivation, term) for term in arguments])


def _added(terms: list[str]) -> str:
    return " + ".join(term for term in terms if term).replace("+ -", "- ") or "0"


def _term(derivation: Derivation, part: int, factor: int, operator: str) -> str:
    """One share: the factor, times the derivative still to be found (that of the variable itself is 1)."""
    graph = derivation.graph
    text = latex(*tidied(graph, factor))
    if part == derivation.variable:
        return text
    inner = rf"{operator}\!\left[{latex(graph, part)}\right]"
    if graph.values[factor] in (1.0, -1.0):
        return inner if graph.values[factor] == 1.0 else f"-{inner}"
    needs = graph.nodes[factor].operation in (*WRITTEN_AS_SUMS, "where")
    return rf"\left({text}\right) \, {inner}" if needs else rf"{text} \cdot {inner}"


def _quotient(derivation: Derivation, step: DerivationStep, operator: str) -> str:
    """As books write it: below times the slope of above, minus above times the slope of below, over below squared."""
    above, below = (latex(derivation.graph, part) for part in step.parts)
    lines = rf"{operator}\!\left[{above}\right]", rf"{operator}\!\left[{below}\right]"
    top = rf"\left({below}\right) \, {lines[0]} - \left({above}\right) \, {lines[1]}"
    return rf"\frac{{{top}}}{{\left({below}\right)^{{2}}}}"


def _reciprocal(derivation: Derivation, step: DerivationStep, operator: str) -> str:
    """As books write it: minus the constant above times the slope of below, over below squared."""
    above, below = (latex(derivation.graph, part) for part in derivation.graph.nodes[step.subject].arguments)
    inner = "" if step.parts[0] == derivation.variable else rf" \cdot {operator}\!\left[{below}\right]"
    return rf"-\frac{{{above}}}{{\left({below}\right)^{{2}}}}{inner}"


FRACTIONS = {"quotient": _quotient, "reciprocal": _reciprocal}
