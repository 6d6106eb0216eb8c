"""What several rules take apart or turn round."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph


def factors(graph: Graph, index: int) -> tuple[list[int], list[int]]:
    """The factors of nested products and quotients: those above the fraction bar and those below."""
    above: list[int] = []
    below: list[int] = []
    stack = [(index, above, below)]
    while stack:
        node, own, other = stack.pop()
        operation, arguments, _ = graph.nodes[node]
        if operation in ("multiply", "divide") and graph.values[node] is None:
            stack.append((arguments[1], *((own, other) if operation == "multiply" else (other, own))))
            stack.append((arguments[0], own, other))
        else:
            own.append(node)
    return above, below


def opposite(graph: Graph, index: int) -> int:
    """The negative of a node, with a - b as b - a."""
    terms = graph.nodes[index].arguments
    if graph.nodes[index].operation == "add" and any(graph.nodes[term].operation == "negative" for term in terms):
        return graph.add(*(graph.negative(term) for term in terms))
    return graph.negative(index)


def tanh_of_half(graph: Graph, argument: int) -> int:
    """tanh(u/2), its sign outside."""
    node = graph.nodes[argument]
    if node.operation == "negative":
        return graph.negative(tanh_of_half(graph, node.arguments[0]))
    half = graph.multiply(graph.constant(0.5), argument)
    if graph.values[graph.nodes[half].arguments[0] if graph.nodes[half].arguments else half] == 0.5:
        half = graph.divide(argument, graph.constant(2.0))
    return steep_tanh(graph, half)


def steep_tanh(graph: Graph, argument: int) -> int:
    """A tanh whose slope is made of the sech that the graph then has: 1 - tanh², which is cheaper and is what a tanh
    typed as such keeps, has no digits left far out.
    """
    graph.apply("sech", argument)
    return graph.apply("tanh", argument)
