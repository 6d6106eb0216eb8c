"""Models made of layers: sums of weighted values plus a bias, between two layers an activation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from optlab.errors import SettingsError
from optlab.expressions import Array, Graph
from optlab.models.layer import Layer, layers_of
from optlab.models.model import Classes, Model, Outputs
from optlab.models.names import layer_names

HIGHEST_DEGREE = 12

_names = lru_cache(maxsize=64)(layer_names)
_layers = lru_cache(maxsize=64)(layers_of)


@dataclass(frozen=True, init=False, repr=False)
class Layered(Model):
    """A model whose parameters are weights and biases of layers."""

    @property
    def widths(self) -> tuple[int, ...]:
        """How many values each layer takes and the last one gives."""
        return (len(self.inputs), self.outputs)

    @property
    def parameters(self) -> tuple[str, ...]:
        """``w`` and ``b`` with as many numbers as it takes; see :func:`optlab.models.names.layer_names`."""
        return _names(self.widths, (*self.inputs, self.target))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """One a step from values to values."""
        return _layers(self.widths)

    @property
    def is_convex(self) -> bool:
        """A sum of weighted inputs in a convex loss is convex."""
        return True

    def start(self, seed: int = 0) -> Array:
        """Zeros, ``(dim,)``, whatever the seed: the loss is convex."""
        return np.zeros(self.size)

    def features(self, graph: Graph) -> list[int]:
        """What the first layer takes."""
        return [graph.variable(name) for name in self.inputs]

    def activated(self, graph: Graph, node: int) -> int:
        """A unit of an inner layer after its activation."""
        return node

    def nodes(self, graph: Graph) -> Outputs:
        """Each unit is ``add(multiply(weight, value), …, bias)``, of which the engine makes matrix products."""
        parameters = [graph.variable(name) for name in self.parameters]
        values, inner = self.features(graph), []
        for depth, layer in enumerate(self.layers, 1):
            units = []
            for weights, bias in zip(layer.weights.T.tolist(), layer.biases.tolist(), strict=True):
                terms = [graph.multiply(parameters[w], value) for w, value in zip(weights, values, strict=True)]
                units.append(graph.add(*terms, parameters[bias]))
            if depth < len(self.layers):
                units = [self.activated(graph, unit) for unit in units]
                inner.append(tuple(units))
            values = units
        return Outputs(tuple(inner), tuple(values))


@dataclass(frozen=True, init=False, repr=False)
class Line(Layered):
    """A straight line, or a plane: ``w*x + b``, or ``w1*x1 + w2*x2 + … + b``.

    >>> Line("x", "y").parameters, Line(("a", "w"), "y", loss="huber").parameters
    (('w', 'b'), ('m1', 'm2', 'b'))
    """

    def __init__(self, inputs: Sequence[str], target: str, loss: str = "squared") -> None:
        self._set(inputs, target, loss)


@dataclass(frozen=True, init=False, repr=False)
class Polynomial(Layered):
    """A polynomial of one input: ``w1*x + w2*x^2 + … + b``; the parameters are ``w1``, ``w2``, …, ``b``.

    >>> Polynomial("x", "y", degree=2).parameters
    ('w1', 'w2', 'b')
    """

    degree: int

    def __init__(self, inputs: Sequence[str], target: str, degree: int = 3, loss: str = "squared") -> None:
        self._set(inputs, target, loss)
        if len(self.inputs) != 1:
            raise SettingsError(f"a polynomial has one input, not {len(self.inputs)}", "choose one, or take a Line")
        if not (isinstance(degree, int | np.integer) and 1 <= degree <= HIGHEST_DEGREE):
            raise SettingsError(f"a degree of {degree} is not usable", f"whole numbers from 1 to {HIGHEST_DEGREE}")
        object.__setattr__(self, "degree", int(degree))

    @property
    def widths(self) -> tuple[int, ...]:
        """One value a power."""
        return (self.degree, 1)

    def features(self, graph: Graph) -> list[int]:
        """The powers of the input."""
        variable = graph.variable(self.inputs[0])
        return [graph.power(variable, graph.constant(float(power))) for power in range(1, self.degree + 1)]


@dataclass(frozen=True, init=False, repr=False)
class Logistic(Layered):
    """Two classes told apart by a line: the log-odds of the second are ``w1*x1 + … + b``."""

    def __init__(self, inputs: Sequence[str], target: str, loss: str = "log", classes: Classes = 2) -> None:
        self._set(inputs, target, loss, classes)
        if self.class_count != 2:
            raise SettingsError(
                f"a Logistic tells two classes apart, not {self.class_count}", f"Softmax(classes={self.class_count})"
            )


@dataclass(frozen=True, init=False, repr=False)
class Softmax(Layered):
    """Classes told apart by one linear output each, ``w{input}_{class}`` and ``b{class}``; of two there is one."""

    def __init__(self, inputs: Sequence[str], target: str, classes: Classes = 3, loss: str = "log") -> None:
        self._set(inputs, target, loss, 3 if classes is None else classes)
