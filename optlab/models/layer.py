"""Where the weights of a model lie among its parameters, layer by layer: what draws and what multiplies asks for it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
"""Numbers of parameters."""


class Layer(NamedTuple):
    """``weights`` ``(from, to)`` and ``biases`` ``(to,)`` are places in ``model.parameters``."""

    weights: Places
    biases: Places


def layers_of(widths: tuple[int, ...]) -> tuple[Layer, ...]:
    """The layers between so many values: of each layer first the weights, unit by unit, then the biases.

    >>> [(layer.weights.tolist(), layer.biases.tolist()) for layer in layers_of((2, 2, 1))]
    [([[0, 2], [1, 3]], [4, 5]), ([[6], [7]], [8])]
    """
    layers, first = [], 0
    for before, after in pairwise(widths):
        weights = np.arange(first, first + before * after).reshape(after, before).T
        first += before * after
        biases = np.arange(first, first + after)
        first += after
        for places in (weights, biases):
            places.flags.writeable = False  # layers are shared by all models of the same widths
        layers.append(Layer(weights, biases))
    return tuple(layers)
