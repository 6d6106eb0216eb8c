"""Back end for many runs and for rows of data: one NumPy call a step, on registers that are reused.

A value that depends on the parameters alone is a column ``(runs, 1)``, one that depends on the data alone a row
``(1, rows)``, and only what depends on both fills ``(runs, rows)``.  Calls are bound once to their registers, so
replaying a tape is a plain loop over ``(function, arguments)``.
"""

from __future__ import annotations

import numpy as np

from optlab.expressions.compiled.bound import Bound, Call
from optlab.expressions.compiled.tape import BOTH, ROW, RUN, Tape, after_means, kinds
from optlab.expressions.graph.operations import OPERATIONS, ROUNDED_ALIKE, Array


class Registers(Bound):
    """A tape bound to arrays for ``runs`` points and ``rows`` examples (``rows`` 0: a formula without data).

    ``columns`` is ``(columns, 1, rows)``, or ``(columns, runs, rows)`` when each run has a batch of its own.
    """

    def __init__(self, tape: Tape, parameters: int, runs: int, rows: int = 0, own_batch: bool = False) -> None:
        super().__init__()
        self.points: Array = np.empty((parameters, runs))
        self.output: Array = np.empty((runs, len(tape.outputs))).T  # a run's outputs lie together, as callers read them
        self.columns: Array = np.empty((len(tape.inputs) - parameters, runs if own_batch else 1, rows))
        means = sum(step.operation == "mean" for step in tape.steps)
        self.sums: Array = np.empty((means, runs))
        self.means: Array = np.empty((means, runs))
        self._tape = tape
        self._kinds = kinds(tape, parameters)
        column, row = ((runs, 1), self.columns.shape[1:]) if rows else ((runs,), ())
        self._shapes = {RUN: column, ROW: row, BOTH: (runs, rows)}
        self._values: dict[int, Array] = {}
        self._free: dict[tuple[int, ...], list[Array]] = {}
        self._bind()

    # ----------------------------------------------------------------- binding

    def _bind(self) -> None:
        """Steps before the means, then the others: the order in which they run, so that registers can be reused."""
        waits, places, means = after_means(self._tape), _places(self._tape), iter(range(len(self.means)))
        order = sorted(range(len(waits)), key=lambda index: (waits[index], index))
        last_use = {argument: index for index in order for argument in self._tape.steps[index].arguments}
        for index in order:
            step, calls = self._tape.steps[index], self._after if waits[index] else self._before
            if not step.arguments:
                self._values[index] = self._leaf(index)
            elif step.operation == "mean":
                self._values[index] = self._mean(step.arguments[0], next(means))
            else:
                self._evaluate(index, calls, places)
            for place in places.get(index, ()):
                self._after.append((np.copyto, (self.output[place], self._values[index].reshape(-1))))
            # Only now, after the call: it must not write over what it reads (sigmoid works in several passes). An
            # output keeps its register: it is copied at the very end, or lies in its place already.
            for argument in {*step.arguments, index}:
                if last_use.get(argument, index) == index and argument not in places:
                    self._release(argument)

    def _leaf(self, index: int) -> Array:
        step, parameters = self._tape.steps[index], len(self.points)
        if step.operation == "constant":
            return np.array(step.label, dtype=float)  # without a dimension: as fast as an array, and no copies
        if index < parameters:
            own: Array = self.points[index].reshape(self._shapes[RUN])
            return own
        column: Array = self.columns[index - parameters]
        return column

    def _evaluate(self, index: int, calls: list[Call], places: dict[int, list[int]]) -> None:
        """A step's call, straight into its place in the output where that makes no difference to its rounding."""
        operation, names, _ = self._tape.steps[index]
        arguments = tuple(self._values[argument] for argument in names)
        # An output's places are strided when there are many runs, and there NumPy may take another version of exp or
        # sin than for a run alone: those go to a register, which is contiguous in both cases, and are copied.
        if index in places and operation in ROUNDED_ALIKE:
            register = self.output[places[index].pop(0)].reshape(self._shapes[RUN])
        else:
            pool = self._free.get(self._shapes[self._kinds[index]])
            register = pool.pop() if pool else np.empty(self._shapes[self._kinds[index]])
        self._values[index] = register
        calls.append((OPERATIONS[operation], (*arguments, register)))

    def _mean(self, argument: int, place: int) -> Array:
        value = self._values[argument]
        # NumPy adds along the last axis in pairs, in an order that the number of rows alone decides, so a run's sum is
        # the same alone and among many. That of a row shared by all runs is made once and spread over them.
        if self._kinds[argument] == BOTH:
            self._before.append((np.add.reduce, (value, 1, None, self.sums[place])))
        else:
            self._before.append((_sum_rows, (value, self.sums[place])))
        mean: Array = self.means[place].reshape(self._shapes[RUN])
        return mean

    def _release(self, index: int) -> None:
        """Nobody needs this value any more: its register may serve again."""
        if self._tape.steps[index].arguments and self._tape.steps[index].operation != "mean":
            value = self._values[index]
            self._free.setdefault(value.shape, []).append(value)


def _places(tape: Tape) -> dict[int, list[int]]:
    """Which places of the output each step fills."""
    places: dict[int, list[int]] = {}
    for place, output in enumerate(tape.outputs):
        places.setdefault(output, []).append(place)
    return places


def _sum_rows(value: Array, out: Array) -> None:
    np.copyto(out, np.add.reduce(value, axis=1))
