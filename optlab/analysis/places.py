"""What a point is: a minimum, a maximum or a saddle only where there is no slope; elsewhere how the loss is bent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import Kind, curvature
from optlab.analysis.newton import nearby
from optlab.analysis.stationary import EDGE
from optlab.expressions import Array
from optlab.losses import Loss

HERE = 1e-6
"""A place without slope nearer than this share of the point's own size (or 1) is here."""


@dataclass(frozen=True)
class Place:
    """``kind`` is "minimum", "maximum", "saddle" or "flat" where there is no slope, "slope" where there is one, or
    "undefined"; ``bent`` is the shape that the curvatures alone have; ``near`` whether Newton's method finds a minimum
    close by; ``certain`` whether the curvatures settle the kind (not where some vanish); ``words`` say it all.
    """

    kind: Kind
    bent: Kind
    near: bool
    certain: bool
    words: str


BENT = {
    "minimum": "The loss bends up here in every direction in which it bends, but it slopes, so this is no minimum",
    "maximum": "The loss bends down here in every direction in which it bends, but it slopes, so this is no maximum",
    "saddle": "The loss bends up in one direction and down in another here, but it slopes, so this is no saddle",
    "flat": "The loss does not bend here: the slope is the same all around",
}

LEVEL = {
    "minimum": "A minimum: no slope here, and the loss bends up in every direction",
    "maximum": "A maximum: no slope here, and the loss bends down in every direction",
    "saddle": "A saddle: no slope here, and the loss bends up in one direction and down in another",
    "flat": "No slope and no curvature here: neither says whether this is a minimum",
}

UNSURE = {
    "minimum": "No slope here, and the loss bends up or not at all: perhaps a minimum, the curvature does not say",
    "maximum": "No slope here, and the loss bends down or not at all: no minimum that the curvature shows",
}


def place(loss: Loss, point: Sequence[float] | Array) -> Place:
    """What ``point`` ``(dim,)`` is.

    >>> from optlab.losses import parse_loss
    >>> [place(parse_loss(text), [0.0]).kind for text in ("x^2", "-x^2", "exp(x)", "x^3")]
    ['minimum', 'maximum', 'slope', 'flat']
    """
    at = np.asarray(point, dtype=float)
    slope, bends = loss.gradient(at), curvature(loss, at)
    if bends.shape == "undefined" or not np.isfinite(slope).all():
        return Place("undefined", "undefined", False, False, "Slope or curvature does not exist here")
    near = nearby(loss, at[None])
    minimum = bool(near.minimum[0]) and bool(nearby(loss, near.place).minimum[0])
    distance = float(near.distance[0])
    size = max(1.0, float(np.abs(at).max()))
    if not (near.real[0] and distance <= HERE * size):
        ahead = f"; a minimum is near, about {distance:.2g} away" if minimum else ""
        return Place("slope", bends.shape, minimum, True, f"{BENT[bends.shape]}{ahead}")
    sizes = np.abs(bends.values)
    certain = bends.shape == "saddle" or bool(sizes.min() > EDGE * sizes.max())
    words = LEVEL if certain or bends.shape == "flat" else UNSURE
    return Place(bends.shape, bends.shape, minimum and certain, certain, words[bends.shape])
