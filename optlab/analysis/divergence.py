"""Why a run was lost: its rate against the curvature on the way, a loss without bottom, or a step out of the domain."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.analysis.curvature import Curvature, largest_stable_product
from optlab.analysis.curvature import curvature as curvature_at
from optlab.experiment import Trajectory
from optlab.experiment.outcome import FAR, is_exact
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.picture import budget

AT_LEAST = 10
"""Records at which the reason is looked for even where the loss is a mean over many rows."""

LATER = 0.3
"""A loss that won at least this share of its fall in the last half of the steps shows no bottom."""


class Divergence(NamedTuple):
    """``kind`` in a word, ``plain`` words, ``sentence`` with the evidence, ``curvature`` where the reason lies."""

    kind: str
    plain: str
    sentence: str
    curvature: Curvature | None


def divergence(trajectory: Trajectory, run: int, rate: float | None, decay: float) -> Divergence:
    """Why a run of a trajectory whose outcome is "diverged" was lost; ``rate`` and ``decay`` as for ``verdict``."""
    alive = max(1, int(trajectory.alive[run]))
    points, losses = trajectory.points[:alive, run], trajectory.loss[:alive, run]
    missing = _missing(trajectory, run)
    if missing:
        step = trajectory.outcomes[run].step
        words = "left the domain" if missing == "loss" else "came to a point without a slope"
        return Divergence("undefined", words, f"{words} at step {step}: the {missing} has no value there", None)
    if alive > 1 and losses[-1] < losses[0]:
        return _fallen(trajectory, run, points, losses)
    return _too_fast(trajectory, run, points, rate, decay)


def _missing(trajectory: Trajectory, run: int) -> str:
    """What has no value at the point, itself within reach, at which the run was lost; empty where that is not why."""
    lost = int(trajectory.alive[run])
    if not 0 < lost < len(trajectory.points):
        return ""
    point, start = trajectory.points[lost, run], trajectory.points[0, run]
    if not np.abs(point).max() <= FAR * max(1.0, float(np.abs(start).max())):
        return ""
    values = {"loss": trajectory.loss[lost, run], "slope": trajectory.gradient_norm[lost, run]}
    return next((name for name, value in values.items() if np.isnan(value)), "")


def _fallen(trajectory: Trajectory, run: int, points: Array, losses: Array) -> Divergence:
    """Lost on the way down: to no bottom, as far as the loss shows, or merely far away."""
    step = trajectory.outcomes[run].step
    curvature = curvature_at(trajectory.objective, points[-1]) if is_exact(trajectory.objective) else None
    bend = "" if curvature is None or not curvature.lowest < 0.0 else f", λmin = {curvature.lowest:.3g} < 0"
    lost = trajectory.loss[min(len(points), len(trajectory.loss) - 1), run]
    late = losses[len(losses) // 2] - losses[-1] >= LATER * (losses[0] - losses[-1])
    if late or not lost >= losses[-1]:
        sentence = f"escaped to −∞ at step {step}: the loss is unbounded below{bend}"
        return Divergence("unbounded", "fell for ever: there is no bottom that way", sentence, curvature)
    words = "ran off downhill to no minimum"
    return Divergence("escaped", words, f"{words}: gone at step {step}{bend}", curvature)


def _too_fast(trajectory: Trajectory, run: int, points: Array, rate: float | None, decay: float) -> Divergence:
    """Lost on the way up: since when the rate was too large for the curvature, where that can be said."""
    outcome, limit = trajectory.outcomes[run], largest_stable_product(decay)
    if rate is not None and is_exact(trajectory.objective):
        for at in _looked_at(len(points), trajectory.objective):
            curvature = curvature_at(trajectory.objective, points[at])
            if rate * curvature.highest > limit:
                name = f"2 + 2β = {limit:.3g}" if decay else "2"
                why = f"η·λmax = {rate * curvature.highest:.3g} > {name}"
                since = f"diverging since step {trajectory.steps[at]} because {why}"
                return Divergence("diverging", "diverged", f"{since}; gone at step {outcome.step}", curvature)
    return Divergence("diverging", "diverged", outcome.sentence, None)


def _looked_at(count: int, loss: Loss) -> list[int]:
    """Records, evenly spaced, at which the Hessian can be afforded: all but of losses over many rows."""
    places = np.linspace(0, count - 1, min(count, max(AT_LEAST, budget.hessians(loss))))
    return [int(place) for place in np.unique(places.round())]
