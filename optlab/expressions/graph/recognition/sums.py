"""What stands for a sum."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from optlab.expressions.graph import exponentials
from optlab.expressions.graph.exponentials import exponent_of
from optlab.expressions.graph.nodes import Node
from optlab.expressions.graph.recognition.parts import opposite, tanh_of_half

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph


def total(graph: Graph, number: float, counts: dict[int, float]) -> int | None:
    """What stands for the sum of a number and of nodes with their multiples."""
    if abs(number) == 1.0:
        return _with_one(graph, number, counts)
    if number != 0.0 or len(counts) != 2 or any(abs(count) != 1.0 for count in counts.values()):
        return None
    (left, first), (right, second) = counts.items()
    if graph.nodes[left].operation not in PAIRED and graph.nodes[right].operation not in PAIRED:
        return None
    pair = _signed(graph, first, _pair(graph, left, right, first == second))
    return _signed(graph, second, _pair(graph, right, left, first == second)) if pair is None else pair


PAIRED = frozenset(["exp", "power", "softplus", "logsumexp"])
"""Operations that a second term changes."""


def _with_one(graph: Graph, number: float, counts: dict[int, float]) -> int | None:
    """What stands for a node and 1 or less 1."""
    live = [(node, count) for node, count in counts.items() if count != 0.0]
    if len(live) != 1 or abs(live[0][1]) != 1.0:
        return None
    (node, count) = live[0]
    operation = graph.nodes[node].operation
    rule = (AND_ONE if count == number else LESS_ONE).get("exp" if operation == "power" else operation)
    return _signed(graph, count, rule(graph, node) if rule else None)


def _signed(graph: Graph, sign: float, node: int | None) -> int | None:
    return node if node is None or sign > 0.0 else graph.negative(node)


def _exp_less_one(graph: Graph, node: int) -> int | None:
    exponent = exponent_of(graph, node)
    return None if exponent is None else graph.apply("expm1", exponent)


def _sigmoid_less_one(graph: Graph, node: int) -> int:
    return graph.negative(graph.apply("sigmoid", opposite(graph, graph.nodes[node].arguments[0])))


def _double_sigmoid_less_one(graph: Graph, node: int) -> int | None:
    two, inner = graph.nodes[node].arguments
    if graph.values[two] != 2.0 or graph.nodes[inner].operation != "sigmoid":
        return None
    return tanh_of_half(graph, graph.nodes[inner].arguments[0])


def _sqrt_less_one(graph: Graph, node: int) -> int | None:
    operation, terms, _ = graph.nodes[graph.nodes[node].arguments[0]]
    if operation != "add" or graph.values[terms[-1]] != 1.0:
        return None
    return graph.apply("sqrt1pm1", graph.add(*terms[:-1]))


LESS_ONE: dict[str, Callable[[Graph, int], int | None]] = {
    "exp": _exp_less_one,
    "sigmoid": _sigmoid_less_one,
    "multiply": _double_sigmoid_less_one,
    "sqrt": _sqrt_less_one,
    "tanh": lambda graph, node: graph.negative(_two_sigmoids(graph, graph.negative(graph.nodes[node].arguments[0]))),
    "erf": lambda graph, node: graph.negative(graph.apply("erfc", graph.nodes[node].arguments[0])),
}
"""What stands for a node less 1, by its operation."""

AND_ONE: dict[str, Callable[[Graph, int], int | None]] = {
    "tanh": lambda graph, node: _two_sigmoids(graph, graph.nodes[node].arguments[0]),
    "erf": lambda graph, node: graph.apply("erfc", opposite(graph, graph.nodes[node].arguments[0])),
}
"""What stands for a node and 1."""


def _two_sigmoids(graph: Graph, argument: int) -> int:
    """1 + tanh(u) = 2 sigmoid(2u)."""
    operation, arguments, _ = graph.nodes[argument]
    if operation == "negative":
        return graph.multiply(graph.constant(2.0), graph.apply("sigmoid", graph.negative(_double(graph, arguments[0]))))
    return graph.multiply(graph.constant(2.0), graph.apply("sigmoid", _double(graph, argument)))


def _double(graph: Graph, argument: int) -> int:
    operation, arguments, _ = graph.nodes[argument]
    if operation == "divide" and graph.values[arguments[1]] == 2.0:
        return arguments[0]
    return graph.multiply(graph.constant(2.0), argument)


def _pair(graph: Graph, left: int, right: int, plus: bool) -> int | None:
    """What stands for ``left + right`` or ``left - right``."""
    operation, arguments, _ = graph.nodes[left]
    exponent, other = exponent_of(graph, left), exponent_of(graph, right)
    if exponent is not None and other is not None:
        return _hyperbolic(graph, exponent, other, plus)
    if operation == "softplus" and not plus and arguments[0] == right:
        return graph.apply("softplus", opposite(graph, right))
    if operation == "logsumexp" and not plus and right in arguments:
        rest = [argument for argument in arguments if argument != right]
        if len(rest) == len(arguments) - 1:
            return graph.apply("softplus", graph.subtract(exponentials.logsumexp(graph, rest), right))
    return None


def _hyperbolic(graph: Graph, exponent: int, other: int, plus: bool) -> int | None:
    """exp(u) ± exp(-u)."""
    two = graph.constant(2.0)
    for node, second, sign in ((exponent, other, 1.0), (other, exponent, -1.0)):
        if graph.nodes[second] == Node("negative", (node,)):
            if plus:
                return graph.multiply(two, graph.apply("cosh", node))
            return graph.multiply(graph.constant(2.0 * sign), graph.apply("sinh", node))
    return None
