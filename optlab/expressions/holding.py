"""Variables held at numbers: constants of the graph that keep their letters, so that a formula still reads as typed."""

from __future__ import annotations

import math
from collections.abc import Mapping

from optlab.errors import OptlabError
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.nodes import Node
from optlab.expressions.text.parser import Formula

LOGARITHMS = {"xlogy": "log", "xlog1py": "log1p"}
"""Products with a logarithm of their second argument, which are no constants where that is one."""


def with_held(formula: Formula, held: Mapping[str, float]) -> Formula:
    r"""The formula with the variables of ``held`` as constants, no longer among its names.

    Nothing is simplified: a letter held at 1 or 0 stays where it was typed.  OptlabError where a part of the formula
    then has no finite value.

    >>> from optlab.expressions import latex, parse
    >>> formula = with_held(parse("(w - 2)^2 + lambda*w^2"), {"lambda": 1.0})
    >>> print(formula.names, latex(formula.graph, formula.output))
    ('w',) \left(w - 2\right)^{2} + \lambda w^{2}
    """
    if not held:
        return formula
    graph, source = Graph(), formula.graph

    def place(node: Node) -> int:
        name = str(node.label)
        if node.operation == "variable" and name in held:
            return graph.held(name, float(held[name]))
        return graph.take_over(node)

    places = source.copied([formula.output], place)
    for index, copy in places.items():
        if source.values[index] is None and not all(map(math.isfinite, _constants(graph, copy))):
            raise OptlabError(f"with {in_words(held)} a part of the formula has no finite value", "hold another value")
    names = tuple(name for name in formula.names if name not in held)
    return formula._replace(graph=graph, output=places[formula.output], names=names)


def _constants(graph: Graph, node: int) -> list[float]:
    """The constant value of a node, if it has one, and of the logarithm that is a factor of it."""
    operation, arguments, _ = graph.nodes[node]
    values = [graph.values[node]]
    if operation in LOGARITHMS and graph.values[arguments[1]] is not None:
        values.append(graph.values[graph.apply(LOGARITHMS[operation], arguments[1])])
    return [value for value in values if value is not None]


def in_words(held: Mapping[str, float]) -> str:
    """What is held, for messages.

    >>> in_words({"lambda": 0.1, "a": 1.0})
    'lambda = 0.1, a = 1'
    """
    return ", ".join(f"{name} = {value:.6g}" for name, value in held.items())
