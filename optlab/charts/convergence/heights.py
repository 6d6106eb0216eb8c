"""How high a curve is, and how far along: what a trajectory holds, and what only a model measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.experiment import Trajectory
from optlab.expressions import Array


class Reference(NamedTuple):
    """What heights are measured from: the best loss known (None: none) and the points that have it."""

    best: float | None
    minima: tuple[tuple[float, ...], ...] = ()


NO_REFERENCE = Reference(None)


class Measured(NamedTuple):
    """What a run's trajectory does not hold, at some of its ``steps`` ``(records,)``: the heights of its ``own`` curve
    (None: those of the trajectory), those over the rows ``held`` back, and the height of an ``edge``, if there is one.
    """

    steps: NDArray[np.int_]
    own: Array | None
    held: Array | None = None
    edge: float | None = None


UNMEASURED: Mapping[int, Measured] = {}
MEASURED = ("accuracy", "sharpness")
"""What the curves show that only ``Measured`` holds."""


def quantity(trajectory: Trajectory, vertical: str, reference: Reference) -> Array:
    """The height of a curve, ``(records, runs)``: gap, loss, gradient (norm) or distance (to a minimum)."""
    if vertical == "gradient":
        return trajectory.gradient_norm
    if vertical == "distance" and reference.minima:
        with np.errstate(all="ignore"):
            away = trajectory.points[:, :, None, :] - np.array(reference.minima)
            distances: Array = np.sqrt((away * away).sum(axis=3)).min(axis=2)
            return distances
    if vertical == "gap" and reference.best is not None:
        return trajectory.loss - reference.best
    return trajectory.loss


def across(trajectory: Trajectory, horizontal: str) -> Array:
    """What a run has cost by each of its records, ``(records,)``: steps, epochs or samples."""
    if horizontal == "steps":
        return trajectory.steps.astype(float)
    return trajectory.epochs[:, 0] if horizontal == "epochs" else trajectory.samples_seen[:, 0]


def records_at(trajectory: Trajectory, steps: NDArray[np.int_]) -> Trajectory:
    """The records of these steps, with nothing measured on them."""
    at = np.searchsorted(trajectory.steps, steps)
    return Trajectory(trajectory.objective, trajectory.points[at], trajectory.steps[at], trajectory.samples_seen[at])
