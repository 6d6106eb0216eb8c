"""Sharpness: the largest curvature λmax of the loss of all rows, followed along a run, and the edge it may come to.

On the floor of a valley whose λmax is above 2/η plain descent jumps from side to side; a network trained with all rows
sharpens until it is there, and then stays about there.  Source: Cohen et al., Gradient Descent on Neural Networks
Typically Occurs at the Edge of Stability, 2021.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.curvature import largest_stable_product
from optlab.experiment import Trajectory
from optlab.experiment.krylov import PRODUCTS, highest
from optlab.experiment.resting import LARGEST_EXACT
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.picture import budget

RECORDS, FEWEST = 60, 6
"""Records at which the curvature is asked; and how few would show nothing."""

USUAL = PRODUCTS // 2
"""Products with the Hessian that a largest curvature takes, about."""


class Sharpness(NamedTuple):
    """``steps`` ``(records,)`` before a run failed, and λmax there, ``highest`` ``(records,)``: nan where the Hessian
    has no value.
    """

    steps: NDArray[np.int_]
    highest: Array


def along(
    trajectory: Trajectory, run: int = 0, records: int = RECORDS, operations: int = budget.AID
) -> Sharpness | None:
    """λmax at about so many records of a run, at fewer where ``operations`` pay for no more; None for less than FEWEST.

    Up to LARGEST_EXACT parameters it is the Hessian's largest eigenvalue, beyond what products with it find.

    >>> from optlab.experiment import run
    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> trajectory = run(parse_loss("x^2 + 4*y^2"), GradientDescent(), [1.0, 1.0], rate=0.1, steps=2)
    >>> along(trajectory).highest.tolist()
    [8.0, 8.0, 8.0]
    """
    loss = trajectory.objective
    records = min(records, budget.affordable(loss, operations=operations) // _passes(loss))
    if records < min(FEWEST, len(trajectory.steps)):
        return None
    thin = trajectory.kept(records)
    count = int(np.searchsorted(thin.steps, trajectory.steps[max(1, int(trajectory.alive[run])) - 1], side="right"))
    return Sharpness(thin.steps[:count], sharpness(loss, thin.points[:count, run]))


def sharpness(loss: Loss, points: Array) -> Array:
    """λmax at points ``(points, dim)`` -> ``(points,)``, nan where the Hessian has no value."""
    if not _is_exact(loss):
        return highest(loss, points)
    matrices = loss.hessian(points)
    known = np.isfinite(matrices).all(axis=(1, 2))
    found = np.full(len(points), np.nan)
    found[known] = np.linalg.eigvalsh(matrices[known])[:, -1]
    return found


class Edge(NamedTuple):
    """The largest curvature across which a run does not climb, and how that is written."""

    highest: float
    name: str


def edge_of(rate: float, decay: float = 0.0) -> Edge:
    """2/η of plain descent, (2 + 2β)/η of momentum.

    >>> edge_of(0.1), edge_of(0.1, 0.5).highest
    (Edge(highest=20.0, name='2/η'), 30.0)
    """
    return Edge(largest_stable_product(decay) / rate, "(2+2β)/η" if decay else "2/η")


def too_dear(loss: Loss) -> str:
    """The sentence where the curvature along a run is more than a picture may cost."""
    size = f"{len(loss.parameters):,} parameters over {loss.examples:,} rows"
    return f"The sharpness of {size} takes too long here: choose fewer rows or a smaller model."


def _is_exact(loss: Loss) -> bool:
    return len(loss.parameters) <= LARGEST_EXACT


def _passes(loss: Loss) -> int:
    """Values with their slopes over all rows that one λmax costs as much as."""
    return 2 * (len(loss.parameters) if _is_exact(loss) else min(USUAL, len(loss.parameters)))
