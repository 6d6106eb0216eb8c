"""The steps taken on the Slopes page: where they led from, and what the last one promised and brought."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from optlab.app.views.hill.spot import Spot

LONGEST_TRAIL = 200
FARTHEST = 1e12
"""Beyond it a step is refused: the numbers have left every scale."""


@dataclass(frozen=True)
class Drop:
    """By how much the tangent ``promised`` that a step would lower the loss, and by how much it ``fell``; nan for a
    step that was refused.
    """

    promised: float
    fell: float


@dataclass(frozen=True)
class Trail:
    """The points that were left behind, and the drop of the last step; None before any."""

    points: tuple[tuple[float, ...], ...] = ()
    last: Drop | None = None


def stepped(spot: Spot, trail: Trail) -> tuple[tuple[float, ...], Trail]:
    """The point after one step of plain descent, and the trail to it; the same point where the step is refused."""
    finite = np.isfinite(spot.following).all() and math.isfinite(spot.drop)
    if not finite or np.abs(spot.following).max() > FARTHEST:
        return spot.settings.point, replace(trail, last=Drop(math.nan, math.nan))
    points = (*trail.points, spot.settings.point)[-LONGEST_TRAIL:]
    return tuple(spot.following.tolist()), Trail(points, Drop(spot.promised_drop, spot.drop))
