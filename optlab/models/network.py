"""Networks: layers of units, each a sum of weighted values behind an activation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from optlab.errors import SettingsError
from optlab.expressions import Array, Graph
from optlab.models.layered import Layered
from optlab.models.model import Classes

ACTIVATIONS = ("tanh", "relu", "sigmoid", "sin")
MOST_LAYERS, MOST_UNITS, MOST_PARAMETERS = 6, 256, 10_000


@dataclass(frozen=True, init=False, repr=False)
class Network(Layered):
    """Layers of units with an activation; ``classes`` None predicts a value.

    The parameters are ``w{layer}_{from}_{to}`` and ``b{layer}_{to}``, counted from 1: of each layer first the weights,
    unit by unit, then the biases.  The last layer has no activation.

    >>> Network(("x1", "x2"), "label", hidden=(16, 16), classes=2).size
    337
    """

    hidden: tuple[int, ...]
    activation: str

    def __init__(
        self,
        inputs: Sequence[str],
        target: str,
        hidden: Sequence[int] | int = (8,),
        activation: str = "tanh",
        classes: Classes = None,
        loss: str | None = None,
    ) -> None:
        self._set(inputs, target, loss, classes)
        widths = _checked_widths([hidden] if isinstance(hidden, int | np.integer) else list(hidden))
        if activation not in ACTIVATIONS:
            raise SettingsError(f"there is no activation called {activation!r}", f"there is {', '.join(ACTIVATIONS)}")
        object.__setattr__(self, "hidden", widths)
        object.__setattr__(self, "activation", activation)
        size = sum((before + 1) * after for before, after in pairwise(self.widths))
        if size > MOST_PARAMETERS:
            raise SettingsError(f"this network has {size:,} parameters", f"{MOST_PARAMETERS:,} are the most")

    @property
    def widths(self) -> tuple[int, ...]:
        """Inputs, inner layers, outputs."""
        return (len(self.inputs), *self.hidden, self.outputs)

    @property
    def is_convex(self) -> bool:
        """Only without inner layers."""
        return not self.hidden

    def activated(self, graph: Graph, node: int) -> int:
        """A unit after the activation."""
        return graph.apply(self.activation, node)

    def start(self, seed: int = 0) -> Array:
        """First weights by the activation, biases 0: He's for relu (normal, variance 2/from), else Glorot's (uniform
        up to √(6/(from + to))).
        """
        generator = np.random.default_rng(seed)
        start = np.zeros(self.size)
        for layer in self.layers:
            before, after = layer.weights.shape
            if self.activation == "relu":
                drawn = generator.normal(0.0, math.sqrt(2.0 / before), (after, before))
            else:
                most = math.sqrt(6.0 / (before + after))
                drawn = generator.uniform(-most, most, (after, before))
            start[layer.weights.T] = drawn
        return start


def _checked_widths(widths: Sequence[int]) -> tuple[int, ...]:
    """The widths; SettingsError for layers that cannot be."""
    if len(widths) > MOST_LAYERS:
        raise SettingsError(f"{len(widths)} inner layers are too many", f"the most is {MOST_LAYERS}")
    for width in widths:
        if not (isinstance(width, int | np.integer) and not isinstance(width, bool) and 1 <= width <= MOST_UNITS):
            raise SettingsError(
                f"an inner layer of {width} units is not usable",
                f"1 to {MOST_UNITS} units a layer, such as (8, 8)",
            )
    return tuple(map(int, widths))
