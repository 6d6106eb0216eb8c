"""A step of plain descent that is too large here: the loss rises although the slope promised a fall."""

from __future__ import annotations

import numpy as np

from optlab.expressions import Array
from optlab.losses import Loss

BEYOND = 1.1
"""How far beyond the rate at which a parabola would be as high as before."""

DOUBLINGS = 60


def overshooting_rate(loss: Loss, point: Array) -> float | None:
    """A rate with which one step from a point ``(dim,)`` raises the loss; None where none was found.

    Along the gradient g a parabola falls for rates up to 2·|g|²/(g·Hg) and rises beyond.  Where the loss is no
    parabola, or bends down there, rates are doubled until it rises: some functions fall for ever.

    >>> from optlab.losses import parse_loss
    >>> overshooting_rate(parse_loss("x^2 + y^2"), np.array([1.0, 2.0]))
    1.1
    >>> overshooting_rate(parse_loss("x - y"), np.array([0.0, 0.0])) is None
    True
    """
    with np.errstate(all="ignore"):
        height, gradient = float(loss.value(point)), loss.gradient(point)
        size = float(gradient @ gradient)
        if not np.isfinite(height) or not 0.0 < size < np.inf:
            return None
        bend = float(gradient @ loss.hessian_product(point, gradient))
        bends_up = np.isfinite(bend) and bend > 0.0
        first = BEYOND * 2.0 * size / bend if bends_up else 1.0 / float(np.sqrt(size))
        for doubling in range(DOUBLINGS):
            rate = first * 2.0**doubling
            after = float(loss.value(point - rate * gradient))
            if not after <= height:
                return _rounded(loss, point, gradient, height, rate) if np.isfinite(after) else None
    return None


def _rounded(loss: Loss, point: Array, gradient: Array, height: float, rate: float) -> float:
    """The rate in three digits, if that raises the loss, too."""
    short = float(f"{rate:.3g}")
    return short if float(loss.value(point - short * gradient)) > height else rate
