"""A learning rate to begin with, for any loss and method: try a ladder of them at once, take a calm one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optlab.experiment.runner import Schedule, run
from optlab.experiment.trajectory import Trajectory
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.optimizers import METHODS, Rule

RUNGS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
LADDER = np.array([float(f"{rung}e{power}") for power in range(-5, 3) for rung in RUNGS])
"""The rates tried: six a decade, from 0.00001 to 700."""

REACH = 100.0
"""A calm run ends no farther from its start than this many times the start's own size (or 1)."""

ROWS = 256
"""Of more examples than this, twice over, the tries look at so many a step, and are judged by so many."""

RISE, STEP, OVER = 0.05, 0.05, 0.1
"""Calm: near the end no step raises the loss by more than RISE of what was won, or is longer than STEP of the way.
Tame: calm, and never higher above the start than OVER of what was won."""

EARLY = 0.02
"""The weight of the first half of the steps against the last: enough to choose the faster of two that arrive."""

WORTH = 0.15
"""A calmer rate is preferred while it wins at least this share of what the best one wins."""

Mask = NDArray[np.bool_]


def fixed_rate(rule: Rule) -> float | None:
    """The rate that suits the rule on any loss, as 1 does Newton's; None where it depends on the loss.

    >>> from optlab.optimizers import Clipped, Momentum, Newton
    >>> fixed_rate(Clipped(Newton())), fixed_rate(Momentum())
    (1.0, None)
    """
    while hasattr(rule, "rule"):
        rule = rule.rule
    entry = METHODS.get(type(rule).__name__)
    return None if entry is None else entry.rate


def suggest_rate(loss: Loss, rule: Rule, start: ArrayLike, steps: int = 200, rows: int = ROWS) -> float:
    """A rate from the LADDER with which ``rule`` falls far from ``start`` in ``steps`` steps without hopping about.

    The same for the same arguments.  Of the rates that stay tame it is the one with the lowest mean loss, the last half
    of the steps counting most (EARLY); where tame rates win little (WORTH), of the calm ones, and else of all.  Of many
    examples each step looks at so many ``rows``.

    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> suggest_rate(parse_loss("x^2 + y^2"), GradientDescent(), [2.0, 1.0])
    0.5
    """
    fixed = fixed_rate(rule)
    if fixed is not None:
        return fixed
    batch = rows if loss.examples > 2 * rows else None
    tries = try_rates(loss, rule, start, LADDER, max(10, steps), batch, rows=rows)
    for choice in (tries.tame, tries.calm):
        best = np.where(choice, tries.won, -np.inf)
        if best.max() > 0.0 and best.max() >= WORTH * tries.won.max():
            return float(LADDER[best.argmax()])
    return float(LADDER[tries.won.argmax()])


class Tries(NamedTuple):
    """For each rate tried: what it ``won`` on average (EARLY; -inf: it was lost), the loss at its ``end``, and whether
    it was ``calm`` or even ``tame``; all ``(rates,)``.
    """

    won: Array
    end: Array
    calm: Mask
    tame: Mask


def try_rates(
    loss: Loss,
    rule: Rule,
    start: ArrayLike,
    rates: ArrayLike,
    steps: int,
    batch: int | None = None,
    seed: int = 0,
    schedule: Schedule | None = None,
    rows: int = ROWS,
) -> Tries:
    """Run ``rule`` from ``start`` at each of the ``rates``, all at once.

    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> try_rates(parse_loss("x^2"), GradientDescent(), [1.0], [0.1, 1.1], steps=50).tame.tolist()
    [True, False]
    """
    point = np.atleast_1d(np.asarray(start, dtype=float))
    trajectory = run(loss, rule, point, rates, steps, batch, seed, schedule)
    with np.errstate(all="ignore"):
        losses = _losses(trajectory, rows if loss.examples > 2 * rows else None)
        half = len(losses) // 2
        height = (1.0 - EARLY) * losses[half:].mean(axis=0) + EARLY * losses[:half].mean(axis=0)
        won = np.where(np.isfinite(height), losses[0] - height, -np.inf)
        calm = _calm(trajectory, losses)
        tame = calm & (losses.max(axis=0) - losses[0] <= OVER * (losses[0] - losses[-1]))
    return Tries(won, losses[-1], calm, tame)


def _records(steps: int) -> NDArray[np.int_]:
    """Pairs of neighbouring steps all along, and every one of the last fifth: hops must show."""
    end = steps - steps // 5
    sparse = np.linspace(0, end, 24).astype(int)
    return np.unique(np.concatenate([sparse, np.minimum(sparse + 1, end), np.arange(end, steps + 1)]))


def _losses(trajectory: Trajectory, sample: int | None) -> Array:
    """Losses ``(records, runs)`` at ``_records``, over all examples or over a ``sample`` of them."""
    points = trajectory.points[_records(len(trajectory.steps) - 1)]
    records, runs, dim = points.shape
    loss, flat = trajectory.objective, points.reshape(-1, dim)
    if sample is None:
        return loss.batch_value(flat, None).reshape(records, runs)
    rows = np.random.default_rng(0).choice(loss.examples, size=sample, replace=False)
    values = [loss.batch_value(part, np.broadcast_to(rows, (runs, sample))) for part in points]
    return np.array(values).reshape(records, runs)


def _calm(trajectory: Trajectory, losses: Array) -> Mask:
    late = (len(trajectory.steps) - 1) // 5
    won = losses[0] - losses[-1]
    rise = np.diff(losses[-late - 1 :], axis=0).max(axis=0)
    moves = np.sqrt((np.diff(trajectory.points[-late - 1 :], axis=0) ** 2).sum(axis=2)).max(axis=0)
    way = np.sqrt(((trajectory.points[-1] - trajectory.points[0]) ** 2).sum(axis=1))
    near = way <= REACH * max(1.0, float(np.abs(trajectory.points[0]).max()))
    calm: Mask = (won > 0.0) & (rise <= RISE * won) & (moves <= STEP * way) & near
    return calm
