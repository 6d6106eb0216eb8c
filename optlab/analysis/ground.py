"""What the loss is like where a run stands, at each of its drawn records."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.curvature import FLAT, NARROW, ROUND
from optlab.analysis.evidence import Evidence, is_followed
from optlab.analysis.motion import LEVEL
from optlab.experiment import Trajectory
from optlab.experiment.newton import FLAT as HARDLY
from optlab.experiment.newton import nearby
from optlab.experiment.resting import TOLERANCE, at_kink
from optlab.expressions import Array

Mask = NDArray[np.bool_]


class Ground(NamedTuple):
    """At each record ``(records,)``: whether there is no slope at all (``bare``), the loss bends up and down
    (``saddle``), not up everywhere (``plateau``), up everywhere but unequally (``valley``, ``narrow``), or steeply up
    on the sides of a floor that bends little (``floor``).

    Where ``asked``, Newton's method has looked ahead: whether it finds a ``minimum``, or a place without slope that is
    none (``other``), a maximum (``top``) or on a plateau (``shelf``); whether it is ``here``, nearer than a thousandth
    of the way come; and how high the ``bottom`` is.
    """

    bare: Mask
    saddle: Mask
    plateau: Mask
    valley: Mask
    narrow: Mask
    floor: Mask
    minimum: Mask
    other: Mask
    top: Mask
    shelf: Mask
    here: Mask
    bottom: Array


def ground(trajectory: Trajectory, run: int, known: Evidence, asked: Mask) -> Ground:
    """The ground under the evidence ``known`` of a run; ``asked`` ``(records,)`` says where to look ahead."""
    low, high, kappa = known.lowest, known.highest, known.condition_number
    bare = trajectory.gradient_norm[np.searchsorted(trajectory.steps, known.steps), run] == 0.0
    minimum, other, top, shelf, here = np.zeros((5, len(low)), dtype=bool)
    bottom, ask = known.loss.copy(), asked | bare
    if ask.any() and is_followed(trajectory.objective, 2 * len(known.points)):
        # of all points, not of those asked for: a loss is evaluated much faster at as many points as the last time
        near = nearby(trajectory.objective, known.points)
        travelled = np.sqrt(((known.points - known.points[0]) ** 2).sum(axis=1))
        minimum, other = ask & near.minimum, ask & near.other
        top, shelf = ~near.higher, near.level
        here = ask & (near.distance <= TOLERANCE * travelled)
        bottom -= np.where(minimum, near.drop, 0.0)
        tips = np.flatnonzero(ask & ~near.real & (not trajectory.objective.smooth))
        tips = tips[at_kink(trajectory.objective, known.points[tips])]
        minimum[tips] = here[tips] = True
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
            top=top,
            shelf=shelf,
            here=here,
            bottom=bottom,
        )
