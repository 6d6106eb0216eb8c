"""Back end for many runs and many rows of data: one NumPy call a step, on registers that are reused.

A value that depends on the parameters alone is a column ``(runs, 1)``, one that depends on the data alone a row
``(1, rows)``, and only what depends on both fills ``(runs, rows)``.  Calls are bound once to their registers, so
replaying a tape is a plain loop over ``(function, arguments)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from optlab.expressions.operations import OPERATIONS, Array
from optlab.expressions.tape import Tape

Call = tuple[Callable[..., Any], tuple[Any, ...]]

CONSTANT, RUN, ROW, BOTH = 0, 1, 2, 3
"""What a value varies with; the kind of a result is the bitwise or of its arguments' kinds."""


def kinds(tape: Tape, parameters: int) -> list[int]:
    """What each value varies with; inputs from number ``parameters`` on are data columns."""
    found: list[int] = []
    for index, step in enumerate(tape.steps):
        kind = CONSTANT
        if step.operation == "input":
            kind = RUN if index < parameters else ROW
        for argument in step.arguments:
            kind |= found[argument]
        found.append(kind)
    return found


class Registers:
    """A tape bound to arrays for ``runs`` points and ``rows`` examples (``rows`` None: a formula without data).

    ``points`` ``(parameters, runs)`` is written before and ``output`` ``(outputs, runs)`` read after ``replay``.  With
    data, ``columns`` is ``(columns, 1, rows)``, or ``(columns, runs, rows)`` when each run has a batch of its own, and an
    output that varies with the rows comes as its *sum* over them.  Not for use by two threads at once.
    """

    def __init__(self, tape: Tape, parameters: int, runs: int, rows: int | None = None, own_batch: bool = False) -> None:
        self.points: Array = np.empty((parameters, runs))
        self.output: Array = np.empty((len(tape.outputs), runs))
        self.columns: Array = np.empty((len(tape.inputs) - parameters, runs if own_batch else 1, rows or 0))
        self._tape = tape
        self._kinds = kinds(tape, parameters)
        self._has_data = rows is not None
        own_row = (runs if own_batch else 1, rows or 0)
        self._shapes = {RUN: (runs, 1), ROW: own_row, BOTH: (runs, rows or 0)} if self._has_data else {RUN: (runs,)}
        self._calls: list[Call] = []
        self._values: list[Array] = []
        self._free: dict[tuple[int, ...], list[Array]] = {}
        self._bind()

    def replay(self) -> None:
        """Evaluate every step in order; call under ``np.errstate(all="ignore")``."""
        for function, arguments in self._calls:
            function(*arguments)

    # ----------------------------------------------------------------- binding

    def _bind(self) -> None:
        steps, places = self._tape.steps, _places(self._tape)
        last_use = {argument: index for index, step in enumerate(steps) for argument in step.arguments}
        reusable: set[int] = set()
        for index, step in enumerate(steps):
            if not step.arguments:
                self._values.append(self._leaf(index))
            elif index in places and not self._has_data:
                self._call(index, self.output[places[index].pop(0)])
            else:
                self._call(index, self._take(self._shapes[self._kinds[index]]))
                reusable.add(index)
            for place in places.get(index, ()):
                self._deliver(index, self.output[place])
            for done in {*step.arguments, index} & reusable:
                if last_use.get(done, -1) <= index:
                    self._free[self._values[done].shape].append(self._values[done])
                    reusable.discard(done)

    def _leaf(self, index: int) -> Array:
        step, parameters = self._tape.steps[index], len(self.points)
        if step.operation == "constant":
            return np.array(step.label, dtype=float)  # without a dimension: as fast as an array, and no copies
        if index < parameters:
            return self.points[index].reshape(self._shapes[RUN])
        return self.columns[index - parameters]

    def _call(self, index: int, register: Array) -> None:
        step = self._tape.steps[index]
        arguments = tuple(self._values[argument] for argument in step.arguments)
        self._calls.append((OPERATIONS[step.operation].evaluate, (*arguments, register)))
        self._values.append(register)

    def _deliver(self, index: int, place: Array) -> None:
        """Bring a finished value to its ``(runs,)`` place in the output; what varies with the rows is summed."""
        value, kind = self._values[index], self._kinds[index]
        if kind == BOTH:
            self._calls.append((np.add.reduce, (value, 1, None, place)))
        elif kind == ROW:
            self._calls.append((_sum_rows, (value, place)))
        else:
            self._calls.append((np.copyto, (place, value.reshape(-1))))

    def _take(self, shape: tuple[int, ...]) -> Array:
        pool = self._free.setdefault(shape, [])
        return pool.pop() if pool else np.empty(shape)


def _places(tape: Tape) -> dict[int, list[int]]:
    """Which places of the output each step fills."""
    places: dict[int, list[int]] = {}
    for place, output in enumerate(tape.outputs):
        places.setdefault(output, []).append(place)
    return places


def _sum_rows(value: Array, out: Array) -> None:
    np.copyto(out, np.add.reduce(value, axis=1))
