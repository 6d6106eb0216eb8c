"""What stands for a product of two nodes, and for a power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optlab.expressions.graph.exponentials import is_sum, logarithm_of_sum, terms_of
from optlab.expressions.graph.fractions import real_power
from optlab.expressions.graph.signs import UNKNOWN, sign_of

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph


LOGARITHMS = {"log": "xlogy", "log1p": "xlog1py"}
"""Functions that are -inf where the other factor may make up for it by being 0."""

KINKED = frozenset([*LOGARITHMS, "sqrt"])
"""Functions that a factor beside them changes."""


def product(graph: Graph, left: int, right: int) -> int | None:
    """What stands for ``left*right``, neither of them a number."""
    for factor, other in ((left, right), (right, left)):
        operation, arguments, _ = graph.nodes[factor]
        if operation not in KINKED:
            continue
        if operation in LOGARITHMS and graph.nodes[other].operation not in LOGARITHMS:
            return graph.apply(LOGARITHMS[operation], other, arguments[0])
        if operation == "sqrt" and arguments[0] == other:
            return graph.power(other, graph.constant(1.5))
    return None


def power(graph: Graph, base: int, exponent: int) -> int | None:
    """What stands for ``base^exponent`` with a number as exponent."""
    value = graph.values[exponent]
    if value is None or graph.values[base] is not None or (value > 0.0 and value.is_integer()):
        return None
    real = real_power(graph, base, exponent) if sign_of(graph, base) == UNKNOWN else None
    return _inverse(graph, base, exponent, value) if real is None else real


def _inverse(graph: Graph, base: int, exponent: int, value: float) -> int | None:
    """Powers below 0 of cosh(u), and such and roots of 1 + exp(z)."""
    operation, arguments, _ = graph.nodes[base]
    opposite = graph.multiply(graph.constant(-1.0), exponent)
    if operation == "cosh" and value < 0.0:
        return graph.power(graph.apply("sech", arguments[0]), opposite)
    terms = terms_of(graph, base) if operation == "add" else None
    if not is_sum(terms, graph):
        return None
    if value.is_integer():
        return graph.divide(graph.constant(1.0), graph.power(base, opposite))
    return graph.apply("exp", graph.multiply(exponent, logarithm_of_sum(graph, terms)))
