"""What became of a run and why, in one sentence with its evidence: never from the size of the loss, never of a plateau
that it has converged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import Curvature, largest_stable_product
from optlab.analysis.curvature import curvature as curvature_at
from optlab.analysis.divergence import divergence
from optlab.analysis.motion import LONG
from optlab.analysis.moving import LATE, moving
from optlab.analysis.noise import batch_deviation
from optlab.experiment import Outcome, Trajectory
from optlab.experiment.newton import FLAT as HARDLY
from optlab.experiment.newton import nearby
from optlab.experiment.resting import is_exact
from optlab.expressions import Array
from optlab.losses import Loss

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
    if outcome.status == "undefined":
        words = outcome.sentence.partition(" at step")[0] if outcome.step else "undefined at the start"
        return Verdict("undefined", words, outcome.sentence, None)
    points = trajectory.points[: max(1, int(trajectory.alive[run])), run]
    curvature = curvature_at(trajectory.objective, points[-1]) if is_exact(trajectory.objective) else None
    if outcome.status == "stopped":
        return Verdict("stopped", "stopped by its own rule", outcome.sentence, curvature)
    noisy = _noise_floor(trajectory, run, points, batch, curvature)
    if noisy is not None:
        return noisy
    noisy_steps = batch is not None and batch < trajectory.objective.examples
    lately = noisy_steps and int(trajectory.steps[-1]) - outcome.step < LATE
    if outcome.status in {"converged", "stationary"} and not lately:
        return _resting(trajectory, run, curvature, best)
    number = (
        "" if rate is None or curvature is None else _product(rate * curvature.highest, largest_stable_product(decay))
    )
    return Verdict(*moving(trajectory, run, points, curvature, number, noisy_steps), curvature)


def _resting(trajectory: Trajectory, run: int, curvature: Curvature | None, best: float | None) -> Verdict:
    """A run that came to rest: at a minimum, or where nothing but the slope vanishes."""
    outcome = trajectory.outcomes[run]
    more = outcome.sentence.partition(f" at step {outcome.step}")[2]
    evidence = "" if (any(word in more for word in ("kink", "flat", "plateau", "numbers"))) else _evidence(curvature)
    if outcome.status == "stationary":
        what, comma, rest = (more.partition(": ")[2] or more.strip()).partition(",")
        words = f"stopped {what}"
        return Verdict("stationary", words, f"{words} at step {outcome.step}{comma}{rest}{evidence}", curvature)
    name = which_minimum(_bottom(trajectory.objective, outcome, curvature), best)
    sentence = f"converged to {name} at step {outcome.step}{more}{evidence}"
    return Verdict("minimum", f"converged to {name}", sentence, curvature)


def _bottom(loss: Loss, outcome: Outcome, curvature: Curvature | None) -> float:
    """How high the minimum is that a run has come to: a little lower than the run's end."""
    if curvature is None or not np.isfinite(curvature.values).all():
        return outcome.loss
    near = nearby(loss, np.array([outcome.point]))
    return outcome.loss - max(0.0, float(near.drop[0])) if near.real[0] else outcome.loss


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
    least = HARDLY * float(np.abs(curvature.values).max())
    lowest, highest = ("≈ 0" if abs(value) <= least else f"= {value:.3g}" for value in curvature.values[[0, -1]])
    if len(curvature.values) == 1:
        return f": λ {lowest}" + (" > 0" if curvature.lowest > least else "")
    if curvature.condition_number is not None:
        return f": λmin = {curvature.lowest:.3g} > 0"
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


def _idles(trajectory: Trajectory, run: int, points: Array) -> bool:
    """Whether the run wanders, or has won nothing of late."""
    losses, late = trajectory.loss[: len(points), run], len(points) - 1 - LONG
    return _wanders(points[len(points) // 2 :]) or bool(late >= 0 and losses[-1] >= losses[late])


def _wanders(points: Array) -> bool:
    """Whether the steps led nowhere: together no farther than steps in random directions would."""
    moves = np.diff(points, axis=0)
    return bool(len(moves) and np.linalg.norm(points[-1] - points[0]) <= np.sqrt((moves * moves).sum()))
