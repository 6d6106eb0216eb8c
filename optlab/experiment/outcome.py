"""How a run ended, in a word and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from optlab.expressions import Array
from optlab.losses import Loss
from optlab.losses.oracle import Stop

Status = Literal["converged", "stationary", "step limit", "stopped", "diverged"]

TOLERANCE = 1e-3
"""A run has converged when the minimum it approaches is nearer than this share of the way it came."""

FAR = 1e6
"""A run has diverged when it is this many times farther away than its start was from the origin (or than 1)."""

LARGEST_EXACT, DEAREST_EXACT = 64, 100_000_000
"""Parameters, and operations over all rows, up to which the full Hessian is asked where a run ended; beyond, the
gradient must have shrunk by TOLERANCE squared.
"""

FLAT = 1e-5
"""Curvatures below this share of the largest count as flat: a valley floor of minima."""


@dataclass(frozen=True)
class Outcome:
    """``status`` in a word, ``step`` at which it was reached, the ``loss`` and ``point`` last seen, and a sentence."""

    status: Status
    step: int
    loss: float
    point: tuple[float, ...]
    sentence: str


def judge(
    loss: Loss,
    points: Array,
    steps: NDArray[np.int_],
    losses: Array,
    slopes: Array,
    stops: Mapping[int, Stop] | None = None,
) -> list[Outcome]:
    """One Outcome a run, from points ``(records, runs, dim)``, losses and gradient norms ``(records, runs)``."""
    lost, ended = first_lost(points, losses, slopes), stops or {}
    outcomes = []
    for run in range(points.shape[1]):
        if lost[run] < len(points):
            outcome = _diverged(points[:, run], steps, losses[:, run], int(lost[run]))
        else:
            outcome = _ended(loss, points[:, run], steps, losses[:, run], slopes[:, run])
        if run in ended and outcome.status in {"step limit", "stationary"}:
            step, why = ended[run]
            outcome = replace(outcome, status="stopped", step=step, sentence=f"stopped at step {step}: {why}")
        outcomes.append(outcome)
    return outcomes


def is_exact(loss: Loss) -> bool:
    """Whether the full Hessian at a point is worth its cost."""
    return len(loss.parameters) <= LARGEST_EXACT and loss.hessian_cost <= DEAREST_EXACT


def first_lost(points: Array, losses: Array, slopes: Array) -> NDArray[np.int_]:
    """For each run the first record that is not finite or far out; the number of records where there is none."""
    with np.errstate(all="ignore"):
        reach = FAR * np.maximum(1.0, np.abs(points[0]).max(axis=1))
        bad = ~(np.abs(points).max(axis=2) <= reach) | ~np.isfinite(losses) | ~np.isfinite(slopes)
    return np.where(bad.any(axis=0), bad.argmax(axis=0), len(points))


def _diverged(points: Array, steps: NDArray[np.int_], losses: Array, lost: int) -> Outcome:
    last = max(0, lost - 1)
    if lost == 0:
        where = "the loss or its gradient has no finite value at the start"
    elif losses[last] < losses[0] or losses[lost] == -np.inf:
        where = "the loss fell without end, so there is no minimum that way"
    else:
        where = "the steps grew without bound"
    sentence = f"diverged at step {steps[lost]}: {where}"
    return Outcome("diverged", int(steps[lost]), float(losses[last]), tuple(points[last].tolist()), sentence)


def _ended(loss: Loss, points: Array, steps: NDArray[np.int_], losses: Array, slopes: Array) -> Outcome:
    end, travelled = points[-1], float(np.linalg.norm(points[-1] - points[0]))
    ending = (float(losses[-1]), tuple(end.tolist()))
    remaining, is_minimum = distance_left(loss, end, float(slopes[-1]), float(slopes[0]))
    if remaining <= TOLERANCE * travelled or slopes[-1] == 0.0:
        away = np.linalg.norm(points - end, axis=1) > TOLERANCE * travelled
        step = int(steps[min(len(steps) - 1, int(np.flatnonzero(away)[-1]) + 1)]) if away.any() else int(steps[0])
        if is_minimum:
            return Outcome("converged", step, *ending, f"converged to a minimum at step {step}")
        return Outcome(
            "stationary", step, *ending, f"stopped at step {step} where the slope vanishes, not at a minimum"
        )
    return Outcome("step limit", int(steps[-1]), *ending, f"still moving after {steps[-1]} steps")


def distance_left(loss: Loss, point: Array, slope: float, first_slope: float) -> tuple[float, bool]:
    """How far Newton's method would still go, and whether the curvature there is that of a minimum."""
    if not is_exact(loss):
        return (0.0 if slope <= TOLERANCE**2 * first_slope else np.inf), True
    matrix = loss.hessian(point)
    if not np.isfinite(matrix).all():
        return (0.0 if slope == 0.0 else np.inf), False
    curvatures, directions = np.linalg.eigh(matrix)
    flat = np.abs(curvatures) <= FLAT * np.abs(curvatures).max()
    along = directions.T @ loss.gradient(point)
    if (np.abs(along[flat]) > FLAT * first_slope).any():
        return np.inf, False
    newton = along[~flat] / curvatures[~flat]
    return float(np.linalg.norm(newton)), bool((curvatures[~flat] > 0.0).all() and not flat.all())
