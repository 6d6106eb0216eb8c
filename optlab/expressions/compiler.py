"""From graph nodes to a callable: lower once, then choose the back end that measured fastest for the call.

=============  ======================================  ================================================
back end       used for                                cost per step of the tape
=============  ======================================  ================================================
``scalar``     one run, no data, a small formula       20 ns (0.5 µs for functions such as exp)
``rows``       many runs, or rows of data              0.3 µs a call, shared by all runs and rows
``levels``     no data, a wide formula                 one call for all steps of a (depth, operation)
=============  ======================================  ================================================

All replay one tape with the same roundings, so the choice never shows in the numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from optlab.expressions.graph import Graph
from optlab.expressions.levels import Levels
from optlab.expressions.operations import Array
from optlab.expressions.rows import ROW, Registers, kinds
from optlab.expressions.scalar import PythonFunction, python_function
from optlab.expressions.tape import lower

WIDE = 250
"""Steps from which ``levels`` beats ``rows`` on a formula without data."""

LANES = 8192
"""Runs x rows worked on at once: registers of this length stay in cache and outweigh the cost of a call."""

KEPT_BINDINGS = 4


class Compiled:
    """Nodes of a graph as a function of points ``(runs, parameters)`` and, with data, of columns.

    Safe for several threads: each binds registers of its own.
    """

    def __init__(
        self, graph: Graph, outputs: Sequence[int], parameters: Sequence[str], columns: Sequence[str] = ()
    ) -> None:
        self.tape = lower(graph, outputs, (*parameters, *columns))
        self._parameters = len(parameters)
        self._has_data = bool(columns)
        varies = [kind & ROW != 0 for kind in kinds(self.tape, len(parameters))]
        self._mean = np.array([varies[output] for output in self.tape.outputs], dtype=bool)
        self._wide = Levels(self.tape) if not columns and len(self.tape.steps) >= WIDE else None
        self._function: PythonFunction | None = None
        self._local = threading.local()

    def __call__(self, points: Array, columns: Array | None = None) -> Array:
        """``(runs, parameters)`` -> ``(runs, outputs)``; call under ``np.errstate(all="ignore")``.

        ``columns`` is ``(columns, rows)`` for examples shared by all runs or ``(columns, runs, rows)`` for a batch of
        its own per run.  Outputs that vary with the rows are their mean.
        """
        if columns is not None and self._has_data:
            return self._over_rows(points, columns if columns.ndim == 3 else columns[:, None, :])
        if self._wide is not None:
            return self._in_blocks(points, max(1, LANES * 256 // len(self.tape.steps)))
        if len(points) == 1:
            return self._one(points)
        return self._in_blocks(points, LANES)

    # ------------------------------------------------------------ without data

    def _one(self, points: Array) -> Array:
        if self._function is None:
            self._function = python_function(self.tape)
        try:
            return np.array((self._function(*points[0].tolist()),))
        except (ZeroDivisionError, ValueError, OverflowError):  # NumPy has an inf or a nan there
            return self._block(points)

    def _in_blocks(self, points: Array, size: int) -> Array:
        if len(points) <= size:
            return self._block(points)
        return np.concatenate([self._block(points[i : i + size]) for i in range(0, len(points), size)])

    def _block(self, points: Array) -> Array:
        if self._wide is not None:
            return self._wide.evaluate(points.T).T
        registers = self._registers(len(points), None, False)
        np.copyto(registers.points, points.T)
        registers.replay()
        return registers.output.T.copy()

    # --------------------------------------------------------------- with data

    def _over_rows(self, points: Array, columns: Array) -> Array:
        """Blocks of rows small enough for the cache, the same whatever the number of runs; within them, blocks of
        runs."""
        rows, own_batch = columns.shape[2], columns.shape[1] > 1
        size = max(1, LANES // min(rows, LANES))
        result = np.empty((len(points), len(self.tape.outputs)))
        for first in range(0, len(points), size):
            block = slice(first, first + size)
            result[block] = self._block_of_runs(points[block], columns[:, block] if own_batch else columns)
        return result

    def _block_of_runs(self, points: Array, columns: Array) -> Array:
        rows, total = columns.shape[2], None
        for first in range(0, rows, LANES):
            part = columns[:, :, first : first + LANES]
            registers = self._registers(len(points), part.shape[2], columns.shape[1] > 1)
            np.copyto(registers.points, points.T)
            np.copyto(registers.columns, part)
            registers.replay()
            total = registers.output.copy() if total is None else np.where(self._mean[:, None], total + registers.output, total)
        assert total is not None
        total[self._mean] /= rows
        return total.T

    def _registers(self, runs: int, rows: int | None, own_batch: bool) -> Registers:
        """This thread's registers for a shape of call; the last few shapes are kept."""
        bindings: dict[tuple[int, int | None, bool], Registers] = self._local.__dict__.setdefault("bindings", {})
        key = (runs, rows, own_batch)
        found = bindings.get(key)
        if found is None:
            while len(bindings) >= KEPT_BINDINGS:
                del bindings[next(iter(bindings))]
            found = bindings[key] = Registers(self.tape, self._parameters, runs, rows, own_batch)
        return found
