"""Small tanh networks as graphs, layer by layer, to watch a gradient travel back through them.

>>> small = network(depth=1, gain=1.0, seed=0)
>>> small.layers[0], len(small.layers[1]), len(small.values)
(('x1', 'x2'), 3, 16)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.expressions import Graph

WIDTH = 3

INPUTS = {"x1": 0.8, "x2": -0.5}
TARGET = 0.5


class Network(NamedTuple):
    """A network 2-3-…-3-1 and its squared error.  ``layers`` are the inputs' names, then nodes layer by layer, the
    output last; ``values`` are weights, biases, inputs and target by name; ``names`` are the nodes' names.
    """

    graph: Graph
    loss: int
    layers: tuple[tuple[int | str, ...], ...]
    values: dict[str, float]
    names: dict[int, str]


def network(depth: int, gain: float, seed: int) -> Network:
    """``depth`` hidden layers of three tanh neurons.

    Weights are drawn with standard deviation ``gain`` over the root of the number of inputs, which keeps signals the
    same size from layer to layer at gain 1; a larger gain drives the neurons into saturation.
    """
    graph, generator = Graph(), np.random.default_rng(seed)
    values, names = dict(INPUTS), dict[int, str]()
    below = [graph.variable(name) for name in INPUTS]
    layers: list[tuple[int | str, ...]] = [tuple(INPUTS)]
    for layer in range(1, depth + 1):
        sums = _sums(graph, generator, below, WIDTH, f"{layer}", gain, values)
        below = [graph.apply("tanh", node) for node in sums]
        names |= {node: f"h{layer}{number}" for number, node in enumerate(below, 1)}
        layers.append(tuple(below))
    (output,) = _sums(graph, generator, below, 1, f"{depth + 1}", 1.0, values)
    names[output] = "p"
    layers.append((output,))
    values["y"] = TARGET
    loss = graph.power(graph.subtract(output, graph.variable("y")), graph.constant(2.0))
    return Network(graph, loss, tuple(layers), values, names)


def _sums(
    graph: Graph,
    generator: np.random.Generator,
    below: list[int],
    width: int,
    layer: str,
    gain: float,
    values: dict[str, float],
) -> list[int]:
    """Weighted sums of the layer below plus a bias, one for each neuron."""
    weights = generator.normal(0.0, gain / len(below) ** 0.5, (width, len(below))).round(2)
    biases = generator.normal(0.0, 0.1 * gain, width).round(2)
    nodes = []
    for row in range(width):
        terms = []
        for column, part in enumerate(below):
            name = f"w{layer}{row + 1}{column + 1}"
            values[name] = float(weights[row, column])
            terms.append(graph.multiply(graph.variable(name), part))
        name = f"b{layer}{row + 1}"
        values[name] = float(biases[row])
        nodes.append(graph.add(*terms, graph.variable(name)))
    return nodes


def visible(network: Network) -> frozenset[int]:
    """The nodes to draw: inputs, neurons, output and loss; weights stay inside the neurons."""
    nodes = {
        network.graph.variable(part) if isinstance(part, str) else part for layer in network.layers for part in layer
    }
    return frozenset(nodes | {network.loss})
