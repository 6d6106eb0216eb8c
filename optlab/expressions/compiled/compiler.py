"""From graph nodes to a callable: lower once, then choose the back end that measured fastest for the call.

=============  ======================================  ================================================
back end       used for                                cost
=============  ======================================  ================================================
``scalar``     one run, no data, a small formula       20 ns a step (0.5 µs for functions such as exp)
``registers``  many runs, or rows of data              0.3 µs a step, shared by all runs and rows
``levels``     no data, a wide formula                 one call for all steps of a (depth, operation)
``matrices``   rows of data, a wide formula            the same, and sums of products as matrix products
=============  ======================================  ================================================

The first three replay one tape with the same roundings; the choice of ``matrices`` depends on the formula alone.  So
many runs at once give, to the last bit, what each of them gives alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from optlab import cancellation
from optlab.expressions.compiled.bound import Bound
from optlab.expressions.compiled.contraction import averaged
from optlab.expressions.compiled.levels import Levels, by_depth
from optlab.expressions.compiled.matrices import Matrices
from optlab.expressions.compiled.matrix_plan import plan
from optlab.expressions.compiled.registers import Registers
from optlab.expressions.compiled.scalar import PythonFunction, python_function
from optlab.expressions.compiled.tape import ROW, Tape, kinds, lower
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import Array

WIDE = 250
"""Steps from which ``levels`` beats ``registers`` on a formula without data."""

WIDE_OVER_ROWS = 24
"""Row-varying steps from which ``matrices`` beats ``registers`` on a formula with data."""

LANES = 8_192
"""Runs x rows worked on at once: registers of this length stay in cache and outweigh the cost of a call."""

CELLS = 1_048_576
"""Steps x runs x rows that a wide back end holds at once (8 MB)."""

KEPT_BINDINGS = 4


class Compiled:
    """Nodes of a graph as a function of points ``(runs, parameters)`` and, with data, of columns.

    Safe for several threads: each binds registers of its own.  Of a formula that ``is_wide`` over rows, several
    outputs are cheapest together; the first ``alone`` of them are then made as if no other output were there.
    """

    def __init__(
        self,
        graph: Graph,
        outputs: Sequence[int],
        parameters: Sequence[str],
        columns: Sequence[str] = (),
        *,
        alone: int = 0,
    ) -> None:
        self._parameters = len(parameters)
        self._has_data = bool(columns)
        self.tape: Tape
        self.is_wide = False
        self._bind: Callable[[int, int, bool], Bound]
        self._lanes, self._scalar = LANES, not columns
        if columns:
            self._choose_for_rows(graph, outputs, parameters, columns, alone)
        else:
            self._choose(_lowered(graph, outputs, parameters, columns))
        self._function: PythonFunction | None = None
        self._local = threading.local()

    def _choose(self, tape: Tape) -> None:
        self.tape, self._bind = tape, partial(Registers, tape, self._parameters)
        if len(tape.steps) >= WIDE:
            layout = by_depth(tape)
            self._lanes, self._scalar = max(1, CELLS // len(tape.steps)), False
            self._bind = lambda runs, rows, _: Levels(tape, layout, runs)

    def _choose_for_rows(
        self, graph: Graph, outputs: Sequence[int], parameters: Sequence[str], columns: Sequence[str], alone: int
    ) -> None:
        """The tape is that of the back end; a formula that is wide beyond doubt is lowered once, for ``matrices``."""
        beyond_doubt, linear = 2 * WIDE_OVER_ROWS, None
        if len(graph.reachable(outputs)) >= beyond_doubt:
            linear = _lowered(graph, outputs, parameters, columns, linear=True)
        if linear is None or self._work_over_rows(linear) < beyond_doubt:
            self.tape = _lowered(graph, outputs, parameters, columns)
            self._bind = partial(Registers, self.tape, self._parameters)
            if self._work_over_rows(self.tape) < WIDE_OVER_ROWS:
                return
        linear = linear or _lowered(graph, outputs, parameters, columns, linear=True)
        planned = plan(linear, self._parameters, alone)
        self.tape, self.is_wide, self._lanes = planned.tape, True, max(1, CELLS // len(planned.tape.steps))
        self._bind = lambda runs, rows, _: Matrices(planned, runs, rows)

    def _work_over_rows(self, tape: Tape) -> int:
        """How many steps vary with the rows, the columns themselves not counted."""
        varying = sum(kind & ROW != 0 for kind in kinds(tape, self._parameters))
        return varying - (len(tape.inputs) - self._parameters)

    def __call__(self, points: Array, columns: Array | None = None) -> Array:
        """``(runs, parameters)`` -> ``(runs, outputs)``; call under ``np.errstate(all="ignore")``.

        ``columns`` is ``(columns, rows)`` for examples shared by all runs or ``(columns, runs, rows)`` for a batch of
        its own per run.  Outputs that vary with the rows are their mean.
        """
        if columns is not None and self._has_data:
            return self._over_rows(points, columns)
        if self._scalar and len(points) == 1:
            return self._one(points)
        if len(points) <= self._lanes:
            return self._block(points)
        starts = range(0, len(points), self._lanes)
        return np.concatenate([self._block(points[i : i + self._lanes]) for i in starts])

    # ------------------------------------------------------------ without data

    def _one(self, points: Array) -> Array:
        if self._function is None:
            self._function = python_function(self.tape)
        try:
            return np.array((self._function(*points[0].tolist()),))
        except (ZeroDivisionError, ValueError, OverflowError):  # NumPy has an inf or a nan there
            return self._block(points)

    def _block(self, points: Array) -> Array:
        registers = self._registers(len(points), 0, False)
        np.copyto(registers.points, points.T)
        registers.replay()
        registers.finish()
        return registers.output.T.copy()

    # --------------------------------------------------------------- with data

    def _over_rows(self, points: Array, columns: Array) -> Array:
        """Blocks of rows, the same whatever the number of runs; within them, blocks of runs."""
        # A sum in other blocks rounds otherwise: the blocks of rows depend on the formula and the rows alone, and only
        # how many runs go together depends on the runs.
        shared = columns.ndim == 2
        size = max(1, self._lanes // min(columns.shape[-1], self._lanes))
        if len(points) <= size:
            return self._runs_over_rows(points, columns)
        blocks = [slice(first, first + size) for first in range(0, len(points), size)]
        parts = [self._runs_over_rows(points[b], columns if shared else columns[:, b]) for b in blocks]
        return np.concatenate(parts)

    def _runs_over_rows(self, points: Array, columns: Array) -> Array:
        rows, total = columns.shape[-1], None
        for first in range(0, rows, self._lanes):
            registers = self._registers(len(points), min(self._lanes, rows - first), columns.ndim == 3)
            np.copyto(registers.points, points.T)
            registers.load(columns, first)
            registers.replay()
            # the next block writes over the sums, so of several blocks the total is an array of its own
            total = registers.sums if rows <= self._lanes else registers.sums + (0.0 if total is None else total)
        assert total is not None  # there is at least one row
        np.divide(total, rows, registers.means)
        registers.finish()
        return registers.output.T.copy()

    def _registers(self, runs: int, rows: int, own_batch: bool) -> Bound:
        """This thread's registers for a shape of call; the last few shapes are kept.

        Every block comes here first, so here the thread looks whether its work is still wanted.
        """
        cancellation.look()
        key = (runs, rows, own_batch)
        bindings: dict[tuple[int, int, bool], Bound] = self._local.__dict__.setdefault("bindings", {})
        bound = bindings.get(key)
        if bound is None:
            while len(bindings) >= KEPT_BINDINGS:
                del bindings[next(iter(bindings))]
            bound = bindings[key] = self._bind(runs, rows, own_batch)
        return bound


def _lowered(
    graph: Graph, outputs: Sequence[int], parameters: Sequence[str], columns: Sequence[str], *, linear: bool = False
) -> Tape:
    if columns:
        graph, outputs = averaged(graph, outputs, columns, linear=linear)
    return lower(graph, outputs, (*parameters, *columns))
