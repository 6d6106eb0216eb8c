"""What a model says of rows: its nodes compiled once, evaluated row by row for many points at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from optlab.errors import OptlabError
from optlab.expressions import Array, Graph
from optlab.expressions.compiled.per_row import PerRow
from optlab.losses.columns import Table
from optlab.losses.labels import Points, in_order
from optlab.models.rows import input_numbers, table_of

if TYPE_CHECKING:
    from optlab.models.model import Model

KEPT_MODELS = 64


@lru_cache(maxsize=KEPT_MODELS)
def compiled(model: Model, hidden: bool) -> PerRow:
    """The outputs of a model, or the units of all its inner layers, as a function of points and rows."""
    graph = Graph()
    nodes = model.nodes(graph)
    wanted = [unit for layer in nodes.hidden for unit in layer] if hidden else nodes.outputs
    return PerRow(graph, wanted, model.parameters, model.inputs)


def many_points(model: Model, points: Points) -> tuple[Array, bool]:
    """Points as ``(runs, dim)``, and whether it was one; OptlabError for another number of parameters."""
    array = in_order(points, model.parameters)
    single = array.ndim == 1
    many = array[None, :] if single else array
    if many.ndim != 2 or many.shape[1] != model.size:
        raise OptlabError(
            f"points have shape {array.shape}; this model has {model.size} parameter(s)",
            f"give (runs, {model.size}), or ({model.size},) for one point",
        )
    return many, single


def raw_outputs(model: Model, points: Array, frame: Table) -> Array:
    """The outputs as they are, ``(runs, dim)`` -> ``(runs, outputs, rows)``."""
    rows = input_numbers(model, table_of(model, frame, model.inputs))
    with np.errstate(all="ignore"):
        return compiled(model, False)(points, rows)


def predictions(model: Model, points: Points, frame: Table) -> Array:
    """``Model.predict``."""
    many, single = many_points(model, points)
    outputs = raw_outputs(model, many, frame)
    with np.errstate(all="ignore"):
        answer = outputs[:, 0] if model.classes is None else probabilities(outputs)
    return answer[0] if single else answer


def probabilities(outputs: Array) -> Array:
    """Of log-odds ``(runs, 1, rows)`` or one output a class ``(runs, classes, rows)``: ``(runs, rows, classes)``.

    >>> probabilities(np.array([[[0.0, 1e4]]])).tolist(), probabilities(np.full((1, 4, 1), -1e4)).tolist()
    ([[[0.5, 0.5], [0.0, 1.0]]], [[[0.25, 0.25, 0.25, 0.25]]])
    """
    if outputs.shape[1] == 1:
        outputs = np.concatenate([np.zeros_like(outputs), outputs], axis=1)
    powers = np.exp(outputs - outputs.max(axis=1, keepdims=True, initial=-np.inf))
    return np.ascontiguousarray((powers / powers.sum(axis=1, keepdims=True)).swapaxes(1, 2))


def activations(model: Model, points: Points, frame: Table) -> list[Array]:
    """``Model.activations``."""
    many, single = many_points(model, points)
    widths = [len(layer.biases) for layer in model.layers[:-1]]
    if not widths:
        return []
    rows = input_numbers(model, table_of(model, frame, model.inputs))
    with np.errstate(all="ignore"):
        units = compiled(model, True)(many, rows).swapaxes(1, 2)
    parts = np.split(units, np.cumsum(widths)[:-1], axis=2)
    return [part[0] if single else part for part in parts]
