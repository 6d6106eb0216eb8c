r"""The graph in LaTeX, node by node: linear in the graph, bounded in length, and in the order it was typed.

>>> from optlab.expressions.text.parser import parse
>>> formula = parse("(w*x1 + b)^2/2")
>>> print(latex(formula.graph, formula.output))
\frac{\left(w x_{1} + b\right)^{2}}{2}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from optlab.expressions.functions import GREEK_LETTERS, GREEK_NAMES
from optlab.expressions.graph.graph import Graph

LONGEST = 2_000
"""Characters of LaTeX for one part; a longer part prints as an ellipsis."""

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4

CALLS = {
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "max", "min")},
    **{
        name: rf"\operatorname{{{name}}}"
        for name in ("asin", "acos", "atan", "atan2", "erf", "softplus", "relu", "sign")
    },
    "sigmoid": r"\sigma",
    "heaviside": "H",
}
NAME_AND_NUMBER = re.compile(r"(.*?)_?([0-9][0-9_]*)?", re.DOTALL)
SPECIAL_LETTERS = re.compile(r"[^\w]|_")
RELATIONS = {"less": "<", "less_equal": r"\le", "equal": "=", "not_equal": r"\ne", "both": r"\wedge", "either": r"\vee"}


class Printed(NamedTuple):
    """LaTeX and how tightly it binds."""

    text: str
    binding: int

    def inside(self, binding: int) -> str:
        """The text, in brackets where something that binds this tightly surrounds it."""
        return self.text if self.binding >= binding else rf"\left({self.text}\right)"


def latex(graph: Graph, output: int) -> str:
    """LaTeX of a node, ready for KaTeX or MathJax."""
    printed: dict[int, Printed] = {}
    for index in graph.reachable([output]):
        arguments = [printed[argument] for argument in graph.nodes[index].arguments]
        part = _print(graph, index, arguments)
        printed[index] = part if len(part.text) <= LONGEST else Printed(r"\cdots", ATOM)
    return printed[output].text


def name_latex(name: str) -> str:
    r"""A variable's name: x1 -> x_{1}, lambda -> \lambda, bias -> \mathrm{bias}."""
    stem, digits = NAME_AND_NUMBER.fullmatch(name).groups()  # type: ignore[union-attr]
    stem = GREEK_LETTERS.get(stem, stem)
    if stem in GREEK_NAMES:
        stem = rf"\{stem}"
    elif len(stem) > 1 or not stem.isalnum():
        stem = rf"\mathrm{{{SPECIAL_LETTERS.sub(_escaped, stem)}}}"
    return f"{stem}_{{{digits.replace('_', ',')}}}" if digits else stem


def _escaped(letter: re.Match[str]) -> str:
    """A letter that LaTeX would take for a command: a name from Python or from a table may hold any."""
    return rf"\{letter[0]}" if letter[0] in "_$%&#{}" else r"\ "


def number_latex(value: float) -> str:
    """A number as one would write it: 0.26, 1.5 x 10^-7."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    mantissa, _, exponent = f"{value!r}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _print(graph: Graph, index: int, arguments: list[Printed]) -> Printed:
    operation, places, label = graph.nodes[index]
    if operation == "constant":
        value = float(label or 0.0)
        return Printed(number_latex(value), ATOM if value >= 0 and "cdot" not in number_latex(value) else SUM)
    if operation in ("variable", "pi", "E"):
        return Printed({"pi": r"\pi", "E": "e"}.get(operation) or name_latex(str(label)), ATOM)
    if operation == "add":
        return _sum([graph.nodes[place].operation == "negative" for place in places], arguments)
    if operation in ARITHMETIC:
        return ARITHMETIC[operation](*arguments)
    if operation in RELATIONS:
        return Printed(f" {RELATIONS[operation]} ".join(argument.inside(PRODUCT) for argument in arguments), SUM)
    inner = ", ".join(argument.text for argument in arguments)
    return Printed(rf"{CALLS[operation]}\left({inner}\right)", ATOM)


def _sum(negative: list[bool], terms: list[Printed]) -> Printed:
    """Terms in order, a positive one first where there is one."""
    lead = [place for place in range(len(terms)) if not negative[place]][:1]
    order = lead + [place for place in range(len(terms)) if place not in lead]
    text = terms[order[0]].text
    for place in order[1:]:
        term = terms[place].text
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return Printed(text, SUM)


def _product(left: Printed, right: Printed) -> Printed:
    first, second = left.inside(PRODUCT), right.inside(PRODUCT)
    dot = r" \cdot " if second[0].isdigit() or second.startswith(("-", r"\frac{1}{")) else " "
    return Printed(f"{first}{dot}{second}", PRODUCT)


def _power(base: Printed, exponent: Printed) -> Printed:
    return Printed(f"{base.inside(ATOM)}^{{{exponent.text}}}", POWER)


ARITHMETIC: dict[str, Callable[..., Printed]] = {
    "negative": lambda x: Printed(f"-{x.inside(PRODUCT)}", SUM),
    "multiply": _product,
    "divide": lambda x, y: Printed(rf"\frac{{{x.text}}}{{{y.text}}}", PRODUCT),
    "power": _power,
    "sqrt": lambda x: Printed(rf"\sqrt{{{x.text}}}", ATOM),
    "cbrt": lambda x: Printed(rf"\sqrt[3]{{{x.text}}}", ATOM),
    "abs": lambda x: Printed(rf"\left|{x.text}\right|", ATOM),
    "floor": lambda x: Printed(rf"\left\lfloor {x.text}\right\rfloor", ATOM),
    "not": lambda x: Printed(rf"\neg \left({x.text}\right)", ATOM),
    "where": lambda c, x, y: Printed(
        rf"\begin{{cases}}{x.text} & \text{{if }} {c.text} \\ {y.text} & \text{{otherwise}}\end{{cases}}", SUM
    ),
}
