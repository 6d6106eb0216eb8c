"""Why a run went out of reach: its rate against the curvature on the way, or a loss without bottom."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.analysis.curvature import Curvature, largest_stable_product
from optlab.analysis.curvature import curvature as curvature_at
from optlab.experiment import Trajectory
from optlab.experiment.outcome import fell, ways
from optlab.experiment.rays import falls_without_bound
from optlab.experiment.resting import is_exact
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.picture import budget

AT_LEAST = 10
"""Records at which the reason is looked for even where the loss is a mean over many rows."""


class Divergence(NamedTuple):
    """``kind`` in a word, ``plain`` words, ``sentence`` with the evidence, ``curvature`` where the reason lies."""

    kind: str
    plain: str
    sentence: str
    curvature: Curvature | None


def divergence(trajectory: Trajectory, run: int, rate: float | None, decay: float) -> Divergence:
    """Why a run of a trajectory whose outcome is "diverged" was lost; ``rate`` and ``decay`` as for ``verdict``."""
    alive = max(1, int(trajectory.alive[run]))
    points = trajectory.points[:alive, run]
    if fell(trajectory.loss[:, run], alive):
        return _fallen(trajectory, run, points)
    return _too_fast(trajectory, run, points, rate, decay)


def _fallen(trajectory: Trajectory, run: int, points: Array) -> Divergence:
    """Lost on the way down: to no bottom, if the loss is seen to fall farther and farther, or merely far away."""
    step = trajectory.outcomes[run].step
    curvature = curvature_at(trajectory.objective, points[-1]) if is_exact(trajectory.objective) else None
    bend = "" if curvature is None or not curvature.lowest < 0.0 else f", λmin = {curvature.lowest:.3g} < 0"
    if falls_without_bound(trajectory.objective, points[-1], *ways(trajectory.points[:, run], len(points))):
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
