"""A walk as a program for the browser: the value of every place and every local slope, as functions of the inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from optlab.explain.walk import Walk
from optlab.expressions import Graph
from optlab.expressions.derivatives import local_slopes
from optlab.expressions.printing.browser import BrowserProgram, browser_program

LARGEST = 2_000
"""Nodes of a program that is handed to the browser."""


class WalkProgram(TypedDict):
    """``program`` gives the values of all places in order, then their local slopes, place by place in the order of
    their ``inputs``; ``branches`` are the places that hand nothing to inputs whose slope is 0.
    """

    program: BrowserProgram
    inputs: list[list[int]]
    branches: list[bool]


def walk_program(walk: Walk, parameters: Sequence[str]) -> WalkProgram | None:
    """The walk over the same graph from any inputs; None where that is a large program.

    >>> from optlab.explain.walk import walk
    >>> from optlab.expressions import parse
    >>> formula = parse("x*w")
    >>> chain = walk(formula.graph, formula.output, {"x": 2.0, "w": 3.0})
    >>> walk_program(chain, ["x", "w"])["inputs"]
    [[], [], [0, 1]]
    """
    own, places = Graph(), walk.places
    copy = walk.graph.copied([places[-1].node], own.take_over)
    numbers = {place.node: number for number, place in enumerate(places)}
    outputs = [copy[place.node] for place in places]
    for place in places:
        slopes = _slopes(walk.graph, own, copy, place.node, numbers)
        outputs += [slopes.get(places[part].node, own.constant(0.0)) for part in place.inputs]
    program = browser_program(own, outputs, parameters)
    if len(program["nodes"]) > LARGEST:
        return None
    branches = [walk.graph.nodes[place.node].operation == "where" for place in places]
    return {"program": program, "inputs": [list(place.inputs) for place in places], "branches": branches}


def _slopes(graph: Graph, own: Graph, copy: dict[int, int], node: int, visible: dict[int, int]) -> dict[int, int]:
    """The slopes of a block by the places that it uses, as nodes of ``own``: the chain rule inside it."""
    adjoints, towards = {node: own.constant(1.0)}, dict[int, int]()
    for index in reversed(graph.reachable([node])):
        if index not in adjoints:
            continue
        if index in visible and index != node:
            towards[index] = adjoints[index]
            continue
        for argument, slope in zip(graph.nodes[index].arguments, local_slopes(own, copy[index]), strict=True):
            if slope is not None and graph.values[argument] is None:
                share = own.multiply(adjoints[index], slope)
                adjoints[argument] = own.add(adjoints[argument], share) if argument in adjoints else share
    return towards
