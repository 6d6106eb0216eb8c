"""Back end for wide formulas without data (hundreds of parameters): one NumPy call for each (depth, operation).

A formula of 10,000 steps such as Rosenbrock's gradient in 1000 dimensions then takes some twenty calls.

Measured against ``scalar`` (one run) and ``registers``, which would do the work otherwise, as their time over this one
(more than 1: this back end is faster), on two cores:

==================================  ======  =====  =======  ========  =========
formula                              steps  1 run  16 runs  256 runs  4096 runs
==================================  ======  =====  =======  ========  =========
Rosenbrock's, 30 parameters, slope     295    0.7        7       2.1        0.5
Rosenbrock's, 100 parameters           893    1.4       12       2.9        0.9
their slopes                           995    2.4       15       1.9        0.6
Rosenbrock's, 1000 parameters         8993     12       82       5.1        1.9
their slopes                          9995     18      253       4.3        1.2
network 4-8-8-1, slopes                833    0.5      3.7       1.1        0.3
network 8-24-24-1                     2480    2.3      8.3       1.3        1.1
its slopes                            6145    2.8       16       1.0        0.6
==================================  ======  =====  =======  ========  =========

The first call for a number of runs costs less too: 10,000 steps are bound in 10 ms, and in 200 ms one by one.
"""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from optlab.expressions.compiled.bound import Bound
from optlab.expressions.compiled.grouping import Layout, layout_of, selector
from optlab.expressions.compiled.tape import Step, Tape
from optlab.expressions.graph.operations import OPERATIONS, Array


class Levels(Bound):
    """A tape regrouped by depth and bound to arrays for a number of runs."""

    def __init__(self, tape: Tape, layout: Layout, runs: int) -> None:
        super().__init__()
        groups, places = layout
        self.columns: Array = np.empty((0, 1, 0))
        self.sums: Array = np.empty((0, runs))
        self.means = self.sums
        self._values: Array = np.empty((len(tape.steps), runs))
        self.points = self._values[: len(tape.inputs)]
        self.output: Array = np.empty((len(tape.outputs), runs))
        for group in groups:
            self._bind(tape, group, places)
        outputs = np.array([places[output] for output in tape.outputs], dtype=np.intp)
        self._before.append((self._values.take, (outputs, 0, self.output, "clip")))

    def _bind(self, tape: Tape, group: list[int], places: list[int]) -> None:
        first = tape.steps[group[0]]
        target = self._values[places[group[0]] : places[group[-1]] + 1]
        if first.operation == "constant":
            target[:] = np.array([tape.steps[index].label for index in group], dtype=float)[:, None]
        if not first.arguments:
            return
        columns = zip(*(tape.steps[index].arguments for index in group), strict=True)
        operands = [self._operand([places[argument] for argument in column]) for column in columns]
        self._before.append((OPERATIONS[first.operation], (*operands, target)))

    def _operand(self, places: list[int]) -> Array:
        where = selector(places)
        if isinstance(where, slice):
            return self._values[where]
        gathered = np.empty((len(places), self._values.shape[1]))
        # "clip" is safe, all places exist, and lets NumPy write into the array: to raise it would fill a copy first
        self._before.append((self._values.take, (where, 0, gathered, "clip")))
        return gathered


def by_depth(tape: Tape) -> Layout:
    """The layout of a tape for :class:`Levels`: its inputs first, in their order."""

    def key(index: int, step: Step) -> tuple[int, Hashable]:
        return (0 if step.operation == "input" else 1), step.operation

    return layout_of(tape.steps, key)
