"""One loop for every method: seeds, rates and starting points are all just runs along the first axis."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from optlab.errors import SettingsError
from optlab.experiment.trajectory import Trajectory
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.losses.labels import Points, in_order
from optlab.losses.oracle import BatchOracle
from optlab.optimizers import Batches, Rule, check_batch_size

Schedule = Callable[[int], float]
"""From the number of steps already taken to a factor on the learning rate."""

Progress = Callable[[int], None]
"""Told the number of steps done, now and then; what it raises ends the run."""

OFTEN = 16
"""Steps between two reports of progress."""

LARGEST_HISTORY = 50_000_000
"""Numbers that a trajectory may hold (400 MB)."""


def run(
    loss: Loss,
    rule: Rule,
    starts: Points,
    rate: ArrayLike,
    steps: int,
    batch_size: int | None = None,
    seeds: ArrayLike = 0,
    schedule: Schedule | None = None,
    progress: Progress | None = None,
) -> Trajectory:
    """Descend ``loss`` by ``rule`` from each of ``starts`` and keep every step.

    ``starts`` is ``(runs, dim)`` or ``(dim,)``, or by the names of the parameters (a dict, a Series, a DataFrame);
    ``rate`` and ``seeds`` are scalars or ``(runs,)``; all broadcast to the number of runs.  ``batch_size`` None means
    all examples.  A run's batches depend on its seed alone, so a run is the same whatever runs beside it.  A run that
    its rule stops stays where it is.  ``progress`` hears now and then how many steps are done.  Settings out of range
    raise SettingsError; numbers going wrong are an Outcome.

    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> trajectory = run(parse_loss("x^2 + y^2"), GradientDescent(), starts=[1.0, 2.0], rate=0.25, steps=2)
    >>> trajectory.points[:, 0].tolist()
    [[1.0, 2.0], [0.5, 1.0], [0.25, 0.5]]
    """
    points, rates, run_seeds = _broadcast(loss, starts, rate, seeds)
    size = check_batch_size(batch_size, loss.examples)
    _check_steps(steps, points)
    history = np.empty((steps + 1, *points.shape))
    seen = np.zeros((steps + 1, len(points)))
    history[0] = points
    oracle = BatchOracle(loss, len(points))
    batches = Batches(loss.examples, size, run_seeds) if size < loss.examples else None
    state = rule.init(points)
    with np.errstate(all="ignore"):
        for step in range(steps):
            oracle.begin_step(None if batches is None else batches.draw())
            factor = rates if schedule is None else rates * schedule(step)
            moved, state = rule.update(points, state, oracle, factor)
            points = np.where(oracle.running[:, None], moved, points) if oracle.stops else moved
            history[step + 1] = points
            seen[step + 1] = oracle.samples_seen
            if progress is not None and step % OFTEN == 0:
                progress(step)
    return Trajectory(loss, history, np.arange(steps + 1), seen, oracle.stops)


def _broadcast(loss: Loss, starts: Points, rate: ArrayLike, seeds: ArrayLike) -> tuple[Array, Array, list[int]]:
    """Points ``(runs, dim)``, rates ``(runs, dim)`` and seeds, as many as the longest of the three asks for."""
    points, dim = np.atleast_2d(in_order(starts, loss.parameters)), len(loss.parameters)
    rates, run_seeds = np.atleast_1d(np.asarray(rate, dtype=float)), np.atleast_1d(np.asarray(seeds))
    if points.ndim != 2 or points.shape[1] != dim or not np.isfinite(points).all():
        what = f"a start is {dim} finite number(s), one for each of {', '.join(loss.parameters)}; got {starts!r}"
        raise SettingsError(what[:300], f"for example {[0.5] * dim}"[:80])
    if not (np.isfinite(rates).all() and (rates >= 0.0).all()):
        raise SettingsError(f"a learning rate must be positive, got {rate!r}", "0.01 is a common start")
    if not np.issubdtype(run_seeds.dtype, np.integer) or (run_seeds < 0).any():
        raise SettingsError(f"a seed is a whole number from 0 on, got {seeds!r}", "0 is as good as any")
    try:
        runs = np.broadcast_shapes((len(points),), rates.shape, run_seeds.shape)[0]
    except ValueError:
        counts = f"{len(points)} starts, {rates.size} rates and {run_seeds.size} seeds"
        raise SettingsError(f"{counts} do not make a number of runs", "give one of each, or equally many") from None
    return (
        np.broadcast_to(points, (runs, dim)).copy(),
        np.repeat(np.broadcast_to(rates, (runs,))[:, None], dim, axis=1),
        [int(seed) for seed in np.broadcast_to(run_seeds, (runs,))],
    )


def _check_steps(steps: int, points: Array) -> None:
    if not steps >= 0:
        raise SettingsError(f"the number of steps is 0 or more, got {steps}", "200 is a good picture")
    if (steps + 1) * points.size > LARGEST_HISTORY:
        raise SettingsError(
            f"{steps} steps of {len(points)} runs in {points.shape[1]} dimensions are more than can be kept",
            f"at most {LARGEST_HISTORY // max(1, points.size)} steps for this many runs",
        )
