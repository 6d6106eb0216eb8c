"""What the sign of a node is known to be from how it is made: a sum of squares is never negative."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph

UNKNOWN, NOT_NEGATIVE, POSITIVE = range(3)

DEEPEST = 24
"""Operations inside one another that are looked at: a formula made in Python may be nested without bound."""

OF_THEMSELVES = {
    **dict.fromkeys(("exp", "cosh", "sech", "sigmoid", "softplus"), POSITIVE),
    **dict.fromkeys(("abs", "relu", "even_power", "logcosh", "heaviside"), NOT_NEGATIVE),
    **dict.fromkeys(("less", "less_equal", "equal", "not_equal", "both", "either", "not"), NOT_NEGATIVE),
}


def sign_of(graph: Graph, index: int, depth: int = DEEPEST) -> int:  # noqa: PLR0911 - one line a kind
    """POSITIVE, NOT_NEGATIVE, or UNKNOWN where neither follows from the operations alone."""
    value = graph.values[index]
    if value is not None:
        return POSITIVE if value > 0.0 else NOT_NEGATIVE if value == 0.0 else UNKNOWN
    operation, arguments, _ = graph.nodes[index]
    if operation in OF_THEMSELVES:
        return OF_THEMSELVES[operation]
    if operation not in ("add", "multiply", "divide", "power", "power_or_zero", "sqrt", "cbrt", "max", "min", "where"):
        return UNKNOWN
    if depth == 0:
        return UNKNOWN
    signs = [sign_of(graph, argument, depth - 1) for argument in arguments]
    if operation in ("power", "power_or_zero"):
        return _of_power(graph, arguments[1], signs[0])
    if operation == "where":
        return min(signs[1:])
    if operation == "max" or (operation == "add" and UNKNOWN not in signs):
        return max(signs)
    return min(signs)


def _of_power(graph: Graph, exponent: int, base: int) -> int:
    value = graph.values[exponent]
    even = value is not None and value.is_integer() and value % 2.0 == 0.0
    return max(base, NOT_NEGATIVE) if even else base
