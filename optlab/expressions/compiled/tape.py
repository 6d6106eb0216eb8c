"""Lowering: from the graph of outputs to a tape, a straight line of one- and two-argument steps.

All back ends replay the same tape, so they make the same roundings: long sums become balanced trees, subtraction is
one step, and whole powers become multiplications.  Steps nobody needs are dropped.

>>> graph = Graph()
>>> x = graph.variable("x")
>>> [step.operation for step in lower(graph, [graph.power(x, graph.constant(3.0))], ["x"]).steps]
['input', 'multiply', 'multiply']
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import OPERATIONS

LARGEST_CHAIN = 32
"""Whole exponents up to this size become multiplications; NumPy's ``power`` takes the others."""


CONSTANT, RUN, ROW, BOTH = 0, 1, 2, 3
"""What a value varies with; the kind of a result is the bitwise or of its arguments' kinds."""


class Step(NamedTuple):
    """One value: ``operation`` of earlier values, a "constant" (label: its number) or an "input" (label: which)."""

    operation: str
    arguments: tuple[int, ...] = ()
    label: float | int | None = None


@dataclass(frozen=True)
class Tape:
    """``steps`` in evaluation order; ``inputs`` are the variables' names; ``outputs`` index into ``steps``."""

    inputs: tuple[str, ...]
    steps: tuple[Step, ...]
    outputs: tuple[int, ...]

    def depths(self) -> list[int]:
        """The longest way from each step to an input."""
        depths: list[int] = []
        for step in self.steps:
            depths.append(1 + max((depths[argument] for argument in step.arguments), default=-1))
        return depths


def kinds(tape: Tape, parameters: int) -> list[int]:
    """What each value varies with; inputs from number ``parameters`` on are data columns, a mean has no rows left."""
    varying: list[int] = []
    for index, step in enumerate(tape.steps):
        kind = CONSTANT
        if step.operation == "input":
            kind = RUN if index < parameters else ROW
        for argument in step.arguments:
            kind |= varying[argument]
        varying.append(RUN if step.operation == "mean" else kind)
    return varying


def after_means(tape: Tape) -> list[bool]:
    """Whether each step has to wait for a mean over the rows."""
    waits: list[bool] = []
    for step in tape.steps:
        waits.append(any(waits[a] or tape.steps[a].operation == "mean" for a in step.arguments))
    return waits


class Writer:
    """Writes each distinct step once."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._index: dict[Step, int] = {}

    def write(self, operation: str, *arguments: int, label: float | int | None = None) -> int:
        """The place of a step, which is a number where all its arguments are."""
        if arguments and all(self.steps[argument].operation == "constant" for argument in arguments):
            return self.constant(self._folded(operation, arguments))
        step = Step(operation, arguments, label)
        index = self._index.setdefault(step, len(self.steps))
        if index == len(self.steps):
            self.steps.append(step)
        return index

    def copy(self, step: Step, place: Sequence[int]) -> int:
        """The place of a step of another tape, of whose steps ``place`` tells where they went."""
        self.steps.append(Step(step.operation, tuple([place[argument] for argument in step.arguments]), step.label))
        return len(self.steps) - 1

    def _folded(self, operation: str, arguments: tuple[int, ...]) -> float:
        values = [np.float64(self.steps[argument].label or 0.0) for argument in arguments]
        with np.errstate(all="ignore"):
            return float(OPERATIONS[operation](*values))

    def constant(self, value: float) -> int:
        """The place of a number."""
        return self.write("constant", label=math.nan if math.isnan(value) else value)

    def total(self, terms: list[int], operation: str = "add") -> int:
        """A balanced tree of additions (or of another operation of two values that may be taken in any order)."""
        # the order of a sum is fixed here, once for all back ends: another order would round otherwise
        while len(terms) > 1:
            pairs = [self.write(operation, terms[i], terms[i + 1]) for i in range(0, len(terms) - 1, 2)]
            terms = pairs + terms[len(terms) - len(terms) % 2 :]
        return terms[0]

    def difference(self, gained: list[int], lost: list[int]) -> int:
        """The sum of what is gained less the sum of what is lost."""
        if not lost:
            return self.total(gained)
        if not gained:
            return self.write("negative", self.total(lost))
        return self.write("subtract", self.total(gained), self.total(lost))

    def whole_power(self, base: int, exponent: int) -> int:
        """``base`` to a whole power of at least 1, by repeated squaring."""
        if exponent == 1:
            return base
        if exponent % 2:
            return self.write("multiply", self.whole_power(base, exponent - 1), base)
        half = self.whole_power(base, exponent // 2)
        return self.write("multiply", half, half)


def lower(graph: Graph, outputs: Sequence[int], inputs: Sequence[str]) -> Tape:
    """The tape that computes ``outputs`` (node indices) from the variables named ``inputs``."""
    writer = Writer()
    places = {name: writer.write("input", label=place) for place, name in enumerate(inputs)}
    written: dict[int, int] = {}
    for index in graph.reachable(outputs):
        node, value = graph.nodes[index], graph.values[index]
        if value is not None:
            written[index] = writer.constant(value)
        elif node.operation == "variable":
            written[index] = places[str(node.label)]
        elif node.operation == "add":
            written[index] = _sum(graph, writer, written, node.arguments)
        elif node.operation == "logsumexp":
            written[index] = writer.total([written[term] for term in node.arguments], "logsumexp")
        elif node.operation == "power":
            written[index] = _power(graph, writer, written, node.arguments)
        else:
            written[index] = writer.write(node.operation, *(written[a] for a in node.arguments))
    return prune(Tape(tuple(inputs), tuple(writer.steps), tuple(written[output] for output in outputs)))


def _sum(graph: Graph, writer: Writer, written: dict[int, int], terms: tuple[int, ...]) -> int:
    gained = [written[term] for term in terms if graph.nodes[term].operation != "negative"]
    lost = [written[graph.nodes[term].arguments[0]] for term in terms if graph.nodes[term].operation == "negative"]
    return writer.difference(gained, lost)


def _power(graph: Graph, writer: Writer, written: dict[int, int], arguments: tuple[int, ...]) -> int:
    base, exponent = (written[argument] for argument in arguments)
    value = graph.values[arguments[1]]
    if value is None or not (value.is_integer() or abs(value) == 0.5) or abs(value) > LARGEST_CHAIN:
        return writer.write("power", base, exponent)
    magnitude = writer.write("sqrt", base) if abs(value) == 0.5 else writer.whole_power(base, int(abs(value)))
    return magnitude if value > 0 else writer.write("divide", writer.constant(1.0), magnitude)


def needed_by(tape: Tape, steps: Iterable[int]) -> set[int]:
    """These steps and all that they depend on."""
    needed = set(steps)
    for index in range(max(needed, default=-1), -1, -1):
        if index in needed:
            needed.update(tape.steps[index].arguments)
    return needed


def prune(tape: Tape) -> Tape:
    """The same tape without steps that no output needs (inputs stay, in their places)."""
    needed = needed_by(tape, tape.outputs) | set(range(len(tape.inputs)))
    if len(needed) == len(tape.steps):
        return tape
    order = sorted(needed)
    place = {old: new for new, old in enumerate(order)}
    steps = tuple(
        Step(step.operation, tuple(place[a] for a in step.arguments), step.label)
        for step in (tape.steps[old] for old in order)
    )
    return Tape(tape.inputs, steps, tuple(place[output] for output in tape.outputs))
