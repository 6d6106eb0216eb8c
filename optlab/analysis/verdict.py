"""What became of a run and why, in one sentence with its evidence: never from the size of the loss, never of a plateau
that it has converged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import Curvature, curvature
from optlab.experiment import Trajectory
from optlab.expressions import Array

LARGEST = 64
"""Parameters up to which the Hessian is asked for a verdict."""

LATE = 20
"""The last records that a verdict on the end looks at."""

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
    here = curvature(trajectory.minimised, points[-1]) if points.shape[1] <= LARGEST else None
    if outcome.status == "diverged":
        return _diverging(trajectory, run, points, rate, decay)
    if outcome.status == "converged":
        known = best is not None and outcome.loss <= best + 1e-6 * max(1.0, abs(best))
        name = "the global minimum" if known else "a minimum" if best is None else "a local minimum"
        return Verdict("minimum", f"converged to {name} at step {outcome.step}{_evidence(here)}", here)
    if outcome.status == "stationary":
        word = "a saddle" if here is not None and here.shape == "saddle" else "a point without slope, not a minimum"
        return Verdict("stationary", f"stopped on {word} at step {outcome.step}{_evidence(here)}", here)
    if outcome.status == "stopped":
        return Verdict("stopped", outcome.sentence, here)
    return _moving(trajectory, run, points, here, rate, batch, outcome.sentence)


def _evidence(here: Curvature | None) -> str:
    if here is None or not np.isfinite(here.values).all():
        return ""
    if here.condition_number is None:
        return f": λmin = {here.lowest:.3g}, λmax = {here.highest:.3g}"
    return f": λmin = {here.lowest:.3g} > 0, κ = {here.condition_number:.3g}"


def _diverging(trajectory: Trajectory, run: int, points: Array, rate: float | None, decay: float) -> Verdict:
    """Why: the rate against the curvature on the way, or a loss without a bottom."""
    outcome, losses = trajectory.outcomes[run], trajectory.loss[: len(points), run]
    if len(losses) > 1 and losses[-1] < losses[0]:
        return Verdict(
            "unbounded", f"escaping to −∞ since step {outcome.step}: the loss has no bottom on this way", None
        )
    limit = 2.0 + 2.0 * decay
    if rate is not None and points.shape[1] <= LARGEST:
        for point, step in zip(points, trajectory.steps, strict=False):
            here = curvature(trajectory.minimised, point)
            if rate * here.highest > limit:
                name = f"2 + 2β = {limit:.3g}" if decay else "2"
                why = f"η·λmax = {rate * here.highest:.3g} > {name}"
                return Verdict(
                    "diverging",
                    f"diverging since step {step} because {why}; gone at step {outcome.step}",
                    here,
                )
    return Verdict("diverging", outcome.sentence, None)


def _moving(
    trajectory: Trajectory,
    run: int,
    points: Array,
    here: Curvature | None,
    rate: float | None,
    batch: int | None,
    sentence: str,
) -> Verdict:
    """A run that its steps ended: noisy, oscillating, on a plateau, falling for ever, or on its way."""
    late, moves = points[-LATE:], np.diff(points[-LATE - 1 :], axis=0)
    number = f"; η·λmax = {rate * here.highest:.3g}" if rate is not None and here is not None else ""
    kappa = f", κ = {here.condition_number:.3g}" if here is not None and here.condition_number is not None else ""
    if not trajectory.minimised.examples > 1 or batch is None:
        turns = np.einsum("ij,ij->i", moves[1:], moves[:-1]) < 0.0 if len(moves) > 1 else np.zeros(1, dtype=bool)
        if turns.mean() >= ACROSS:
            return Verdict("oscillating", f"oscillating across the ravine{number}{kappa}", here)
    elif _at_noise_floor(late, moves):
        return Verdict("noise floor", f"at its noise floor: batches of {batch} keep it hopping{number}", here)
    if here is not None and here.lowest < 0.0 and trajectory.gradient_norm[-1, run] < 1e-2 * _steepest(trajectory, run):
        return Verdict("plateau", f"crawling on a plateau or past a saddle: λmin = {here.lowest:.3g} < 0{number}", here)
    return Verdict("moving", f"{sentence}{number}{kappa}", here)


def _at_noise_floor(late: Array, moves: Array) -> bool:
    """Whether the late steps lead nowhere: their sum is short against their lengths."""
    lengths = np.sqrt((moves * moves).sum(axis=1)).sum()
    return bool(len(late) > 1 and np.linalg.norm(late[-1] - late[0]) < 0.3 * lengths)


def _steepest(trajectory: Trajectory, run: int) -> float:
    slopes = trajectory.gradient_norm[: int(trajectory.alive[run]), run]
    return float(slopes.max()) if slopes.size else 0.0
