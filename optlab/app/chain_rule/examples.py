"""The graphs of the chain rule page: examples, formulas typed, networks; made once and shared by all visitors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from optlab.app.serving.shared_cache import cached
from optlab.charts.graph import MOST_ROWS, TALLEST, Placement, placement_of
from optlab.errors import OptlabError
from optlab.explain.blocks import folded, inputs_of
from optlab.explain.networks import network, visible
from optlab.expressions import Formula, Graph, parse
from optlab.losses import Loss
from optlab.losses.loss import BYTES_A_NODE
from optlab.picture.problem import own_start


@dataclass(frozen=True)
class Example:
    """A formula with a point at which its walk is worth seeing; ``shows`` says what to look for."""

    title: str
    formula: str
    point: tuple[float, ...]
    shows: str


EXAMPLES = {
    "composition": Example("Composition: sin(x²)", "sin(x^2)", (1.2,), "one function inside another: slopes multiply"),
    "line": Example(
        "Squared error of a line", "(w*x + b - y)^2", (1.5, -1.0, 0.5, 2.0), "the error travels back to w and b"
    ),
    "paths": Example(
        "Two paths: x·exp(−x)", "x*exp(-x)", (0.5,), "x is used twice: what comes back along both paths adds up"
    ),
    "neuron": Example(
        "Sigmoid neuron",
        "(sigmoid(w*x + b) - y)^2",
        (2.0, 1.0, -0.5, 0.0),
        "turn w up: a saturated neuron passes almost nothing back",
    ),
    "valley": Example("Rosenbrock valley", "(1-x)^2 + 5*(y-x^2)^2", (-1.2, 1.0), "two roads lead from x to the loss"),
}
NETWORK, OWN = "network", "own"
TITLES = {name: one.title for name, one in EXAMPLES.items()} | {NETWORK: "Network 2-3-1 with tanh", OWN: "Your formula"}

MOST_VISIBLE = 40
"""Boxes beyond which a placement is not even tried."""


@dataclass(frozen=True)
class Computation:
    """A graph to walk: its nodes to draw and where; ``placement`` is None where no folding can be drawn."""

    graph: Graph
    output: int
    loss: Loss
    visible: frozenset[int]
    placement: Placement | None
    names: dict[int, str]
    start: tuple[float, ...]
    layers: tuple[tuple[int, ...], ...] = ()


@cached(lambda made: made.loss.nbytes + BYTES_A_NODE * len(made.graph))
def of_formula(text: str) -> Computation:
    """The graph of a formula; all its names are inputs.  Raises OptlabError for text that is none."""
    formula = parse(text)
    loss = Loss.from_formula(parse(text), None, None)
    shown, placement = _drawn(formula)
    return Computation(formula.graph, formula.output, loss, shown, placement, {}, tuple(own_start(loss)))


@cached(lambda made: made.loss.nbytes + BYTES_A_NODE * len(made.graph))
def of_network(depth: int, gain: float, seed: int) -> Computation:
    """The graph of a network, drawn as layers."""
    made, apart = network(depth, gain, seed), network(depth, gain, seed)
    names = tuple(made.values)
    loss = Loss.from_formula(Formula(apart.graph, apart.loss, names), None, names)
    shown = visible(made)
    formula = Formula(made.graph, made.loss, names)
    layers = tuple(
        tuple(made.graph.variable(part) if isinstance(part, str) else part for part in layer) for layer in made.layers
    )
    start = tuple(made.values.values())
    return Computation(made.graph, made.loss, loss, shown, _placed(formula, shown), made.names, start, layers)


def point_of(name: str, computation: Computation) -> tuple[float, ...]:
    """The point to begin with."""
    return EXAMPLES[name].point if name in EXAMPLES else computation.start


def _drawn(formula: Formula) -> tuple[frozenset[int], Placement | None]:
    """The nodes to draw and where: seen at once if folding allows, else scrolled; else all nodes, not to be drawn."""
    graph, output = formula.graph, formula.output
    for rows in (MOST_ROWS, TALLEST):
        shown = folded(graph, output, partial(_fits, formula, rows))
        if shown is not None:
            return shown, _placed(formula, shown)
    return frozenset(index for index in graph.reachable([output]) if graph.values[index] is None), None


def _fits(formula: Formula, rows: float, nodes: frozenset[int]) -> bool:
    return len(nodes) <= MOST_VISIBLE and _placed(formula, nodes).fits(rows)


def _placed(formula: Formula, nodes: frozenset[int]) -> Placement:
    order = sorted(nodes)
    numbers = {node: number for number, node in enumerate(order)}
    return placement_of([tuple(numbers[part] for part in inputs_of(formula.graph, node, nodes)) for node in order])


def known(name: str, text: str) -> str:
    """The formula that a choice stands for."""
    return text if name == OWN else EXAMPLES[name].formula


def check(text: str) -> OptlabError | None:
    """What is wrong with a formula, if anything."""
    try:
        of_formula(text)
    except OptlabError as error:
        return error
    return None
