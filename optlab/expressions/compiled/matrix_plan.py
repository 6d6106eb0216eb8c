"""Which steps of a tape over rows of data become one call of the ``matrices`` back end, and where their values lie."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from optlab.expressions.compiled.alike import partners_of, with_products_in_means, with_shared_sums
from optlab.expressions.compiled.grouping import Layout, layout_of
from optlab.expressions.compiled.tape import ROW, Step, Tape, after_means, kinds

FIXED, COLUMNS, VARYING, REDUCED, FINAL = range(5)
"""Phases: values of the parameters alone, data columns, values that vary with the rows, sums over the rows, and what
follows from those.  COLUMNS and VARYING are kept in one array, the others in another."""


class Plan(NamedTuple):
    """``tape``, whose means may take two factors, by groups of steps; ``counts`` are the steps of each phase."""

    tape: Tape
    parameters: int
    varies: list[bool]
    layout: Layout
    phases: list[int]
    counts: list[int]

    @property
    def groups(self) -> list[tuple[int, list[int]]]:
        """(phase, step numbers) in order."""
        return [(self.phases[group[0]], group) for group in self.layout.groups]

    def place(self, index: int) -> int:
        """Where in its array the value of a step lies."""
        place, phase = self.layout.places[index], self.phases[index]
        if phase in (COLUMNS, VARYING):
            return place - self.counts[FIXED]
        return place if phase == FIXED else place - self.counts[COLUMNS] - self.counts[VARYING]


def plan(tape: Tape, parameters: int, alone: int = 0) -> Plan:
    """The plan of a tape whose first ``parameters`` inputs are parameters and whose others are data columns; the means
    of its first ``alone`` outputs are made as if no other output were there.
    """
    tape = with_products_in_means(with_shared_sums(tape), parameters, alone)
    varies = [kind & ROW != 0 for kind in kinds(tape, parameters)]
    phases = _phases(tape, parameters, varies)
    partners = partners_of(
        step.arguments for step in tape.steps if step.operation == "mean" and len(step.arguments) == 2
    )

    def key(index: int, step: Step) -> tuple[int, Hashable]:
        kind: Hashable = tuple(varies[argument] for argument in step.arguments)
        if step.operation == "linear":
            kind = step.arguments[1::2]
        elif step.operation == "mean":
            kind = frozenset(partners[step.arguments[0]]) if len(step.arguments) == 2 else None
        return phases[index], (step.operation, kind)

    return Plan(tape, parameters, varies, layout_of(tape.steps, key), phases, [phases.count(p) for p in range(5)])


def _phases(tape: Tape, parameters: int, varies: list[bool]) -> list[int]:
    phases = []
    for index, (step, waits) in enumerate(zip(tape.steps, after_means(tape), strict=True)):
        if step.operation == "mean":
            phases.append(REDUCED)
        elif step.operation == "input":
            phases.append(FIXED if index < parameters else COLUMNS)
        elif varies[index]:
            phases.append(VARYING)
        else:
            phases.append(FINAL if waits else FIXED)
    return phases
