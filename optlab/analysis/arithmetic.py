"""The arithmetic of every step of a run: the lines of its method's formula, and the numbers to put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from optlab.experiment import Trajectory
from optlab.experiment.recording import Step
from optlab.optimizers.rule import Lines, Method
from optlab.optimizers.wrappers import Wrapper

SHOWN = 4
"""Parameters of which numbers are shown; the others are said to be left out."""

DIGITS = 6


class Arithmetic(NamedTuple):
    """``lines`` are (name, formula) with places such as ``{g}``; ``numbers`` gives a list of vectors for each place,
    the k-th for the step from point k to k + 1; ``losses`` ``(steps + 1,)`` are over all examples.
    """

    lines: Lines
    numbers: dict[str, list[list[float]]]
    losses: list[float]


def arithmetic(trajectory: Trajectory, steps: Sequence[Step], rule: Method | Wrapper) -> Arithmetic:
    """The arithmetic of the first run of ``trajectory``, while it lives, from the record of its ``steps``.

    Places: w and w+ (the point before and after), g (the gradient on the step's batch), at (where it was taken), rate,
    move, and what the method remembers, before (``velocity``) and after (``velocity+``).
    """
    ended = trajectory.stops[0].step if 0 in trajectory.stops else len(steps)
    taken = list(steps[: min(ended, len(steps), max(0, int(trajectory.alive[0]) - 1))])
    points = trajectory.points[: len(taken) + 1, 0, :SHOWN]
    numbers = {"w": _rows(points[:-1]), "w+": _rows(points[1:]), "move": _rows(points[1:] - points[:-1])}
    numbers["rate"] = [[_rounded(step.rate)] for step in taken]
    if all(step.gradient is not None and step.at is not None for step in taken):
        numbers["g"] = _rows([(step.gradient or ())[:SHOWN] for step in taken])
        numbers["at"] = _rows([(step.at or ())[:SHOWN] for step in taken])
    for name in taken[0].memory if taken else ():
        numbers[name] = _rows([step.memory[name][0][:SHOWN] for step in taken])
        numbers[f"{name}+"] = _rows([step.memory[name][1][:SHOWN] for step in taken])
    losses = [_rounded(value) for value in trajectory.loss[: len(taken) + 1, 0].tolist()]
    asked = bool(taken) and taken[0].gradient is not None
    lines = rule.lines(tuple(taken[0].memory) if taken else (), asked)
    return Arithmetic(lines, numbers, losses)


def _rows(vectors: Any) -> list[list[float]]:
    return [[_rounded(value) for value in vector] for vector in vectors]


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
