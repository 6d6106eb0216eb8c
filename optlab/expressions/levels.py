"""Back end for wide formulas (hundreds of parameters): one NumPy call for each (depth, operation).

Steps at the same depth do not depend on each other, so all multiplications of a depth are one call on gathered
operands.  A formula of 12,000 steps such as Rosenbrock's in 1000 dimensions then takes some thirty calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optlab.expressions.operations import OPERATIONS, Array
from optlab.expressions.tape import Tape

Places = NDArray[np.intp]
Group = tuple[Callable[..., Any], tuple["slice | Places", ...], slice]


class Levels:
    """A tape regrouped by depth.  ``evaluate(points)``: ``(parameters, runs)`` -> ``(outputs, runs)``."""

    def __init__(self, tape: Tape) -> None:
        order, sizes = _order(tape)
        place = np.empty(len(order), dtype=np.intp)
        place[order] = np.arange(len(order))
        self._count = len(order)
        self._inputs = len(tape.inputs)
        self._outputs = place[list(tape.outputs)]
        constants = [index for index in order if tape.steps[index].operation == "constant"]
        self._constants = np.array([tape.steps[index].label for index in constants], dtype=float)[:, None]
        self._groups = list(_groups(tape, order, sizes, place))

    def evaluate(self, points: Array) -> Array:
        """All outputs; call under ``np.errstate(all="ignore")``."""
        values = np.empty((self._count, points.shape[1]))
        values[: self._inputs] = points
        values[self._inputs : self._inputs + len(self._constants)] = self._constants
        for function, arguments, target in self._groups:
            function(*(values[places] for places in arguments), values[target])
        return values[self._outputs]


def _order(tape: Tape) -> tuple[list[int], list[int]]:
    """Steps sorted by (depth, operation), inputs and constants first, and the sizes of the groups after them."""
    depths: list[int] = []
    for step in tape.steps:
        depths.append(1 + max((depths[argument] for argument in step.arguments), default=-1))
    keys = [
        (depth, step.operation != "input", step.operation, step.arguments) if depth == 0 or step.arguments else (0,)
        for depth, step in zip(depths, tape.steps, strict=True)
    ]
    order = sorted(range(len(tape.steps)), key=lambda index: (keys[index][:3], index))
    sizes: dict[object, int] = {}
    for index in order:
        if tape.steps[index].arguments:
            sizes[keys[index][:3]] = sizes.get(keys[index][:3], 0) + 1
    return order, list(sizes.values())


def _groups(tape: Tape, order: list[int], sizes: list[int], place: Places) -> list[Group]:
    groups: list[Group] = []
    start = len(order) - sum(sizes)
    for size in sizes:
        steps = [tape.steps[index] for index in order[start : start + size]]
        arguments = tuple(_places(place[list(column)]) for column in zip(*(s.arguments for s in steps), strict=True))
        groups.append((OPERATIONS[steps[0].operation].evaluate, arguments, slice(start, start + size)))
        start += size
    return groups


def _places(places: Places) -> slice | Places:
    """A slice (a view, free) where the places are consecutive, else the places (a gather)."""
    if np.array_equal(places, np.arange(places[0], places[0] + len(places))):
        return slice(int(places[0]), int(places[0]) + len(places))
    return places
