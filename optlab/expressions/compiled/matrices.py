"""Back end for wide formulas over rows of data, such as a network: matrix products, and one call for each group.

Row-varying values lie in one array ``(runs, values, rows)``, the others in one ``(runs, values)``.  "linear" steps over
the same row-varying values are one product ``weights @ values``, and means of products of row-varying values are
one product ``left @ right.T``; NumPy makes such a product run by run, so a run's numbers do not depend on the others.
"""

from __future__ import annotations

import numpy as np

from optlab.expressions.compiled.bound import Bound
from optlab.expressions.compiled.grouping import selector
from optlab.expressions.compiled.matrix_plan import COLUMNS, FINAL, FIXED, REDUCED, VARYING, Plan
from optlab.expressions.graph.operations import OPERATIONS, Array


class Matrices(Bound):
    """A plan bound to arrays for ``runs`` points and ``rows`` examples.

    ``columns`` is ``(columns, runs, rows)``; ``sums`` and ``means`` are ``(runs, means)``.
    """

    def __init__(self, plan: Plan, runs: int, rows: int) -> None:
        super().__init__()
        self._plan = plan
        self._varying: Array = np.empty((runs, plan.counts[COLUMNS] + plan.counts[VARYING], rows))
        self._fixed: Array = np.empty((runs, plan.counts[FIXED] + plan.counts[REDUCED] + plan.counts[FINAL]))
        self.sums: Array = np.empty((runs, plan.counts[REDUCED]))
        self.means = self._fixed[:, plan.counts[FIXED] :][:, : plan.counts[REDUCED]]
        self.points = self._fixed[:, : plan.parameters].T
        self.columns = self._varying[:, : plan.counts[COLUMNS]].transpose(1, 0, 2)
        self.output: Array = np.empty((runs, len(plan.tape.outputs))).T
        self._calls = self._before
        for phase, group in plan.groups:
            self._calls = self._after if phase == FINAL else self._before
            self._bind(phase, group)
        self._after.append((np.take, (self._fixed, self._places(plan.tape.outputs), 1, self.output.T, "clip")))

    def per_row(self, step: int) -> Array:
        """A step's value after ``replay``: ``(runs, rows)``, or ``(runs, 1)`` where it is the same for all rows."""
        place = self._plan.place(step)
        return self._varying[:, place] if self._plan.varies[step] else self._fixed[:, place, None]

    # ----------------------------------------------------------------- binding

    def _bind(self, phase: int, group: list[int]) -> None:
        step = self._plan.tape.steps[group[0]]
        first, last = self._plan.place(group[0]), self._plan.place(group[-1]) + 1
        if step.operation == "constant":
            self._fixed[:, first:last] = [self._plan.tape.steps[index].label for index in group]
        elif step.operation == "linear":
            self._linear(group, self._varying[:, first:last])
        elif phase == REDUCED:
            start = self._plan.counts[FIXED]
            self._mean(group, self.sums[:, first - start : last - start])
        elif step.arguments:
            target = self._varying[:, first:last] if phase == VARYING else self._fixed[:, first:last]
            operands = [self._operand(list(column), phase == VARYING) for column in self._columns_of(group)]
            self._calls.append((OPERATIONS[step.operation], (*operands, target)))

    def _linear(self, group: list[int], target: Array) -> None:
        """``weights (runs, group, terms) @ values (runs, terms, rows)``."""
        steps = [self._plan.tape.steps[index] for index in group]
        places = np.array([self._places(step.arguments[::2]) for step in steps])
        weights = np.empty((len(self._fixed), *places.shape))
        self._calls.append((np.take, (self._fixed, places, 1, weights, "clip")))
        self._calls.append((np.matmul, (weights, self._operand(list(steps[0].arguments[1::2]), True), target)))

    def _mean(self, group: list[int], target: Array) -> None:
        """Sums over the rows, of values or of products of two."""
        columns = self._columns_of(group)
        if len(columns) == 1:
            self._calls.append((np.add.reduce, (self._operand(list(columns[0]), True), 2, None, target)))
            return
        left, right = (self._operand(list(dict.fromkeys(column)), True) for column in columns)
        # A view: the plan lays a group of means out left factor by left factor, just as the product has them.
        product = target.reshape(len(target), left.shape[1], right.shape[1])
        self._calls.append((np.matmul, (left, right.swapaxes(1, 2), product)))

    def _columns_of(self, group: list[int]) -> list[tuple[int, ...]]:
        """First arguments of the group's steps, second arguments, …"""
        return list(zip(*(self._plan.tape.steps[index].arguments for index in group), strict=True))

    def _operand(self, arguments: list[int], for_rows: bool) -> Array:
        """The values of ``arguments``: ``(runs, arguments, rows)``, or 1 for rows where they do not vary."""
        source = self._varying if self._plan.varies[arguments[0]] else self._fixed
        where = selector([self._plan.place(argument) for argument in arguments])
        if isinstance(where, slice):
            values = source[:, where]
        else:
            values = np.empty((len(source), len(where), *source.shape[2:]))
            self._calls.append((np.take, (source, where, 1, values, "clip")))
        return values[:, :, None] if for_rows and source is self._fixed else values

    def _places(self, arguments: tuple[int, ...]) -> Array:
        return np.array([self._plan.place(argument) for argument in arguments], dtype=np.intp)
