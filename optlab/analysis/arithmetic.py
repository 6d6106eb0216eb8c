"""The arithmetic of every step of a run: the lines of its method's formula, and the numbers to put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from optlab.experiment import Trajectory
from optlab.experiment.recording import Step
from optlab.optimizers import Adam, Clipped, GradientDescent, Momentum, Nesterov, Rule

SHOWN = 4
"""Parameters of which numbers are shown; the others are said to be left out."""

DIGITS = 6


class Arithmetic(NamedTuple):
    """``lines`` are (name, formula) with places such as ``{g}``; ``numbers`` gives a list of vectors for each place,
    the k-th for the step from point k to k + 1; ``losses`` ``(steps + 1,)`` are over all examples.
    """

    lines: tuple[tuple[str, str], ...]
    numbers: dict[str, list[list[float]]]
    losses: list[float]


def arithmetic(trajectory: Trajectory, steps: Sequence[Step], rule: Rule) -> Arithmetic:
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
    return Arithmetic(_lines(rule, taken), numbers, losses)


def _lines(rule: Rule, steps: Sequence[Step]) -> tuple[tuple[str, str], ...]:
    """The formula of a method line by line; what has no formula here tells what it remembers before and after."""
    inner: Any = rule.rule if isinstance(rule, Clipped) else rule
    asked = ("gradient", "∇L(w) = {g}")
    if type(inner) is GradientDescent:
        return asked, ("new point", "w − η·∇L = {w} − {rate}·{g} = {w+}")
    if type(inner) in (Momentum, Nesterov):
        return _with_velocity(inner)
    if type(inner) is Adam:
        return asked, *_adam(inner)
    memory = steps[0].memory if steps else {}
    told = [(name.replace("_", " "), f"{{{name}}} → {{{name}+}}") for name in memory]
    known = [asked] if steps and steps[0].gradient is not None else []
    return *known, *told, ("step", "Δw = {move}"), ("new point", "w + Δw = {w} + {move} = {w+}")


def _with_velocity(rule: Any) -> tuple[tuple[str, str], ...]:
    decay, ahead = f"{rule.decay:g}", isinstance(rule, Nesterov)
    share = f"{1.0 - rule.decay:.3g}·" if getattr(rule, "average", False) else ""
    asked = ("gradient ahead", "∇L(w − ηβv) = ∇L{at} = {g}") if ahead else ("gradient", "∇L(w) = {g}")
    return (
        asked,
        ("velocity", f"β·v + {'(1−β)·' if share else ''}∇L = {decay}·{{velocity}} + {share}{{g}} = {{velocity+}}"),
        ("new point", "w − η·v = {w} − {rate}·{velocity+} = {w+}"),
    )


def _adam(rule: Any) -> tuple[tuple[str, str], ...]:
    first, second = rule.decay_mean, rule.decay_square
    return (
        ("mean", f"β₁·m + (1−β₁)·∇L = {first:g}·{{mean}} + {1.0 - first:.3g}·{{g}} = {{mean+}}"),
        ("mean square", f"β₂·s + (1−β₂)·∇L² = {second:g}·{{square}} + {1.0 - second:.3g}·{{g}}² = {{square+}}"),
        ("step", "−η·m̂ / (√ŝ + ε) = {move}"),
        ("new point", "w + Δw = {w} + {move} = {w+}"),
    )


def _rows(vectors: Any) -> list[list[float]]:
    return [[_rounded(value) for value in vector] for vector in vectors]


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
