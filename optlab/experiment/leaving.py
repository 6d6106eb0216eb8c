"""Where a loss ceases to have a value between two points: at the edge of its domain, or where numbers overflow."""

from __future__ import annotations

from enum import Enum

import numpy as np

from optlab.expressions import Array
from optlab.losses import Loss

HUGE = 1e100
"""A loss that is larger than this just before it has no value was lost to the size of numbers."""

HALVINGS = 60

MOST_NAMES = 3


class Edge(Enum):
    """Why a loss has no value somewhere."""

    DOMAIN = "domain"
    OVERFLOW = "overflow"


def edge(loss: Loss, inside: Array, outside: Array) -> Edge:
    """Why the loss has a value ``inside`` ``(dim,)`` but none ``outside``: looked for by halving the way between.

    >>> from optlab.losses import parse_loss
    >>> ends = np.array([1.0]), np.array([-900.0])
    >>> [edge(parse_loss(text), *ends).value for text in ("sqrt(x)", "exp(-x) - exp(-2*x)")]
    ['domain', 'overflow']
    """
    for _ in range(HALVINGS):
        middle = inside + (outside - inside) / 2.0
        if np.isfinite(loss.value(middle)):
            inside = middle
        else:
            outside = middle
    return Edge.OVERFLOW if abs(loss.value(inside.tolist())) > HUGE else Edge.DOMAIN


def where(loss: Loss, point: Array) -> str:
    """A point in words.

    >>> from optlab.losses import parse_loss
    >>> where(parse_loss("a + b"), np.array([1.0, -0.25]))
    'a = 1, b = -0.25'
    """
    named = [f"{name} = {value:.3g}" for name, value in zip(loss.parameters, point.tolist(), strict=True)]
    return ", ".join([*named[:MOST_NAMES], *(["…"] if len(named) > MOST_NAMES else [])])
