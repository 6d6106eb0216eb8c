"""What is known of a run at the steps that are drawn: its loss, and the curvature where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.curvature import FLAT
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.picture import budget

MOST = 200
"""Records looked at, as many as are drawn of a run."""

FEWEST = 10
"""Records looked at even where the loss is a mean over many rows."""

OPERATIONS = budget.AID // 10
"""Elementary operations that the curvature along a run is worth: it is asked for every run, at every rerun."""

LARGEST, WORTH = 16, 5 * budget.AID
"""Parameters, and operations in all, up to which the curvature is followed along a run."""


@dataclass(frozen=True)
class Evidence:
    """At the drawn ``steps`` ``(records,)`` before a run failed: its ``loss``; ``lowest`` and ``highest``, the ends
    λmin and λmax of the Hessian's eigenvalues; ``product``, η·λmax; ``condition_number``, κ = λmax/λmin where the loss
    bends up in every direction.  What does not exist, or is not known, is nan.  ``points`` is ``(records, dim)``.
    """

    steps: NDArray[np.int_]
    points: Array
    loss: Array
    lowest: Array
    highest: Array
    product: Array

    @property
    def condition_number(self) -> Array:
        """κ, nan unless the loss bends up in every direction, of which there are several."""
        with np.errstate(all="ignore"):
            up = (self.lowest > FLAT * self.highest) & (self.highest > 0.0) & (self.points.shape[1] > 1)
            kappa: Array = np.where(up, self.highest / self.lowest, np.nan)
        return kappa


def evidence(trajectory: Trajectory, run: int = 0, rate: float | None = None) -> Evidence:
    """The evidence on a run, at about MOST of its records; at fewer where the loss is a mean over many rows.

    ``rate`` is given for plain descent and momentum at a constant rate, of which η·λmax decides.  Of more than LARGEST
    parameters the curvature is not known.

    >>> from optlab.experiment import run
    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> trajectory = run(parse_loss("x^2 + 4*y^2"), GradientDescent(), [1.0, 1.0], rate=0.1, steps=2)
    >>> known = evidence(trajectory, rate=0.1)
    >>> known.product.tolist(), known.condition_number.tolist()
    ([0.8, 0.8, 0.8], [4.0, 4.0, 4.0])
    """
    affordable = budget.affordable(trajectory.objective, operations=OPERATIONS)
    drawn = trajectory.thin(max(FEWEST, min(MOST, affordable)))
    alive = max(1, int(drawn.alive[run]))
    points = drawn.points[:alive, run]
    lowest, highest = _ends(trajectory, points)
    product = np.full(alive, np.nan) if rate is None else rate * highest
    return Evidence(drawn.steps[:alive], points, drawn.loss[:alive, run], lowest, highest, product)


def is_followed(loss: Loss, points: int) -> bool:
    """Whether Hessians at so many points are worth their cost."""
    return len(loss.parameters) <= LARGEST and budget.hessians(loss, WORTH) >= points


def _ends(trajectory: Trajectory, points: Array) -> tuple[Array, Array]:
    """λmin and λmax at points ``(records, dim)``; what is smaller than rounding beside the largest is 0."""
    ends = np.full((2, len(points)), np.nan)
    if not is_followed(trajectory.objective, len(points)):
        return ends[0], ends[1]
    matrices = trajectory.objective.hessian(points)
    known = np.isfinite(matrices).all(axis=(1, 2))
    values = np.linalg.eigvalsh(matrices[known])
    values[np.abs(values) <= FLAT * np.abs(values).max(axis=1, keepdims=True, initial=0.0)] = 0.0
    ends[:, known] = values[:, 0], values[:, -1]
    return ends[0], ends[1]
