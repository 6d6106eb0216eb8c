r"""A derivative written as a person would: equal to the node that it comes from, its factors gathered.

>>> from optlab.expressions import gradient, latex, parse
>>> formula = parse("sqrt(x^2 + y^2)")
>>> slope = gradient(formula.graph, formula.output, [formula.graph.variable("x")])[0]
>>> print(latex(formula.graph, slope))
2 x \frac{0.5}{\sqrt{x^{2} + y^{2}}}
>>> print(latex(*tidied(formula.graph, slope)))
\frac{x}{\sqrt{x^{2} + y^{2}}}
"""

from __future__ import annotations

from functools import reduce

from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.nodes import Node

CONDITIONS = frozenset(["less", "less_equal", "equal", "not_equal", "both", "either", "not"])
"""Operations that are 0 or 1: as a number they are written case by case."""


QUOTIENTS = frozenset(["divide", "divide_or_zero", "xdivy"])
"""Operations that are written as a fraction."""


def tidied(graph: Graph, output: int) -> tuple[Graph, int]:
    """A graph of its own with the node written tidily, and the node there."""
    own = Graph()

    def place(node: Node) -> int:
        operation, arguments, label = node
        if operation not in CONDITIONS and operation != "where":
            arguments = tuple(_as_number(own, argument) for argument in arguments)
        if operation == "multiply":
            return _product(own, *arguments)
        if operation == "heaviside":
            arguments = (_turned(own, arguments[0]),)
        return own.take_over(Node(operation, arguments, label))

    return own, _as_number(own, graph.copied([output], place)[output])


def _as_number(graph: Graph, index: int) -> int:
    """A condition as a number: 1 where it holds, 0 elsewhere."""
    if graph.nodes[index].operation not in CONDITIONS or graph.values[index] is not None:
        return index
    return graph.apply("where", index, graph.constant(1.0), graph.constant(0.0))


def _product(graph: Graph, left: int, right: int) -> int:
    """A product with the fraction outside and the numbers together in front."""
    (front, after), (more, last) = _constants_in_front(graph, left), _constants_in_front(graph, right)
    constants = front + more
    letters = [index for index in constants if graph.nodes[index].operation != "constant"]
    if any(graph.nodes[index].operation == "held" for index in letters):  # 6 c x, not c 3 2 x
        numbers = [index for index in constants if index not in letters]
        factors = numbers + letters + after + last
        return reduce(lambda product, factor: _times(graph, factor, product), reversed(factors))
    for factor, other in ((left, right), (right, left)):
        operation, arguments, _ = graph.nodes[factor]
        if operation in QUOTIENTS and (graph.values[arguments[0]] is not None or graph.values[other] is not None):
            return graph.divide(graph.multiply(arguments[0], other), arguments[1])
        if operation == "constant" and graph.nodes[other].operation == "multiply":
            inner, rest = graph.nodes[other].arguments
            if graph.values[inner] is not None:
                return graph.multiply(graph.multiply(factor, inner), rest)
    return graph.multiply(left, right)


def _times(graph: Graph, factor: int, other: int) -> int:
    """A product in which a letter stays, though it is held at 1."""
    if graph.nodes[factor].operation == "held":
        return graph.take_over(Node("multiply", (factor, other)))
    return graph.multiply(factor, other)


def _constants_in_front(graph: Graph, index: int) -> tuple[list[int], list[int]]:
    """The constants that a product begins with, and what it goes on with."""
    operation, arguments, _ = graph.nodes[index]
    if operation == "negative" and graph.values[index] is not None:
        front, after = _constants_in_front(graph, arguments[0])
        return [graph.constant(-1.0), *front], after
    if operation != "multiply" or graph.values[arguments[0]] is None:
        return ([], [index]) if graph.values[index] is None else ([index], [])
    (front, after), (more, last) = (_constants_in_front(graph, argument) for argument in arguments)
    return front + more, after + last


def _turned(graph: Graph, index: int) -> int:
    """−(x − y) as y − x."""
    operation, arguments, _ = graph.nodes[index]
    if operation != "negative" or graph.nodes[arguments[0]].operation != "add":
        return index
    return graph.add(*(graph.negative(term) for term in graph.nodes[arguments[0]].arguments))
