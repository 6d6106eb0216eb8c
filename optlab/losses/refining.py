"""Known minima to the last digit: numbers in a file are rounded, and a gap from those ends at the rounding."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.expressions import Array
from optlab.losses.loss import Loss

Point = tuple[float, ...]

MOST_STEPS = 20
"""Newton doubles the digits at each step: a handful is enough from ten of them."""

NEAR = 0.01
"""A longer step is not from a rounded minimum to the minimum."""

DECIMALS = 15
"""Of a minimum among standardised rows, where everything is about 1."""


class Minima(NamedTuple):
    """The global minima, and the value that all of them have (none and None where there is no minimum)."""

    points: tuple[Point, ...]
    value: float | None


def refined(loss: Loss, stated: Minima) -> Minima:
    """The stated minima after Newton's method, as long as that stays near; the value is the lowest of theirs.

    >>> from optlab.losses import parse_loss
    >>> refined(parse_loss("(x - 1/3)^2 + 1"), Minima(((0.3333,),), 1.000001))
    Minima(points=((0.333333333333333,),), value=1.0)
    """
    if not stated.points:
        return stated
    points = [_lowest_near(loss, np.array(point)) for point in stated.points]
    value = min(float(loss.value(point)) for point in points)
    return Minima(tuple(tuple(point.tolist()) for point in points), value)


def _lowest_near(loss: Loss, point: Array) -> Array:
    """Newton's method while the slope becomes smaller and the step is no longer than rounding can have been."""
    slope = loss.gradient(point)
    for _ in range(MOST_STEPS):
        step = np.linalg.lstsq(loss.hessian(point), slope, rcond=None)[0]
        moved = point - step
        ahead = loss.gradient(moved)
        if np.abs(step).max() > NEAR or not np.abs(ahead).max() < np.abs(slope).max():
            break
        point, slope = moved, ahead
    return np.round(point, DECIMALS) + 0.0  # no -2e-16 for what is nought, nor -0
