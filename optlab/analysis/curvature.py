"""The shape of a loss at a point, from its exact Hessian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from optlab.expressions import Array
from optlab.losses import Loss

Kind = Literal["minimum", "maximum", "saddle", "flat", "slope", "undefined"]

FLAT = 1e-9
"""Curvatures below this share of the largest count as none."""

NARROW = 50.0
"""Condition number from which on a valley is called narrow."""

ROUND = 2.0
"""Condition number up to which a bowl is no valley."""


def largest_stable_product(decay: float = 0.0) -> float:
    """2 + 2β: the largest η·λ with which plain descent (β = 0) or momentum does not diverge along curvature λ."""
    return 2.0 + 2.0 * decay


@dataclass(frozen=True)
class Curvature:
    """The second derivatives at a point, along the axes where they do not mix.

    ``values`` are the Hessian's eigenvalues λ, ascending; ``directions`` has the matching unit vectors as columns.
    """

    values: Array
    directions: Array

    @property
    def lowest(self) -> float:
        """λmin."""
        return float(self.values[0])

    @property
    def highest(self) -> float:
        """λmax."""
        return float(self.values[-1])

    @property
    def condition_number(self) -> float | None:
        """κ = λmax/λmin where the loss curves upwards in every direction, else None."""
        return self.highest / self.lowest if self.lowest > FLAT * self.highest > 0.0 else None

    @property
    def largest_stable_rate(self) -> float | None:
        """2/λmax: beyond it plain descent climbs the walls of the valley.  None without upward curvature."""
        return largest_stable_product() / self.highest if self.highest > 0.0 else None

    @property
    def best_rate(self) -> float | None:
        """2/(λmin + λmax): the fastest fixed rate of plain descent on a parabola.  None unless both are positive."""
        return largest_stable_product() / (self.lowest + self.highest) if self.condition_number is not None else None

    @property
    def shape(self) -> Kind:
        """What a point without slope would be here."""
        if not np.isfinite(self.values).all():
            return "undefined"
        scale = float(np.abs(self.values).max())
        if scale == 0.0:
            return "flat"
        up, down = self.highest > FLAT * scale, self.lowest < -FLAT * scale
        return "saddle" if up and down else "minimum" if up else "maximum"


def curvature(loss: Loss, point: Sequence[float] | Array) -> Curvature:
    """The curvature of the mean over all examples at a point ``(dim,)``.

    >>> from optlab.losses import parse_loss
    >>> saddle = curvature(parse_loss("x^2 + 3*y^2 - 4*x*y"), [0.0, 0.0])
    >>> saddle.shape, saddle.values.round(2).tolist()
    ('saddle', [-0.47, 8.47])
    """
    matrix = loss.hessian(np.asarray(point, dtype=float))
    if not np.isfinite(matrix).all():
        dim = len(matrix)
        return Curvature(np.full(dim, np.nan), np.eye(dim))
    values, directions = np.linalg.eigh(matrix)
    return Curvature(values, directions)
