"""Nodes of a graph row by row: what a mean over the rows would hide, such as the predictions of a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optlab import cancellation
from optlab.expressions.compiled.contraction import gathered
from optlab.expressions.compiled.matrices import Matrices
from optlab.expressions.compiled.matrix_plan import COLUMNS, VARYING, plan
from optlab.expressions.compiled.tape import lower
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import Array

CELLS = 262_144
"""Values x runs x rows that are held at once (2 MB)."""


class PerRow:
    """Nodes of a graph as a function of points and columns, ``(runs, parameters)`` and ``(columns, rows)`` to
    ``(runs, outputs, rows)``; call under ``np.errstate(all="ignore")``.  A run's numbers do not depend on the others.

    >>> graph = Graph()
    >>> line = graph.add(graph.multiply(graph.variable("w"), graph.variable("x")), graph.variable("b"))
    >>> PerRow(graph, [line], ["w", "b"], ["x"])(np.array([[2.0, 1.0]]), np.array([[0.0, 3.0]])).tolist()
    [[[1.0, 7.0]]]
    """

    def __init__(self, graph: Graph, outputs: Sequence[int], parameters: Sequence[str], columns: Sequence[str]) -> None:
        tape = lower(*gathered(graph, outputs, columns), (*parameters, *columns))
        self._plan = plan(tape, len(parameters))
        self._size = len(outputs)
        self._cells = max(1, CELLS // (self._plan.counts[COLUMNS] + self._plan.counts[VARYING] + 1))

    def __call__(self, points: Array, columns: Array) -> Array:
        """Some rows and runs at a time, in blocks as equal as they can be, so that a binding serves many of them."""
        values = np.empty((len(points), self._size, columns.shape[1]))
        rows = _blocks(columns.shape[1], self._cells)
        runs = _blocks(len(points), max(1, self._cells // max(1, rows[0].stop)))
        bindings: dict[tuple[int, int], Matrices] = {}  # of this call alone: kept, they would weigh more than they save
        for block in rows:
            for own in runs:
                cancellation.look()
                shape = (own.stop - own.start, block.stop - block.start)
                if shape not in bindings:
                    bindings[shape] = Matrices(self._plan, *shape)
                self._fill(values[own, :, block], bindings[shape], points[own], columns[:, block])
        return values

    def _fill(self, values: Array, bound: Matrices, points: Array, columns: Array) -> None:
        np.copyto(bound.points, points.T)
        bound.load(columns, 0)
        bound.replay()
        for place, step in enumerate(self._plan.tape.outputs):
            values[:, place] = bound.per_row(step)


def _blocks(number: int, most: int) -> list[slice]:
    """Slices of ``number`` things, each of at most ``most`` and about as many.

    >>> _blocks(5, 2), _blocks(0, 2)
    ([slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)], [slice(0, 0, None)])
    """
    size = max(1, -(-number // max(1, -(-number // most))))
    return [slice(first, min(number, first + size)) for first in range(0, max(1, number), size)]
