"""What became of a run and why, in one sentence with its evidence: never from the size of the loss, never of a plateau
that it has converged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import FLAT, Curvature, largest_stable_product
from optlab.analysis.curvature import curvature as curvature_at
from optlab.analysis.noise import batch_deviation
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.picture import budget

LARGEST = 64
"""Parameters up to which the Hessian is asked for a verdict."""

LATE = 20
"""The last records that a verdict on the end looks at."""

LEVEL = 1e-2
"""A slope below this share of the steepest on the way is that of a plateau or a valley floor."""

NARROW = 50.0
"""Condition number from which on a valley is called narrow."""

ACROSS = 0.4
"""A run oscillates when this share of its late steps turns back (a negative cosine with the step before)."""


@dataclass(frozen=True)
class Verdict:
    """``kind`` in a word, ``sentence`` with the evidence, ``curvature`` where the run ended (None: too large)."""

    kind: str
    sentence: str
    curvature: Curvature | None


def verdict(
    trajectory: Trajectory,
    run: int = 0,
    *,
    rate: float | None = None,
    decay: float = 0.0,
    batch: int | None = None,
    best: float | None = None,
) -> Verdict:
    """The verdict on one run of a trajectory.

    ``rate`` is given for plain descent and momentum (``decay``), whose limits 2/λmax and (2+2β)/λmax explain a
    divergence; ``batch`` is the batch size (None: all examples); ``best`` the lowest loss known.
    """
    outcome = trajectory.outcomes[run]
    points = trajectory.points[: max(1, int(trajectory.alive[run])), run]
    curvature = curvature_at(trajectory.objective, points[-1]) if points.shape[1] <= LARGEST else None
    if outcome.status == "diverged":
        return _diverging(trajectory, run, points, rate, decay)
    if outcome.status == "stopped":
        return Verdict("stopped", outcome.sentence, curvature)
    number = (
        "" if rate is None or curvature is None else _product(rate * curvature.highest, largest_stable_product(decay))
    )
    noisy = _noise_floor(trajectory, run, points, batch, curvature)
    if noisy is not None:
        return noisy
    if outcome.status == "converged":
        name = _minimum(trajectory.objective, points[-1], curvature, best)
        return Verdict("minimum", f"converged to {name} at step {outcome.step}{_evidence(curvature)}", curvature)
    if outcome.status == "stationary":
        word = (
            "a saddle"
            if curvature is not None and curvature.shape == "saddle"
            else "a point without slope, not a minimum"
        )
        return Verdict("stationary", f"stopped on {word} at step {outcome.step}{_evidence(curvature)}", curvature)
    noisy_steps = batch is not None and batch < trajectory.objective.examples
    return _moving(trajectory, run, points, curvature, number, outcome.sentence, noisy_steps)


def _product(product: float, limit: float) -> str:
    """Rate times curvature, against its limit where it is above it."""
    return f"; η·λmax = {product:.3g}" + (f" > {limit:.3g}" if product > limit else "")


def _minimum(loss: Loss, point: Array, curvature: Curvature | None, best: float | None) -> str:
    """Which minimum: global if the parabola at the point has the lowest loss known at its bottom."""
    if best is None:
        return "a minimum"
    bottom = float(loss.value(point))
    if curvature is not None and np.isfinite(curvature.values).all():
        up = curvature.values > FLAT * curvature.highest
        along = curvature.directions.T @ loss.gradient(point)
        bottom -= 0.5 * float((along[up] ** 2 / curvature.values[up]).sum())
    return "the global minimum" if bottom <= best + 1e-6 * max(1.0, abs(best)) else "a local minimum"


def _evidence(curvature: Curvature | None) -> str:
    if curvature is None or not np.isfinite(curvature.values).all():
        return ""
    if curvature.condition_number is None:
        return f": λmin = {curvature.lowest:.3g}, λmax = {curvature.highest:.3g}"
    return f": λmin = {curvature.lowest:.3g} > 0"


def _diverging(trajectory: Trajectory, run: int, points: Array, rate: float | None, decay: float) -> Verdict:
    """Why: the rate against the curvature on the way, or a loss without a bottom."""
    outcome, losses = trajectory.outcomes[run], trajectory.loss[: len(points), run]
    if len(losses) > 1 and losses[-1] < losses[0]:
        curvature = curvature_at(trajectory.objective, points[-1]) if points.shape[1] <= LARGEST else None
        bend = "" if curvature is None or not curvature.lowest < 0.0 else f", λmin = {curvature.lowest:.3g} < 0"
        what = f"escaped to −∞ at step {outcome.step}: the loss is unbounded below{bend}"
        return Verdict("unbounded", what, curvature)
    limit = largest_stable_product(decay)
    if rate is not None and points.shape[1] <= LARGEST:
        for at in _looked_at(len(points), trajectory.objective):
            curvature = curvature_at(trajectory.objective, points[at])
            if rate * curvature.highest > limit:
                name = f"2 + 2β = {limit:.3g}" if decay else "2"
                why = f"η·λmax = {rate * curvature.highest:.3g} > {name}"
                since = f"diverging since step {trajectory.steps[at]} because {why}"
                return Verdict("diverging", f"{since}; gone at step {outcome.step}", curvature)
    return Verdict("diverging", outcome.sentence, None)


def _looked_at(count: int, loss: Loss) -> list[int]:
    """Records, evenly spaced, at which the Hessian can be afforded: all but of losses over many rows."""
    places = np.linspace(0, count - 1, min(count, max(LATE, budget.affordable(loss))))
    return [int(place) for place in np.unique(places.round())]


def _noise_floor(
    trajectory: Trajectory, run: int, points: Array, batch: int | None, curvature: Curvature | None
) -> Verdict | None:
    """Whether the run only wanders, because its batches err by more than the slope that is left."""
    if batch is None or batch >= trajectory.objective.examples or not _wanders(points[len(points) // 2 :]):
        return None
    slope = float(np.median(trajectory.gradient_norm[: len(points), run][-LATE:]))
    deviation = batch_deviation(trajectory.objective, points[-1], batch)
    if slope >= deviation:
        return None
    evidence = f"a batch of {batch} errs by {deviation:.2g}, the slope is {slope:.2g}"
    return Verdict("noise floor", f"at its noise floor: {evidence}", curvature)


def _moving(
    trajectory: Trajectory,
    run: int,
    points: Array,
    curvature: Curvature | None,
    number: str,
    sentence: str,
    noisy: bool,
) -> Verdict:
    """A run that its steps ended: on a plateau, oscillating, in a valley, or on its way."""
    kappa = (
        f", κ = {curvature.condition_number:.3g}"
        if curvature is not None and curvature.condition_number is not None
        else ""
    )
    slopes = trajectory.gradient_norm[: len(points), run]
    level = bool(np.median(slopes[-LATE:]) < LEVEL * slopes.max())
    if curvature is not None and curvature.lowest <= FLAT * curvature.highest and level:
        sign = "< 0" if curvature.lowest < 0.0 else "≈ 0"
        return Verdict(
            "plateau", f"crawling on a plateau, no minimum: λmin = {curvature.lowest:.3g} {sign}{number}", curvature
        )
    moves = np.diff(points[-LATE - 1 :], axis=0)
    if not noisy and _turns_back(moves):
        if trajectory.loss[len(points) - 1, run] > trajectory.loss[0, run] and _grows(moves):
            return Verdict("diverging", f"diverging, its swings grow{number}", curvature)
        return Verdict("oscillating", f"oscillating across the ravine{number}{kappa}", curvature)
    if level and curvature is not None and (curvature.condition_number or 0.0) >= NARROW:
        return Verdict(
            "valley", f"creeping along a narrow valley: κ = {curvature.condition_number:.3g}{number}", curvature
        )
    return Verdict("moving", f"{sentence}{number}{kappa}", curvature)


def _turns_back(moves: Array) -> bool:
    """Whether many late steps go back against the step before."""
    turns = np.einsum("ij,ij->i", moves[1:], moves[:-1]) < 0.0
    return bool(len(turns) and turns.mean() >= ACROSS)


def _grows(moves: Array) -> bool:
    """Whether the last step is longer than the first, along the coordinate in which it is longest."""
    first, *_, last = np.abs(moves).max(axis=1)
    return bool(last > first)


def _wanders(points: Array) -> bool:
    """Whether the steps led nowhere: together no farther than steps in random directions would."""
    moves = np.diff(points, axis=0)
    return bool(len(moves) and np.linalg.norm(points[-1] - points[0]) <= np.sqrt((moves * moves).sum()))
