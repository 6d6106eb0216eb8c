r"""The difference quotient as it becomes the partial derivative, and the rounding that stops it.

.. math:: \frac{f(w + \Delta e_i) - f(w)}{\Delta} = \frac{\partial f}{\partial w_i} + \tfrac12 f_{ii}\,\Delta + \dots

A smaller nudge makes the second term vanish.  But numbers in a computer keep about 16 digits: each of the two losses is
rounded by about ``EPSILON * |f|``, and dividing by a tiny nudge makes that error huge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from optlab.expressions import Array
from optlab.losses import Loss

EPSILON = float(np.finfo(float).eps)
"""The relative spacing of the numbers a computer has: 2.2e-16."""


class Quotients(NamedTuple):
    """For each of ``nudges``: the quotient to one side and across both, and their distance from ``slope``, the exact
    partial derivative; ``rounding`` is about how much of it rounding can explain.
    """

    nudges: Array
    forward: Array
    central: Array
    slope: float
    forward_error: Array
    central_error: Array
    rounding: Array


def quotients(loss: Loss, point: Sequence[float] | Array, parameter: int, nudges: ArrayLike) -> Quotients:
    """Difference quotients of the loss at ``point`` ``(dim,)`` along one parameter, for nudges ``(k,)``.

    >>> from optlab.losses import parse_loss
    >>> lines = quotients(parse_loss("x^2"), [3.0], 0, [1.0, 0.5])
    >>> lines.forward.tolist(), lines.central.tolist(), lines.slope
    ([7.0, 6.5], [6.0, 6.0], 6.0)
    """
    centre = np.asarray(point, dtype=float)
    sizes = np.asarray(nudges, dtype=float)
    aside = np.zeros((len(sizes), len(centre)))
    aside[:, parameter] = sizes
    values = np.asarray(loss.value(np.concatenate([centre + aside, centre - aside, centre[None]])))
    above, below, middle = values[: len(sizes)], values[len(sizes) : -1], float(values[-1])
    slope = float(loss.gradient(centre)[parameter])
    with np.errstate(all="ignore"):
        forward: Array = (above - middle) / sizes
        central: Array = (above - below) / (2.0 * sizes)
        rounding: Array = EPSILON * abs(middle) / np.abs(sizes)
        return Quotients(sizes, forward, central, slope, abs(forward - slope), abs(central - slope), rounding)


def central_differences(loss: Loss, point: Sequence[float] | Array, nudge: float = 6e-6) -> Array:
    """The gradient ``(dim,)`` from losses alone, two for each parameter; the nudge grows with the parameter's size.

    >>> from optlab.losses import parse_loss
    >>> central_differences(parse_loss("x^2 + 3*y"), [2.0, 1.0]).round(6).tolist()
    [4.0, 3.0]
    """
    centre = np.asarray(point, dtype=float)
    sizes = nudge * np.maximum(1.0, np.abs(centre))
    aside = np.diag(sizes)
    above, below = np.asarray(loss.value(centre + aside)), np.asarray(loss.value(centre - aside))
    with np.errstate(all="ignore"):
        slopes: Array = (above - below) / (2.0 * sizes)
    return slopes
