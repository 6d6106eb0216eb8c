"""The arithmetic of a loss: means over examples of an expression, its gradient and its second derivatives."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from optlab.expressions import Array, Compiled, Differentiated, hessian_product
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import COSTS
from optlab.expressions.printing.browser import BrowserProgram, browser_program

Batch = NDArray[np.intp]
"""Which examples each run looks at: ``(runs, batch)`` row numbers."""

MOST_NUMBERS = 4_194_304
"""Numbers gathered at once for batches, or repeated for a Hessian (32 MB)."""

SHARP = frozenset(
    {"relu", "abs", "sign", "floor", "heaviside", "max", "min", "where", "sqrt", "cbrt", "atan2", "asin", "acos"}
    | {"less", "less_equal", "equal", "not_equal", "both", "either", "not"}
)
"""Operations with kinks or steps, or edges: a root of a square has a kink as well."""


class MeanOverExamples:
    """Means of an ``example`` over rows of data ``(columns, rows)``, or over tilts ``(examples, dim)``.

    Points are ``(runs, dim)``; ``batch`` None stands for all examples.  Call under ``np.errstate(all="ignore")``: where
    the arithmetic has no finite value, the answer is nan or infinite.
    """

    def __init__(
        self,
        example: Differentiated,
        columns: Sequence[str],
        data: Array | None,
        tilts: Array | None,
    ) -> None:
        self._example, self._columns = example, tuple(columns)
        self._data = data
        self._tilts = None if tilts is None else np.ascontiguousarray(tilts.T)
        graph, _, gradients, parameters = example
        self._gradient = Compiled(graph, gradients, parameters, self._columns)
        self.nodes, self.cost = len(graph), _cost(graph)
        self._lock = threading.Lock()

    @cached_property
    def _value(self) -> Compiled:
        """Compiled when first asked for: the first step of a run asks for the gradient alone."""
        graph, output, _, parameters = self._example
        return Compiled(graph, [output], parameters, self._columns)

    @property
    def smooth(self) -> bool:
        """Whether nothing in the expression of one example has a kink or a step."""
        graph = self._example.graph
        return not any(_is_sharp(graph, index) for index in graph.reachable([self._example.output]))

    @property
    def nbytes(self) -> int:
        """Of rows and tilts."""
        return sum(part.nbytes for part in (self._data, self._tilts) if part is not None)

    def browser_program(self) -> tuple[BrowserProgram, Array | None]:
        """Value and gradient of one example as a program for the browser, and the columns of data that it reads."""
        graph, output, gradients, parameters = self._example
        return browser_program(graph, [output, *gradients], parameters, self._columns), self._data

    def value(self, points: Array, batch: Batch | None) -> Array:
        """``(runs, dim)`` -> ``(runs,)``."""
        values = self._over_batches(self._value, points, batch)[:, 0]
        if batch is None or self._tilts is None:
            return values
        tilted: Array = values + (self._mean_tilts(batch) * points).sum(axis=1)
        return tilted

    def value_over(self, points: Array, rows: Array) -> Array:
        """The mean over other rows ``(columns, rows)`` than its own, ``(runs, dim)`` -> ``(runs,)``."""
        return self._value(points, rows)[:, 0]

    def gradient(self, points: Array, batch: Batch | None) -> Array:
        """``(runs, dim)`` -> ``(runs, dim)``."""
        slopes = self._over_batches(self._gradient, points, batch)
        if batch is None or self._tilts is None:
            return slopes
        return slopes + self._mean_tilts(batch)

    @property
    def shares_work(self) -> bool:
        """Whether value and gradient together cost much less than one after the other."""
        return self._value.is_wide and self._gradient.is_wide

    def value_and_gradient(self, points: Array) -> tuple[Array, Array]:
        """Both over all examples, ``(runs, dim)`` -> ``(runs,)`` and ``(runs, dim)``."""
        if not self.shares_work:
            return self.value(points, None), self.gradient(points, None)
        both = self._value_and_gradient(points, self._data)
        return both[:, 0], both[:, 1:]

    @cached_property
    def _value_and_gradient(self) -> Compiled:
        graph, output, gradients, parameters = self._example
        return Compiled(graph, [output, *gradients], parameters, self._columns, alone=1)

    def hessian_product(self, points: Array, directions: Array, batch: Batch | None) -> Array:
        """Hessian times direction without the matrix, both ``(runs, dim)`` -> ``(runs, dim)``."""
        return self._over_batches(self._hessian_product, np.hstack([points, directions]), batch)

    def hessian(self, points: Array, batch: Batch | None) -> Array:
        """``(runs, dim)`` -> ``(runs, dim, dim)``: the products with every unit vector, symmetric to the last bit."""
        dim = points.shape[1]
        each = dim * (2 * dim + (0 if batch is None else batch.shape[1]))
        size = max(1, MOST_NUMBERS // each)
        blocks = [slice(first, first + size) for first in range(0, len(points), size)]
        matrices = [self._matrices(points[b], None if batch is None else batch[b]) for b in blocks]
        return np.concatenate(matrices) if matrices else np.empty((0, dim, dim))

    def _matrices(self, points: Array, batch: Batch | None) -> Array:
        runs, dim = points.shape
        repeated = np.repeat(points, dim, axis=0)
        directions = np.tile(np.eye(dim), (runs, 1))
        rows = None if batch is None else np.repeat(batch, dim, axis=0)
        matrices = self.hessian_product(repeated, directions, rows).reshape(runs, dim, dim)
        return (matrices + matrices.swapaxes(1, 2)) / 2.0

    @cached_property
    def _hessian_product(self) -> Compiled:
        """Compiled when first asked for; one thread at a time adds to the graph."""
        graph, _, gradients, parameters = self._example
        with self._lock:
            products, directions = hessian_product(graph, gradients, [graph.variable(name) for name in parameters])
            names = [str(graph.nodes[node].label) for node in directions]
            return Compiled(graph, products, (*parameters, *names), self._columns)

    def _over_batches(self, function: Compiled, points: Array, batch: Batch | None) -> Array:
        """The function's mean over all rows, or over each run's own, gathered for some runs at a time."""
        if self._data is None or batch is None:
            return function(points, self._data)
        size = max(1, MOST_NUMBERS // (len(self._data) * max(1, batch.shape[1])))
        if len(points) <= size:
            return function(points, _gathered(self._data, batch))
        blocks = [slice(first, first + size) for first in range(0, len(points), size)]
        return np.concatenate([function(points[b], _gathered(self._data, batch[b])) for b in blocks])

    def _mean_tilts(self, batch: Batch) -> Array:
        """The batch's mean tilt ``(runs, dim)``."""
        assert self._tilts is not None
        means = np.empty((len(batch), len(self._tilts)))
        for place, tilts in enumerate(self._tilts):
            np.add.reduce(tilts[batch], axis=1, out=means[:, place])
        means /= batch.shape[1]
        return means


def _cost(graph: Graph) -> int:
    """Of all nodes at one point and row, in additions; whole powers are made of multiplications."""
    total = 0
    for node in graph.nodes:
        exponent = graph.values[node.arguments[1]] if node.operation == "power" else None
        each = 2 if exponent is not None and float(2.0 * exponent).is_integer() else COSTS.get(node.operation, 1)
        total += each * max(1, len(node.arguments) - 1 if node.operation == "add" else 1)
    return total


def _gathered(data: Array, batch: Batch) -> Array:
    """Each run's own rows, ``(columns, runs, batch)``."""
    rows: Array = data.take(batch, axis=1)  # several times as fast as data[:, batch]
    return rows


def _is_sharp(graph: Graph, index: int) -> bool:
    """Whether a node has a kink, a step or an edge: a power has none where it is a whole number."""
    node = graph.nodes[index]
    if node.operation == "power":
        exponent = graph.values[node.arguments[1]]
        return exponent is None or not float(exponent).is_integer()
    return node.operation in SHARP
