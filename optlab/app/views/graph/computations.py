"""The graphs of the Chain rule page, of formulas and of networks, cached for all visitors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from optlab.app.serving.shared_cache import cached
from optlab.charts.graph import MOST_ROWS, TALLEST, Placement, placement_of
from optlab.errors import OptlabError
from optlab.explain.blocks import folded, inputs_of
from optlab.explain.networks import network, visible
from optlab.expressions import Formula, Graph, parse, with_held
from optlab.losses import Loss
from optlab.losses.loss import BYTES_A_NODE
from optlab.picture import chain_rule
from optlab.picture.chain_rule import ChainSettings
from optlab.picture.holding import Held
from optlab.picture.problem import own_start

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


def _bytes(computation: Computation) -> int:
    return computation.loss.nbytes + BYTES_A_NODE * len(computation.graph)


def computation_of(settings: ChainSettings) -> Computation:
    """What the settings say is computed; OptlabError for a formula that cannot be read."""
    if settings.is_network:
        return of_network(settings.depth, settings.gain, settings.draw)
    return of_formula(settings.text, settings.held)


def first_point(settings: ChainSettings) -> tuple[float, ...]:
    """The inputs that the walk begins with; none for a network, whose weights are drawn."""
    return chain_rule.first_point(settings, computation_of(settings).start)


def fault_of(text: str, held: Held = ()) -> OptlabError | None:
    """What is wrong with a formula of which something is held, if anything."""
    try:
        of_formula(text, held)
    except OptlabError as error:
        return error
    return None


@cached(_bytes)
def of_formula(text: str, held: Held = ()) -> Computation:
    """The graph of a formula; all its names are inputs but what is held.  Raises OptlabError for text that is none."""
    loss = Loss.from_formula(parse(text, dict(held)), None, None, held=dict(held))
    formula = with_held(parse(text, dict(held)), loss.held)
    nodes, placement = _drawn(formula)
    return Computation(formula.graph, formula.output, loss, nodes, placement, {}, tuple(own_start(loss)))


@cached(_bytes)
def of_network(depth: int, gain: float, seed: int) -> Computation:
    """The graph of a network, drawn as layers."""
    drawn, apart = network(depth, gain, seed), network(depth, gain, seed)
    names = tuple(drawn.values)
    loss = Loss.from_formula(Formula(apart.graph, apart.loss, names), None, names)
    nodes = visible(drawn)
    formula = Formula(drawn.graph, drawn.loss, names)
    layers = tuple(
        tuple(drawn.graph.variable(part) if isinstance(part, str) else part for part in layer) for layer in drawn.layers
    )
    start = tuple(drawn.values.values())
    return Computation(drawn.graph, drawn.loss, loss, nodes, _placed(formula, nodes), drawn.names, start, layers)


def _drawn(formula: Formula) -> tuple[frozenset[int], Placement | None]:
    """The nodes to draw and where: seen at once if folding allows, else scrolled; else all nodes, not to be drawn."""
    graph, output = formula.graph, formula.output
    for rows in (MOST_ROWS, TALLEST):
        nodes = folded(graph, output, partial(_fits, formula, rows))
        if nodes is not None:
            return nodes, _placed(formula, nodes)
    return frozenset(index for index in graph.reachable([output]) if graph.values[index] is None), None


def _fits(formula: Formula, rows: float, nodes: frozenset[int]) -> bool:
    return len(nodes) <= MOST_VISIBLE and _placed(formula, nodes).fits(rows)


def _placed(formula: Formula, nodes: frozenset[int]) -> Placement:
    order = sorted(nodes)
    numbers = {node: number for number, node in enumerate(order)}
    return placement_of([tuple(numbers[part] for part in inputs_of(formula.graph, node, nodes)) for node in order])
