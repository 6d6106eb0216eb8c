"""Descent that asks how the loss looks nearby."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.optimizers.hyperparameters import positive
from optlab.optimizers.rule import Array, Calls, Method, Oracle, length


@dataclass(frozen=True)
class SharpnessAware(Method):
    r"""Climb a little first, and descend by the slope found there: narrow minima look steep from above, so wide ones
    win.

    .. math:: \hat w = w + \rho \frac{\nabla L(w)}{\lVert \nabla L(w) \rVert}, \qquad w \leftarrow w - \eta \nabla
        L(\hat w)

    ``rate``, η from 0.0001 to 1: as for plain descent.
    ``radius``, ρ from 0.001 to 0.5: how far to climb; it ends about that far from the minimum, going back and forth.

    Texts differ: the paper wraps this around momentum descent; here it is around the plain one, so that only it shows.

    Reference: Foret et al., 2021, Sharpness-aware minimization.
    """

    radius: float = positive(0.05)

    @property
    def calls(self) -> Calls:
        """What one step costs: a gradient here and one above."""
        return Calls(gradients=2)

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        uphill = oracle.gradient(points)
        steepness = length(uphill)[:, None]
        climb = np.divide(uphill, steepness, out=np.zeros_like(uphill), where=steepness != 0.0)
        return points - rate * oracle.gradient(points + self.radius * climb), None
