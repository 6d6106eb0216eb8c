"""What the loss is like where a run stands, at each of its drawn records."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.curvature import FLAT, NARROW
from optlab.analysis.evidence import Evidence, is_followed
from optlab.analysis.motion import LEVEL
from optlab.analysis.newton import nearby
from optlab.experiment import Trajectory
from optlab.experiment.outcome import FLAT as HARDLY
from optlab.experiment.outcome import TOLERANCE
from optlab.expressions import Array

ROUND = 2.0
"""Condition number up to which a bowl is no valley."""

Mask = NDArray[np.bool_]


class Ground(NamedTuple):
    """At each record ``(records,)``: whether there is no slope at all (``bare``), the loss bends up and down
    (``saddle``), not up everywhere (``plateau``), up everywhere but unequally (``valley``, ``narrow``), or steeply up
    on the sides of a floor that bends little (``floor``).

    Where ``asked``, Newton's method has looked ahead: whether it finds a ``minimum``, or a place without slope that is
    none (``other``); whether it is ``here``, nearer than a thousandth of the way come; and how high the ``bottom`` is.
    """

    bare: Mask
    saddle: Mask
    plateau: Mask
    valley: Mask
    narrow: Mask
    floor: Mask
    minimum: Mask
    other: Mask
    here: Mask
    bottom: Array


def ground(trajectory: Trajectory, run: int, known: Evidence, asked: Mask) -> Ground:
    """The ground under the evidence ``known`` of a run; ``asked`` ``(records,)`` says where to look ahead."""
    low, high, kappa = known.lowest, known.highest, known.condition_number
    bare = trajectory.gradient_norm[np.searchsorted(trajectory.steps, known.steps), run] == 0.0
    minimum, other, here = (np.zeros(len(low), dtype=bool) for _ in range(3))
    bottom, ask = known.loss.copy(), asked | bare
    if ask.any() and is_followed(trajectory.objective, 2 * len(known.points)):
        # of all points, not of those asked for: a loss is evaluated much faster at as many points as the last time
        near = nearby(trajectory.objective, known.points)
        travelled = np.sqrt(((known.points - known.points[0]) ** 2).sum(axis=1))
        minimum, other = ask & near.minimum, ask & near.real & ~near.up
        here = ask & (near.distance <= TOLERANCE * travelled)
        bottom -= np.where(minimum, near.drop, 0.0)
    with np.errstate(all="ignore"):
        steep = high >= LEVEL * np.fmax.accumulate(high)
        return Ground(
            bare=bare,
            saddle=(low < -HARDLY * high) & (high > -HARDLY * low),
            plateau=low <= FLAT * high,
            valley=kappa > ROUND,
            narrow=kappa >= NARROW,
            floor=(low <= 0.0) & (-low * NARROW <= high) & steep & (known.points.shape[1] > 1),
            minimum=minimum,
            other=other,
            here=here,
            bottom=bottom,
        )
