"""A loss on rows that somebody typed, seen as a model, so that its prediction can be drawn through the data."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from optlab.expressions import Formula, Graph, natural_order
from optlab.losses import Loss
from optlab.models.curve import Curve


class Deviation(NamedTuple):
    """The node of prediction - target (or the other way round), and the name of the loss that is made of it."""

    node: int
    loss: str


def prediction_of(loss: Loss) -> Curve | None:
    """The model in a loss of the form ``(prediction - column)^2`` or ``|prediction - column|``, also turned round,
    with a factor, or with terms added that do not depend on the rows; its parameters are the loss's, in their order.

    None for any other loss, and where the prediction uses no column or no parameter.

    >>> from optlab.losses import parse_loss
    >>> model = prediction_of(parse_loss("(y - w*x - b)^2/2", {"x": [0.0, 1.0], "y": [1.0, 3.0]}))
    >>> model.inputs, model.target, model.text, model.parameters
    (('x',), 'y', 'w·x + b', ('b', 'w'))
    """
    graph, columns = loss.example.graph, loss.columns
    deviation = _deviation(graph, loss.example.output, columns)
    if deviation is None or graph.nodes[deviation.node].operation != "add":
        return None
    terms = graph.nodes[deviation.node].arguments
    for term in _candidates(graph, terms, columns):
        model = _model(loss, deviation, term, [other for other in terms if other != term])
        if model is not None:
            return model
    return None


def _deviation(graph: Graph, output: int, columns: Collection[str]) -> Deviation | None:
    """What is squared, or of which the size is taken, within factors and sums."""
    while True:
        operation, arguments, _ = graph.nodes[output]
        if operation == "power":
            return Deviation(arguments[0], "squared") if graph.values[arguments[1]] == 2.0 else None
        if operation == "abs":
            return Deviation(arguments[0], "absolute")
        if operation not in ("multiply", "divide", "add") or (
            operation == "divide" and graph.values[arguments[1]] is None
        ):
            return None
        varying = [argument for argument in arguments if names_below(graph, argument) & set(columns)]
        if len(varying) != 1 or (operation == "multiply" and graph.values[arguments[0]] is None):
            return None
        output = varying[0]


def names_below(graph: Graph, output: int) -> set[str]:
    """The variables that a node depends on."""
    nodes = [graph.nodes[index] for index in graph.reachable([output])]
    return {str(node.label) for node in nodes if node.operation == "variable"}


def _candidates(graph: Graph, terms: tuple[int, ...], columns: Collection[str]) -> list[int]:
    """Terms that are a column or its negative: first one whose sign no other term has, else the last."""
    negative = {term: graph.nodes[term].operation == "negative" for term in terms}
    bare = {term: graph.nodes[term].arguments[0] if negative[term] else term for term in terms}
    usable = [
        term
        for term, node in bare.items()
        if graph.nodes[node].operation == "variable" and str(graph.nodes[node].label) in columns
    ]
    signs = list(negative.values())
    return sorted(usable, key=lambda term: (signs.count(negative[term]) > 1, -terms.index(term)))


def _model(loss: Loss, deviation: Deviation, term: int, others: list[int]) -> Curve | None:
    """The other terms as a prediction of the column in this one."""
    source, graph = loss.example.graph, Graph()
    negative = source.nodes[term].operation == "negative"
    target = str(source.nodes[source.nodes[term].arguments[0] if negative else term].label)
    places = source.copied(others, graph.take_over)
    parts = [places[other] if negative else graph.negative(places[other]) for other in others]
    output = graph.add(*parts)
    names = names_below(graph, output)
    inputs = tuple(column for column in loss.columns if column in names and column != target)
    if target in names or not inputs or not names - set(inputs):
        return None
    formula = Formula(graph, output, natural_order(names))
    return Curve(inputs, target, formula, deviation.loss, order=loss.parameters)
