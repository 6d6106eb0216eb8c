r"""The chain rule as a walk over the computational graph: values forward, then adjoints back.

Every place of the drawing has a value, a local slope towards each of its inputs, and an adjoint
:math:`\bar v = \partial L / \partial v`.  Walking back, a place hands each input its own adjoint times the local slope;
an input used in several places adds up what it is handed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from optlab.explain.blocks import inputs_of
from optlab.expressions import Array, Compiled, Graph
from optlab.expressions.derivatives import local_slopes


class Place(NamedTuple):
    """A variable (no inputs), an operation or a block of them.  ``inputs`` are places by number, ``slopes`` the local
    slopes towards them, ``operations`` how many operations it stands for.
    """

    node: int
    name: str
    inputs: tuple[int, ...]
    slopes: tuple[float, ...]
    value: float
    adjoint: float
    operations: int


class Walk(NamedTuple):
    """The places in an order of evaluation, the last is the output; ``values`` are all variables' numbers."""

    graph: Graph
    places: tuple[Place, ...]
    values: Mapping[str, float]

    @property
    def operations(self) -> tuple[int, ...]:
        """The numbers of the places that compute something, in order."""
        return tuple(number for number, place in enumerate(self.places) if place.inputs)

    @property
    def steps(self) -> int:
        """Steps of the whole walk: each operation forward, then each backward."""
        return 2 * len(self.operations)

    @property
    def gradient(self) -> dict[str, float]:
        """The adjoints of the variables by name."""
        return {place.name: place.adjoint for place in self.places if not place.inputs}


class Moment(NamedTuple):
    """What is known after some steps: ``phase`` is start, forward or backward, ``active`` the place just worked on,
    ``known`` the places with a value, ``adjoints`` what each place has been handed so far.
    """

    phase: str
    active: int | None
    known: frozenset[int]
    adjoints: Mapping[int, float]


def walk(
    graph: Graph,
    output: int,
    values: Mapping[str, float],
    visible: Collection[int] | None = None,
    names: Mapping[int, str] | None = None,
) -> Walk:
    """The walk at a point.  ``values`` are the variables' numbers by name; ``visible`` are the nodes to make places of
    (default: all that vary), ``names`` theirs where v1, v2, … will not do.

    >>> from optlab.expressions import parse
    >>> formula = parse("sin(x^2)")
    >>> chain = walk(formula.graph, formula.output, {"x": 2.0})
    >>> [round(place.value, 3) for place in chain.places], round(chain.gradient["x"], 3)
    ([2.0, 4.0, -0.757], -2.615)
    """
    order = [index for index in graph.reachable([output]) if graph.values[index] is None]
    shown = frozenset(order if visible is None else visible)
    numbers = {index: number for number, index in enumerate(index for index in order if index in shown)}
    results, slopes = _evaluated(graph, output, order, values)
    titles = _names(graph, list(numbers), output, names or {})
    places = []
    for index in numbers:
        inputs = inputs_of(graph, index, shown)
        towards, inside = _block_slopes(graph, index, shown, slopes)
        local = tuple(towards.get(part, 0.0) for part in inputs)
        places.append(
            Place(index, titles[index], tuple(numbers[part] for part in inputs), local, results[index], 0.0, inside)
        )
    adjoints = _handed(graph, places, len(places))
    return Walk(graph, tuple(p._replace(adjoint=adjoints.get(n, 0.0)) for n, p in enumerate(places)), values)


def moment(walk: Walk, step: int) -> Moment:
    """What is known after ``step`` steps of the walk, from 0 to ``walk.steps``."""
    operations = walk.operations
    leaves = {number for number, place in enumerate(walk.places) if not place.inputs}
    forward = min(step, len(operations))
    known = frozenset(leaves | set(operations[:forward]))
    back = step - forward
    adjoints = _handed(walk.graph, walk.places, back) if back else {}
    if step == 0:
        return Moment("start", None, known, {})
    active = operations[forward - 1] if not back else operations[-back]
    return Moment("backward" if back else "forward", active, known, adjoints)


