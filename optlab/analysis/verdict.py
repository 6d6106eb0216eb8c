"""What became of a run and why, in one sentence with its evidence: never from the size of the loss, never of a plateau
that it has converged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import FLAT, NARROW, Curvature, largest_stable_product
from optlab.analysis.curvature import curvature as curvature_at
from optlab.analysis.divergence import divergence
from optlab.analysis.motion import ACROSS, LEVEL, LONG
from optlab.analysis.newton import nearby
from optlab.analysis.noise import batch_deviation
from optlab.experiment import Trajectory
from optlab.experiment.outcome import FLAT as HARDLY
from optlab.experiment.outcome import is_exact
from optlab.expressions import Array

LATE = 20
"""The last records that a verdict on the end looks at."""


GLOBAL = "the global minimum"


@dataclass(frozen=True)
class Verdict:
    """``kind`` in a word, ``plain`` in a few words without a number, ``sentence`` with the evidence, and the
    ``curvature`` where the run ended (None: too large).
    """

    kind: str
    plain: str
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
    if outcome.status == "diverged":
        return Verdict(*divergence(trajectory, run, rate, decay))
    points = trajectory.points[: max(1, int(trajectory.alive[run])), run]
    curvature = curvature_at(trajectory.objective, points[-1]) if is_exact(trajectory.objective) else None
    if outcome.status == "stopped":
        return Verdict("stopped", "stopped by its own rule", outcome.sentence, curvature)
    noisy = _noise_floor(trajectory, run, points, batch, curvature)
    if noisy is not None:
        return noisy
    noisy_steps = batch is not None and batch < trajectory.objective.examples
    lately = noisy_steps and int(trajectory.steps[-1]) - outcome.step < LATE
    resting = None if lately else _resting(trajectory, run, points[-1], curvature, best)
    if resting is not None:
        return resting
    number = (
        "" if rate is None or curvature is None else _product(rate * curvature.highest, largest_stable_product(decay))
    )
    return _moving(trajectory, run, points, curvature, number, noisy_steps)


def _resting(
    trajectory: Trajectory, run: int, point: Array, curvature: Curvature | None, best: float | None
) -> Verdict | None:
    """A run that came to a place without slope: a minimum, if Newton's method finds one there, or none."""
    outcome, step = trajectory.outcomes[run], trajectory.outcomes[run].step
    if outcome.status not in {"converged", "stationary"}:
        return None
    near = None if curvature is None else nearby(trajectory.objective, point[None])
    # a tip has no parabola that Newton's method could follow: there the lowest loss known is the evidence
    lowest = best is not None and which_minimum(outcome.loss, best) == GLOBAL
    if outcome.status == "converged" and (near is None or near.minimum[0] or lowest):
        name = which_minimum(outcome.loss - (0.0 if near is None else float(near.drop[0])), best)
        return Verdict(
            "minimum", f"converged to {name}", f"converged to {name} at step {step}{_evidence(curvature)}", curvature
        )
    if near is not None and not near.real[0]:
        return None
    saddle = curvature is not None and curvature.shape == "saddle"
    word = "a saddle" if saddle else "a point without slope, not a minimum"
    plain = "stopped on a saddle" if saddle else "stopped where there is no slope"
    return Verdict("stationary", plain, f"stopped on {word} at step {step}{_evidence(curvature)}", curvature)


def _product(product: float, limit: float) -> str:
    """Rate times curvature, against its limit where it is above it."""
    return f"; η·λmax = {product:.3g}" + (f" > {limit:.3g}" if product > limit else "")


def which_minimum(bottom: float, best: float | None) -> str:
    """Which minimum has its ``bottom`` so high, when the lowest loss known is ``best``."""
    if best is None:
        return "a minimum"
    return GLOBAL if bottom <= best + 1e-6 * max(1.0, abs(best)) else "a local minimum"


