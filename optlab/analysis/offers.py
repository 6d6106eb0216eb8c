"""Learning rates that the curvature suggests: a limit, which is a fact of one place, and a better rate, once tried."""

from __future__ import annotations

import numpy as np

from optlab.analysis.curvature import Curvature, largest_stable_product
from optlab.analysis.theory import best_rate
from optlab.experiment.rates import OVER, ROWS, try_rates
from optlab.experiment.runner import Schedule, run
from optlab.experiment.trajectory import Trajectory
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.optimizers import Rule
from optlab.picture import budget

SHARES = (1.0, 0.5, 0.25, 0.125)
"""The rates tried, as shares of the best one on a parabola: elsewhere on the way the loss may bend more."""

OPERATIONS = budget.AID // 4
"""Elementary operations that an offer is worth."""

EQUAL = 1e-9
"""An end higher by this share of what was won is no higher."""


def limit_here(curvature: Curvature, decay: float = 0.0) -> float | None:
    """(2 + 2β)/λmax: the largest rate that is stable on a parabola that bends as the loss does here.

    It says nothing of other places on the way, so it is no rate to take without trying.  None without upward curvature.
    """
    return largest_stable_product(decay) / curvature.highest if curvature.highest > 0.0 else None


def limit_words(step: int, decay: float = 0.0) -> str:
    """What the limit at a step is, in words.

    >>> limit_words(7)
    'the limit where the run stands at step 7, 2/λmax: a larger rate overshoots more each step here'
    """
    formula = "(2 + 2β)/λmax" if decay else "2/λmax"
    return f"the limit where the run stands at step {step}, {formula}: a larger rate overshoots more each step here"


def better_rate(
    loss: Loss,
    rule: Rule,
    start: Array,
    steps: int,
    rate: float,
    curvature: Curvature,
    decay: float = 0.0,
    *,
    batch: int | None = None,
    seed: int = 0,
    schedule: Schedule | None = None,
) -> float | None:
    """A rate that served ``rule`` better than ``rate`` when the same run was made with it, or None.

    Tried are the best rate on a parabola bent as ``curvature`` says, and smaller ones.  One is offered only if its run
    stays tame all the way from ``start`` (dim,), ends no higher than the run at ``rate`` and is lower on the way.  None
    also where the loss does not bend up in every direction here, or a try would cost too much.

    >>> from optlab.analysis.curvature import curvature
    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> bowl, point = parse_loss("x^2 + 4*y^2"), np.array([1.0, 0.1])
    >>> better_rate(bowl, GradientDescent(), point, 100, 0.01, curvature(bowl, point))
    0.2
    """
    parabolas = best_rate(curvature, decay)
    if parabolas is None or not np.isfinite(parabolas) or steps < 1:
        return None
    size = ROWS if batch is None and loss.examples > 2 * ROWS else batch
    if (len(SHARES) + 1) * (steps + 1) > budget.affordable(loss, size, OPERATIONS):
        return None
    rates = np.array([rate, *(float(f"{share * parabolas:.3g}") for share in SHARES)])
    tries = try_rates(loss, rule, start, rates, steps, size, seed, schedule)
    known = np.isfinite(tries.won[0])
    margin = EQUAL * max(float(tries.won[0]), 0.0) if known else 0.0
    better = tries.tame & np.isfinite(tries.won) & (rates != rate)
    if known:
        better &= (tries.end <= tries.end[0] + margin) & (tries.won > tries.won[0])
    if not better.any():
        return None
    ranked = sorted(rates[better].tolist(), key=lambda tried: -float(tries.won[rates == tried].max()))
    point = np.asarray(start, dtype=float)
    runs = ((tried, run(loss, rule, point, tried, steps, size, seed, schedule)) for tried in ranked)
    return next((tried for tried, trajectory in runs if _stays_low(trajectory)), None)


def _stays_low(trajectory: Trajectory) -> bool:
    """Whether no step at all, and not only those looked at in a try, climbs far above the start."""
    losses = trajectory.loss[:, 0]
    return bool(losses.max() - losses[0] <= OVER * (losses[0] - losses[-1]))
