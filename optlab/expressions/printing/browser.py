"""The graph as a program for the browser: data, not code, which graph.js of the app's components carries out.

A program is a list of nodes, arguments before the nodes that use them, each with its operation and its arguments:

>>> from optlab.expressions import parse
>>> formula = parse("x^2 + 3*w")
>>> browser_program(formula.graph, [formula.output], ["x"], ["w"])["nodes"][:4]
[['parameter', 0], ['constant', 2.0], ['power', 0, 1], ['constant', 3.0]]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypedDict

from optlab.expressions.graph.graph import Graph

ProgramNode = list[str | int | float]


class BrowserProgram(TypedDict):
    """``nodes`` are ``["constant", number]`` (as text where it is not finite), ``["parameter", place]``,
    ``["column", place]``, or an operation of the graph with the places of its arguments among the nodes; ``outputs``
    are the places of what is asked for.  No name that a user typed is in it.
    """

    nodes: list[ProgramNode]
    outputs: list[int]


def browser_program(
    graph: Graph, outputs: Sequence[int], parameters: Sequence[str], columns: Sequence[str] = ()
) -> BrowserProgram:
    """What ``outputs`` depend on as a program of ``parameters`` and ``columns``; constant parts are worked out."""
    inputs: dict[int, ProgramNode] = {graph.variable(name): ["column", place] for place, name in enumerate(columns)}
    inputs |= {graph.variable(name): ["parameter", place] for place, name in enumerate(parameters)}
    constant = [index for index, value in enumerate(graph.values) if value is not None]
    places: dict[int, int] = {}
    nodes: list[ProgramNode] = []
    for index in graph.reachable(outputs, constant):
        operation, arguments, _ = graph.nodes[index]
        value = graph.values[index]
        places[index] = len(nodes)
        if value is not None:
            nodes.append(["constant", value if math.isfinite(value) else _in_words(value)])
        else:
            nodes.append([*inputs[index]] if index in inputs else [operation, *(places[place] for place in arguments)])
    return {"nodes": nodes, "outputs": [places[output] for output in outputs]}


def _in_words(value: float) -> str:
    """What JavaScript's ``Number`` reads: JSON has no word for it."""
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