def _evidence(curvature: Curvature | None) -> str:
    if curvature is None or not np.isfinite(curvature.values).all():
        return ""
    if curvature.condition_number is not None:
        return f": λmin = {curvature.lowest:.3g} > 0"
    least = HARDLY * float(np.abs(curvature.values).max())
    lowest, highest = ("≈ 0" if abs(value) <= least else f"= {value:.3g}" for value in curvature.values[[0, -1]])
    return f": λmin {lowest}, λmax {highest}"


def _noise_floor(
    trajectory: Trajectory, run: int, points: Array, batch: int | None, curvature: Curvature | None
) -> Verdict | None:
    """Whether the run only wanders, because its batches err by more than the slope that is left."""
    if batch is None or batch >= trajectory.objective.examples or not _idles(trajectory, run, points):
        return None
    slope = float(np.median(trajectory.gradient_norm[: len(points), run][-LATE:]))
    deviation = batch_deviation(trajectory.objective, points[-1], batch)
    if slope >= deviation:
        return None
    evidence = f"a batch of {batch} errs by {deviation:.2g}, the slope is {slope:.2g}"
    return Verdict("noise floor", "wandering at its noise floor", f"at its noise floor: {evidence}", curvature)


def _moving(
    trajectory: Trajectory,
    run: int,
    points: Array,
    curvature: Curvature | None,
    number: str,
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
        return _plateau(trajectory, points[-1], curvature, number)
    moves = np.diff(points[-LATE - 1 :], axis=0)
    if not noisy and _turns_back(moves):
        if trajectory.loss[len(points) - 1, run] > trajectory.loss[0, run] and _grows(moves):
            return Verdict("diverging", "diverging", f"diverging, its swings grow{number}", curvature)
        words = "oscillating across the ravine" if points.shape[1] > 1 else "swinging from side to side"
        return Verdict("oscillating", words, f"{words}{number}{kappa}", curvature)
    if level and curvature is not None and (curvature.condition_number or 0.0) >= NARROW:
        words = "creeping along a narrow valley"
        return Verdict("valley", words, f"{words}: κ = {curvature.condition_number:.3g}{number}", curvature)
    return Verdict(
        "moving", "still moving", f"still moving after {trajectory.steps[-1]} steps{number}{kappa}", curvature
    )


def _plateau(trajectory: Trajectory, point: Array, curvature: Curvature, number: str) -> Verdict:
    """Nearly level ground that does not bend up everywhere."""
    flat = curvature.lowest >= -FLAT * float(np.abs(curvature.values).max())
    lowest = "λmin ≈ 0" if flat else f"λmin = {curvature.lowest:.3g} < 0"
    near = nearby(trajectory.objective, point[None])
    saddle = curvature.shape == "saddle" and bool(near.real[0] and not near.up[0])
    words = "hesitating near a saddle" if saddle else "crawling on a plateau"
    return Verdict("plateau", words, f"{words}, no minimum: {lowest}{number}", curvature)


def _turns_back(moves: Array) -> bool:
    """Whether many late steps go back against the step before."""
    turns = np.einsum("ij,ij->i", moves[1:], moves[:-1]) < 0.0
    return bool(len(turns) and turns.mean() >= ACROSS)


def _grows(moves: Array) -> bool:
    """Whether the last step is longer than the first, along the coordinate in which it is longest."""
    first, *_, last = np.abs(moves).max(axis=1)
    return bool(last > first)


def _idles(trajectory: Trajectory, run: int, points: Array) -> bool:
    """Whether the run wanders, or has won nothing of late."""
    losses, late = trajectory.loss[: len(points), run], len(points) - 1 - LONG
    return _wanders(points[len(points) // 2 :]) or bool(late >= 0 and losses[-1] >= losses[late])


def _wanders(points: Array) -> bool:
    """Whether the steps led nowhere: together no farther than steps in random directions would."""
    moves = np.diff(points, axis=0)
    return bool(len(moves) and np.linalg.norm(points[-1] - points[0]) <= np.sqrt((moves * moves).sum()))
