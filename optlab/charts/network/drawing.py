"""A network as the browser draws it: units in columns, a line for each weight, their values at key frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from optlab.charts.look import Look
from optlab.charts.network.colours import colours
from optlab.charts.network.key_frames import KeyFrames, key_frames, packed
from optlab.charts.network.thumbnails import thumbnails
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.picture.fit import Fit

MOST_EDGES, STRONGEST = 1_200, 400
"""Weights up to which all are drawn; of more the strongest."""

MOST_NUMBERS = 30_000
"""Weights in all key frames: of large networks there are fewer frames."""

LARGEST = 3e38
"""Numbers of 32 bits are smaller."""


class Edge(NamedTuple):
    """The ``parameter`` with that place, between unit ``start`` of a ``column`` and unit ``end`` of the next."""

    parameter: int
    column: int
    start: int
    end: int


def drawing(fit: Fit, trajectory: Trajectory, look: Look) -> dict[str, Any]:
    """What ``components/network.js`` draws of a model with layers, along the trajectory's first run."""
    frames, edges = key_frames(trajectory), edges_of(fit.model)
    shown, biases = _strongest(edges, frames.points[-1]), biases_of(fit.model)
    parameters = [edge.parameter for edge in (*shown, *biases)]
    frames, words = frames.thin(max(2, MOST_NUMBERS // max(1, len(parameters)))), words_of(fit)
    return {
        "columns": columns_of(fit),
        "edges": [[place, edge.column, edge.start, edge.end] for place, edge in enumerate(shown)],
        "biases": [[place, edge.column, edge.end] for place, edge in enumerate(biases, len(shown))],
        "names": [fit.model.parameters[place] for place in parameters],
        "says": [words[place] for place in parameters],
        "parameters": parameters,
        "steps": frames.steps.tolist(),
        "weights": packed(_in_32_bits(frames, parameters)),
        "widest": _widest(frames.points, [edge.parameter for edge in shown]),
        "lost": frames.lost,
        "omitted": len(edges) - len(shown),
        "maps": thumbnails(fit, frames, look),
        "colours": colours(look),
    }


def edges_of(model: Any) -> list[Edge]:
    """Every weight of a model with layers."""
    return [
        Edge(int(parameter), column, start, end)
        for column, layer in enumerate(model.layers)
        for (start, end), parameter in np.ndenumerate(np.asarray(layer.weights))
    ]


def biases_of(model: Any) -> list[Edge]:
    """Every bias, at the unit where it is added; its ``start`` is none."""
    return [
        Edge(int(parameter), column, 0, unit)
        for column, layer in enumerate(model.layers, 1)
        for unit, parameter in enumerate(np.asarray(layer.biases).ravel())
    ]


def columns_of(fit: Fit) -> list[list[str]]:
    """The names of the units: inputs, layer by layer, and what comes out."""
    model, sizes = fit.model, [np.asarray(layer.weights).shape[1] for layer in fit.model.layers]
    hidden = sizes[:-1]
    within = [f" of layer {number}" if len(hidden) > 1 else "" for number in range(1, len(hidden) + 1)]
    units = [[f"unit {unit + 1}{where}" for unit in range(count)] for count, where in zip(hidden, within, strict=True)]
    several = sizes[-1] > 1
    outputs = [f"{model.target} {label}" for label in fit.classes] if several else [model.target]
    return [_entering(model.inputs, np.asarray(model.layers[0].weights).shape[0]), *units, outputs]


def _entering(inputs: tuple[str, ...], count: int) -> list[str]:
    """What enters the first layer: the inputs, or of a polynomial the powers of its one."""
    if count == len(inputs):
        return list(inputs)
    return [inputs[0], *(f"{inputs[0]}^{power}" for power in range(2, count + 1))]


def words_of(fit: Fit) -> dict[int, str]:
    """Each parameter in words, such as "weight w1_2_3 from x2 to unit 3", by its place."""
    names, columns = fit.model.parameters, columns_of(fit)
    weights = {
        edge.parameter: f"weight {names[edge.parameter]} from {columns[edge.column][edge.start]}"
        f" to {columns[edge.column + 1][edge.end]}"
        for edge in edges_of(fit.model)
    }
    biases = {
        edge.parameter: f"bias {names[edge.parameter]} of {columns[edge.column][edge.end]}"
        for edge in biases_of(fit.model)
    }
    return weights | biases


def _strongest(edges: list[Edge], point: Array) -> list[Edge]:
    """All edges, or the strongest at a point where they are too many to be told apart."""
    if len(edges) <= MOST_EDGES:
        return edges
    sizes = np.abs(point[[edge.parameter for edge in edges]])
    kept = np.sort(np.argsort(-sizes, kind="stable")[:STRONGEST])
    return [edges[place] for place in kept]


def _in_32_bits(frames: KeyFrames, parameters: Sequence[int]) -> Any:
    return np.clip(frames.points[:, list(parameters)], -LARGEST, LARGEST).astype(np.float32)


def _widest(points: Array, parameters: Sequence[int]) -> float:
    """The weight that is drawn widest: few are larger, so that one giant makes no others invisible."""
    sizes = np.abs(points[:, list(parameters)])
    usual = min(np.quantile(sizes, 0.98), 4.0 * np.median(sizes.max(axis=1)))  # a run that explodes does so at its end
    return float(f"{float(usual) or float(sizes.max()) or 1.0:.2g}")
