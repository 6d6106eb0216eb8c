"""Formulas and numbers as plain text, for the boxes of a drawing: 3·x², sin(v₂), −0.132.

>>> from optlab.expressions import parse
>>> formula = parse("(w*x + b - y)^2/2")
>>> plain(formula.graph, formula.output)
'(w·x + b − y)²/2'
"""

from __future__ import annotations

import math
from typing import NamedTuple

from optlab.expressions import Graph

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SIGNS = {"less": "<", "less_equal": "≤", "equal": "=", "not_equal": "≠", "both": "and", "either": "or"}
SHORT = {"sigmoid": "σ", "sqrt": "√", "cbrt": "∛", "heaviside": "H", "where": "if"}

LONGEST = 60
"""Characters of one part; a longer part prints as an ellipsis."""


class Part(NamedTuple):
    """Text and how tightly it binds."""

    text: str
    binding: int

    def inside(self, binding: int) -> str:
        """The text, in brackets where something that binds this tightly surrounds it."""
        return self.text if self.binding >= binding else f"({self.text})"


def plain(graph: Graph, output: int) -> str:
    """One line of text for a node."""
    parts: dict[int, Part] = {}
    for index in graph.reachable([output]):
        part = _part(graph, index, [parts[argument] for argument in graph.nodes[index].arguments])
        parts[index] = part if len(part.text) <= LONGEST else Part("…", ATOM)
    return parts[output].text


def plain_name(name: str) -> str:
    """A variable's name: x1 -> x₁."""
    stem = name.rstrip("0123456789")
    return stem + name[len(stem) :].translate(SUBSCRIPTS) if stem else name


def plain_number(value: float, digits: int = 3) -> str:
    """A number of a few digits, whole up to 100,000.

    >>> plain_number(-0.13222), plain_number(1234.5), plain_number(1.4e-7)
    ('−0.132', '1234', '1.4e−7')
    """
    if not math.isfinite(value):
        return "undefined" if math.isnan(value) else "∞" if value > 0 else "−∞"
    whole = 10.0**digits <= abs(value) < 1e5
    text = f"{value:.0f}" if whole else f"{value:.{digits}g}"
    return _typeset(text)


def brief_number(value: float) -> str:
    """A number in as little room as two digits allow.

    >>> brief_number(-0.13222), brief_number(0.00073), brief_number(1.0), brief_number(150.0)
    ('−0.13', '7e−4', '1', '150')
    """
    if math.isnan(value):
        return "?"
    usual = plain_number(value, 3 if abs(value) >= 100.0 else 2)
    power = _typeset(f"{value:.0e}") if math.isfinite(value) else usual
    return power if len(power) + 1 < len(usual) else usual


def _typeset(text: str) -> str:
    return text.replace("-", "−").replace("e−0", "e−").replace("e+0", "e").replace("e+", "e")


def _part(graph: Graph, index: int, parts: list[Part]) -> Part:
    operation, _, label = graph.nodes[index]
    if operation == "constant":
        value = float(label or 0.0)
        return Part(f"{value:.6g}".replace("-", "−"), ATOM if value >= 0.0 else SUM)
    if operation in ("variable", "pi", "E"):
        return Part({"pi": "π", "E": "e"}.get(operation) or plain_name(str(label)), ATOM)
    if operation == "add":
        return Part(_sum([part.text for part in parts]), SUM)
    if operation in ("negative", "multiply", "divide", "power"):
        return _arithmetic(operation, parts)
    if operation in SIGNS:
        return Part(f" {SIGNS[operation]} ".join(part.inside(PRODUCT) for part in parts), SUM)
    inner = ", ".join(part.text for part in parts)
    return Part(f"|{inner}|" if operation == "abs" else f"{SHORT.get(operation, operation)}({inner})", ATOM)


def _sum(terms: list[str]) -> str:
    """Terms in order, a positive one first where there is one."""
    lead = next((place for place, term in enumerate(terms) if not term.startswith("−")), 0)
    text = terms.pop(lead)
    for term in terms:
        text += f" − {term[1:]}" if term.startswith("−") else f" + {term}"
    return text


def _arithmetic(operation: str, parts: list[Part]) -> Part:
    if operation == "negative":
        return Part(f"−{parts[0].inside(PRODUCT)}", SUM)
    left, right = parts
    if operation == "power":
        whole = right.text.isdigit()
        exponent = right.text.translate(SUPERSCRIPTS) if whole else f"^{right.inside(ATOM)}"
        return Part(left.inside(ATOM) + exponent, POWER)
    if operation == "divide":
        return Part(f"{left.inside(PRODUCT)}/{right.inside(POWER)}", PRODUCT)
    return Part(f"{left.inside(PRODUCT)}·{right.inside(PRODUCT)}", PRODUCT)
