"""What stands for a logarithm."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from optlab.expressions.graph.exponentials import exponent_of, is_sum, logarithm_of_sum, terms_of
from optlab.expressions.graph.recognition.parts import factors, opposite

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph


def logarithm(graph: Graph, argument: int) -> int | None:
    """What stands for ``log(argument)``."""
    known = of_positive(graph, argument)
    if known is not None:
        return known
    operation, arguments, _ = graph.nodes[argument]
    if operation in ("multiply", "divide"):
        return _of_product(graph, argument)
    if operation == "expm1":
        rest = graph.negative(graph.apply("expm1", opposite(graph, arguments[0])))
        return graph.add(arguments[0], graph.apply("log", rest))
    if operation == "add" and graph.values[arguments[-1]] == 1.0:
        return graph.apply("log1p", graph.add(*arguments[:-1]))
    return None


def of_positive(graph: Graph, index: int) -> int | None:
    """The logarithm of something that is positive whatever its variables are."""
    operation, arguments, _ = graph.nodes[index]
    if operation in NAMED:
        return NAMED[operation](graph, arguments[0])
    if operation == "power" and exponent_of(graph, index) is None:
        inner = of_positive(graph, arguments[0])
        return None if inner is None else graph.multiply(arguments[1], inner)
    if operation == "sqrt":
        inner = of_positive(graph, arguments[0])
        return None if inner is None else graph.divide(inner, graph.constant(2.0))
    terms = terms_of(graph, index) if operation in ("add", "exp", "power") else None
    return None if terms is None or not (is_sum(terms, graph) or len(terms) == 1) else logarithm_of_sum(graph, terms)


NAMED: dict[str, Callable[[Graph, int], int]] = {
    "sigmoid": lambda graph, argument: graph.negative(graph.apply("softplus", opposite(graph, argument))),
    "cosh": lambda graph, argument: graph.apply("logcosh", argument),
    "sech": lambda graph, argument: graph.negative(graph.apply("logcosh", argument)),
}
"""The logarithms of positive functions."""


def _of_product(graph: Graph, index: int) -> int | None:
    """The positive factors leave the logarithm as a sum; what may be negative stays together inside."""
    above, below = factors(graph, index)
    known = [of_positive(graph, factor) for factor in above]
    lost = [of_positive(graph, factor) for factor in below]
    if all(node is None for node in known + lost):
        return None
    rest = graph.product([factor for factor, node in zip(above, known, strict=True) if node is None])
    under = graph.product([factor for factor, node in zip(below, lost, strict=True) if node is None])
    terms = [node for node in known if node is not None]
    terms += [graph.negative(node) for node in lost if node is not None]
    if graph.values[rest] != 1.0:
        terms.append(graph.apply("log", graph.divide(rest, under)))
    elif graph.values[under] != 1.0:
        terms.append(graph.negative(graph.apply("log", under)))
    return graph.add(*terms)
