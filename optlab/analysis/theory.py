"""What theory says of plain descent and momentum near a minimum, where the loss is almost a parabola."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import FLAT, Curvature, largest_stable_product
from optlab.analysis.curvature import curvature as curvature_at
from optlab.experiment import Trajectory
from optlab.expressions import Array

MISFIT = 0.25
"""The loss is a parabola where the two differ by at most this share of the gap."""


def contraction(rate: float, decay: float, curvatures: Sequence[float] | Array) -> float:
    """The factor ρ by which the distance to the minimum of a parabola shrinks each step in the long run.

    The spectral radius of ``z² - (1 + β - ηλ) z + β`` over the curvatures λ: |1 - ηλ| without momentum, √β where
    momentum swings.  Above 1 the run diverges.  Source: Polyak, 1964; Goh, Why Momentum Really Works, 2017.

    >>> round(contraction(0.1, 0.0, [1.0, 10.0]), 3), round(contraction(0.1, 0.81, [1.0, 10.0]), 3)
    (0.9, 0.9)
    """
    trace = 1.0 + decay - rate * np.asarray(curvatures, dtype=float)
    root = np.sqrt((trace * trace - 4.0 * decay).astype(complex))
    return float(np.maximum(np.abs(trace + root), np.abs(trace - root)).max() / 2.0)


def best_rate(curvature: Curvature, decay: float = 0.0) -> float | None:
    """The fixed rate with the smallest contraction on the parabola, (2 + 2β)/(λmin + λmax).

    It balances the flattest and the steepest direction, for any β (with momentum other rates may be as good).  None
    unless the loss curves upwards in every direction.
    """
    product = largest_stable_product(decay)
    return product / (curvature.lowest + curvature.highest) if curvature.condition_number is not None else None


@dataclass(frozen=True)
class Prediction:
    """From ``step`` on, near ``minimum``, the distance is multiplied by ``factor`` each step; the gap by its square."""

    step: int
    factor: float
    minimum: tuple[float, ...]


def prediction(trajectory: Trajectory, run: int, rate: float, decay: float = 0.0) -> Prediction | None:
    """What theory predicts for a run of plain descent or momentum (``decay``) with a constant rate.

    It begins at the first record from which on the loss differs by at most MISFIT of the gap from its parabola around
    the minimum nearby; None where the run does not come near a minimum with upward curvature, or has no curvature.
    """
    bottom = _bottom(trajectory, run)
    if bottom is None:
        return None
    minimum, curvature = bottom
    alive = int(trajectory.alive[run])
    away = trajectory.points[:alive, run] - minimum
    matrix = curvature.directions @ (curvature.values[:, None] * curvature.directions.T)
    parabola = 0.5 * np.einsum("ni,ij,nj->n", away, matrix, away)
    gap = trajectory.loss[:alive, run] - float(trajectory.objective.value(minimum))
    floor = 1e-12 * max(1.0, float(gap.max()))
    outside = (np.abs(gap - parabola) > MISFIT * np.abs(gap)) & (gap > floor)
    first = int(np.flatnonzero(outside)[-1]) + 1 if outside.any() else 0
    if first >= alive - 1 or gap[first] <= floor:
        return None
    step = int(trajectory.steps[first])
    return Prediction(step, contraction(rate, decay, curvature.values), tuple(minimum.tolist()))


def _bottom(trajectory: Trajectory, run: int) -> tuple[Array, Curvature] | None:
    """The minimum that Newton's method finds from the lowest point of the run, with its curvature."""
    loss, alive = trajectory.objective, int(trajectory.alive[run])
    if alive < 2 or trajectory.points.shape[2] > 64:
        return None
    point = trajectory.points[int(np.argmin(trajectory.loss[:alive, run])), run].copy()
    with np.errstate(all="ignore"):
        for _ in range(20):
            matrix = loss.hessian(point)
            if not np.isfinite(matrix).all():
                return None
            point = point - np.linalg.pinv(matrix, hermitian=True) @ loss.gradient(point)
    if not np.isfinite(point).all() or loss.value(point) > trajectory.loss[:alive, run].min():
        return None
    curvature = curvature_at(loss, point)
    return (
        (point, curvature)
        if np.isfinite(curvature.values).all() and curvature.lowest > FLAT * curvature.highest
        else None
    )
