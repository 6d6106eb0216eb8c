"""Nodes of a graph row by row: what a mean over the rows would hide, such as the predictions of a model."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from optlab import cancellation
from optlab.expressions.compiled.contraction import gathered
from optlab.expressions.compiled.matrices import Matrices
from optlab.expressions.compiled.matrix_plan import plan
from optlab.expressions.compiled.tape import lower
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import Array

CELLS = 1_048_576
"""Steps x runs x rows that are held at once (8 MB)."""


class PerRow:
    """Nodes of a graph as a function of points and columns, ``(runs, parameters)`` and ``(columns, rows)`` to
    ``(runs, outputs, rows)``; call under ``np.errstate(all="ignore")``.

    >>> graph = Graph()
    >>> line = graph.add(graph.multiply(graph.variable("w"), graph.variable("x")), graph.variable("b"))
    >>> PerRow(graph, [line], ["w", "b"], ["x"])(np.array([[2.0, 1.0]]), np.array([[0.0, 3.0]])).tolist()
    [[[1.0, 7.0]]]
    """

    def __init__(self, graph: Graph, outputs: Sequence[int], parameters: Sequence[str], columns: Sequence[str]) -> None:
        tape = lower(*gathered(graph, outputs, columns), (*parameters, *columns))
        self._plan = plan(tape, len(parameters))
        self._size = len(outputs)
        self._local = threading.local()

    def __call__(self, points: Array, columns: Array) -> Array:
        """Some runs and rows at a time."""
        runs, rows = len(points), columns.shape[1]
        values = np.empty((runs, self._size, rows))
        cells = max(1, CELLS // len(self._plan.tape.steps))
        width = max(1, min(rows, cells))
        height = max(1, cells // width)
        for first in range(0, runs, height):
            for left in range(0, rows, width):
                part = values[first : first + height, :, left : left + width]
                self._fill(part, points[first : first + height], columns[:, left : left + width])
        return values

    def _fill(self, values: Array, points: Array, columns: Array) -> None:
        cancellation.look()
        shape = (len(points), columns.shape[1])
        bound: Matrices | None = getattr(self._local, "bound", None)
        if bound is None or self._local.shape != shape:
            self._local.bound, self._local.shape = bound, _ = Matrices(self._plan, *shape), shape
        np.copyto(bound.points, points.T)
        bound.load(columns, 0)
        bound.replay()
        for place, step in enumerate(self._plan.tape.outputs):
            values[:, place] = bound.per_row(step)
