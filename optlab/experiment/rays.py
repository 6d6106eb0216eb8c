"""What a loss does along rays, as far as numbers reach: only what is seen to fall farther and farther has no bottom."""

from __future__ import annotations

from typing import Literal

import numpy as np

from optlab.expressions import Array
from optlab.losses import Loss

DOUBLINGS = np.arange(-10, 41)
"""Distances looked at, as powers of two times the size of the point: from a thousandth of it to 10¹² times."""

FEWEST = 12
"""Values that must be known: where the arithmetic ends sooner, nothing is said."""

KEEPS = 0.9
"""Without bottom: each doubling of the distance brings at least this share of the fall that the one before brought."""

SETTLES = 1e-9
"""Levelling off: the last doublings bring less than this share of the whole fall."""

Course = Literal["falls", "levels", "other"]


def course(loss: Loss, point: Array, direction: Array) -> Course:
    """What the loss does from a point ``(dim,)`` on: it "falls" without bound, or it falls all the way but "levels" off
    towards a value that it never has; "other" where neither is seen.

    Beyond numbers nothing is known, but what is seen at 41 doublings of the distance.  A loss with kinks or steps is
    not said to level off: it may have come to its lowest value.

    >>> from optlab.losses import parse_loss
    >>> ahead = np.array([1.0])
    >>> [course(parse_loss(text), ahead, ahead) for text in ("-x^2", "-log(x)", "exp(-x)", "1/x", "x^2", "-tanh(x/9)")]
    ['falls', 'falls', 'levels', 'levels', 'other', 'levels']
    """
    length = float(np.linalg.norm(direction))
    if not np.isfinite(length) or length == 0.0:
        return "other"
    size = max(1.0, float(np.abs(point).max()))
    with np.errstate(all="ignore"):
        reach = size * np.concatenate([[0.0], 2.0**DOUBLINGS])
        heights = loss.batch_value(point + reach[:, None] * (direction / length), None)
        falls = -np.diff(heights)
        if np.isnan(heights).any() or (heights == np.inf).any():
            return "other"
        known = np.isfinite(falls)
        if known.sum() < FEWEST or (falls[known] < 0.0).any() or falls[known].max() == 0.0:
            return "other"
        later = falls[known][2:]
        if (later[1:] >= KEEPS * later[:-1])[len(later) // 2 :].all() and later[-1] > 0.0:
            return "falls"
        settled = known.all() and later[-3:].max() <= SETTLES * later.sum()
    return "levels" if settled and loss.smooth else "other"


def falls_without_bound(loss: Loss, point: Array, *directions: Array) -> bool:
    """Whether the loss is seen to, along one of the directions ``(dim,)``."""
    return any(course(loss, point, direction) == "falls" for direction in directions)