def _handed(graph: Graph, places: Sequence[Place], operations: int) -> dict[int, float]:
    """Adjoints after that many operations, from the last backwards, have handed theirs to their inputs."""
    adjoints = {len(places) - 1: 1.0}
    for number in [n for n in reversed(range(len(places))) if places[n].inputs][:operations]:
        place = places[number]
        for part, slope in zip(place.inputs, place.slopes, strict=True):
            if number in adjoints and is_handed(graph, place.node, slope):
                adjoints[part] = adjoints.get(part, 0.0) + adjoints[number] * slope
    return adjoints


def is_handed(graph: Graph, node: int, slope: float) -> bool:
    """Whether a node hands anything back along a slope: a branch that is not taken is handed nothing, since 0 times an
    infinite slope in it would be nan.
    """
    return graph.nodes[node].operation != "where" or slope != 0.0


# ------------------------------------------------------------------ numbers


def _evaluated(
    graph: Graph, output: int, order: list[int], values: Mapping[str, float]
) -> tuple[dict[int, float], dict[int, dict[int, float]]]:
    """The value of each node, and its local slopes by argument."""
    own = Graph()
    place = graph.copied([output], own.take_over)
    wanted: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index in order:
        for argument, slope in zip(graph.nodes[index].arguments, local_slopes(own, place[index]), strict=True):
            if graph.values[argument] is None:
                pairs.append((index, argument))
                wanted.append(own.constant(0.0) if slope is None else slope)
    names = [str(graph.nodes[index].label) for index in order if graph.nodes[index].operation == "variable"]
    compiled = Compiled(own, [place[index] for index in order] + wanted, names)
    with np.errstate(all="ignore"):
        numbers: Array = compiled(np.array([[values[name] for name in names]]))[0]
    slopes: dict[int, dict[int, float]] = {}
    for (index, argument), slope in zip(pairs, numbers[len(order) :].tolist(), strict=True):
        slopes.setdefault(index, {})
        slopes[index][argument] = slopes[index].get(argument, 0.0) + slope
    return dict(zip(order, numbers[: len(order)].tolist(), strict=True)), slopes


def _block_slopes(
    graph: Graph, node: int, visible: frozenset[int], slopes: Mapping[int, Mapping[int, float]]
) -> tuple[dict[int, float], int]:
    """The chain rule inside a block: its slopes towards visible nodes, and how many operations it stands for."""
    adjoints, towards = {node: 1.0}, dict[int, float]()
    inside = 0
    for index in reversed(graph.reachable([node])):
        if index not in adjoints:
            continue
        if index in visible and index != node:
            towards[index] = adjoints[index]
            continue
        inside += bool(graph.nodes[index].arguments)
        for argument, slope in slopes.get(index, {}).items():
            if is_handed(graph, index, slope):
                adjoints[argument] = adjoints.get(argument, 0.0) + adjoints[index] * slope
    return towards, inside


def _names(graph: Graph, nodes: list[int], output: int, given: Mapping[int, str]) -> dict[int, str]:
    """Variables keep their names; operations are v1, v2, … in a letter that no variable has, the output is L."""
    taken = {str(graph.nodes[index].label) for index in nodes if graph.nodes[index].operation == "variable"}
    letter = next(
        letter for letter in ("v", "u", "z", "t", "node") if not any(name.startswith(letter) for name in taken)
    )
    titles: dict[int, str] = {}
    for index in nodes:
        if graph.nodes[index].operation == "variable":
            titles[index] = str(graph.nodes[index].label)
        elif index == output:
            titles[index] = "L" if "L" not in taken else "loss"
        else:
            count = sum(name.startswith(letter) for name in titles.values()) + 1
            titles[index] = given.get(index, f"{letter}{count}")
    return titles
