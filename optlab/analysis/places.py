"""What a point is: a minimum, a maximum or a saddle only where there is no slope; elsewhere how the loss is bent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optlab.analysis.curvature import Kind, curvature
from optlab.analysis.stationary import EDGE
from optlab.experiment.newton import Nearby, nearby
from optlab.experiment.resting import at_kink
from optlab.expressions import Array
from optlab.losses import Loss

HERE = 1e-6
"""A place without slope nearer than this share of the point's own size (or 1) is here."""


@dataclass(frozen=True)
class Place:
    """``kind`` is "minimum", "maximum", "saddle" or "flat" where there is no slope, "slope" where there is one, or
    "undefined"; ``bent`` is the shape that the curvatures alone have; ``near`` whether Newton's method finds a minimum
    close by; ``certain`` whether the curvatures settle the kind (where some vanish the values around do); ``words`` say
    it all.  "flat" is a place without slope beside which there is lower ground, and no saddle.
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
    "flat": "No slope here, but no minimum: lower ground lies beside it",
}

BY_VALUES = {
    "minimum": "A minimum: no slope here, and nothing around is lower, though the curvature does not say so",
    "maximum": "A maximum: no slope here, and nothing around is higher, though the curvature does not say so",
    "saddle": "A saddle: no slope here, and both lower and higher values around, though the curvature does not say so",
    "flat": "No slope here, but no minimum: lower ground lies beside it, though the curvature does not say so",
}


def place(loss: Loss, point: Sequence[float] | Array) -> Place:
    """What ``point`` ``(dim,)`` is.

    >>> from optlab.losses import parse_loss
    >>> [place(parse_loss(text), [0.0]).kind for text in ("x^2", "-x^2", "exp(x)", "x^3", "x^4", "abs(x)")]
    ['minimum', 'maximum', 'slope', 'flat', 'minimum', 'minimum']
    """
    at = np.asarray(point, dtype=float)
    slope, bends = loss.gradient(at), curvature(loss, at)
    if not np.isfinite(slope).all() or bends.shape == "undefined":
        if at_kink(loss, at[None])[0]:
            return Place("minimum", "undefined", True, False, "A minimum at a kink: nothing around is lower")
        return Place("undefined", "undefined", False, False, "Slope or curvature does not exist here")
    near = nearby(loss, at[None])
    minimum, distance = bool(near.minimum[0]), float(near.distance[0])
    size = max(1.0, float(np.abs(at).max()))
    if not (near.real[0] and distance <= HERE * size):
        ahead = f"; a minimum is near, about {distance:.2g} away" if minimum else ""
        return Place("slope", bends.shape, minimum, True, f"{BENT[bends.shape]}{ahead}")
    kind = _kind(near, at.size)
    sizes = np.abs(bends.values)
    certain = kind == bends.shape and (kind == "saddle" or bool(sizes.min() > EDGE * sizes.max()))
    return Place(kind, bends.shape, minimum, certain, (LEVEL if certain else BY_VALUES)[kind])


def _kind(near: Nearby, dim: int) -> Kind:
    """What the values around a place without slope make of it."""
    if near.minimum[0]:
        return "minimum"
    if near.level[0] or (near.higher[0] and dim == 1):
        return "flat"
    return "saddle" if near.higher[0] else "maximum"
