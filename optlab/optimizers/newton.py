"""Newton's method: one jump to where the curvature says the minimum is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import not_negative, switch
from optlab.optimizers.rule import Array, Calls, Mask, Method, Oracle, dot, times
from optlab.optimizers.searches import backtrack

SINGULAR = "the Hessian is singular here, so Newton's step is not defined; damping or the safeguard helps"

FLATTEST = 1e-6
"""The safeguard counts curvatures below this share of the largest as this share."""


@dataclass(frozen=True)
class Newton(Method):
    r"""Jump to where the local parabola has its lowest point: one step on a quadratic, whatever its shape.

    .. math:: w \leftarrow w - \eta \left(\nabla^2 L(w) + \lambda I\right)^{-1} \nabla L(w)

    ``rate``, η from 0.1 to 1: the share of the jump that is taken; 1 is Newton's own.
    ``damping``, λ from 0 to 10: added to every curvature; shortens the jump and turns it toward plain descent.
    ``safeguarded``, on or off: count negative curvature as positive and shorten the jump until the loss falls.

    Texts differ: the pure method runs to any point of zero slope, saddles and maxima too; of the many repairs, the
    safeguard here takes absolute curvatures (saddle-free Newton) and then backtracks.

    Reference: Newton, 1669, and Raphson, 1690; the safeguard: Dauphin et al., 2014.
    """

    damping: float = not_negative(0.0)
    safeguarded: bool = switch(False)

    @property
    def calls(self) -> Calls:
        """What one step costs: a gradient and a Hessian; the safeguard adds the values of its trials."""
        if self.safeguarded:
            return Calls(gradients=1, values=2, hessians=1, searches=True)
        return Calls(gradients=1, hessians=1)

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        spectrum = decompose(oracle.hessian(points), self.damping)
        if not self.safeguarded:
            oracle.stop(spectrum.singular & (gradient != 0.0).any(axis=1), SINGULAR)
            return points - rate * spectrum.solve(gradient), None
        direction = -spectrum.positive().solve(gradient)
        size = backtrack(oracle, points, direction, dot(direction, gradient), rate[:, 0], shrink=0.5)
        return points + size[:, None] * direction, None


class Spectrum(NamedTuple):
    """Curvatures ``(runs, dim)`` along orthonormal axes, the columns of ``(runs, dim, dim)``."""

    curvatures: Array
    axes: Array

    @property
    def singular(self) -> Mask:
        """Which runs have an axis without curvature, as far as numbers resolve."""
        sizes = np.abs(self.curvatures)
        singular: Mask = sizes.min(axis=1) <= np.finfo(float).eps * sizes.max(axis=1)
        return singular

    def positive(self) -> Spectrum:
        """Absolute curvatures, none far below the largest; 1 where there is none at all."""
        sizes = np.abs(self.curvatures)
        largest = sizes.max(axis=1, keepdims=True)
        return self._replace(curvatures=np.where(largest == 0.0, 1.0, np.maximum(sizes, FLATTEST * largest)))

    def solve(self, gradient: Array) -> Array:
        """The inverse matrix times the gradient; an axis without slope has no step, whatever its curvature."""
        along = times(self.axes.swapaxes(1, 2), gradient)
        steps = np.divide(along, self.curvatures, out=np.zeros_like(along), where=along != 0.0)
        return times(self.axes, steps)


def decompose(matrices: Array, damping: float) -> Spectrum:
    """Eigenvalues and -vectors of every run's matrix plus ``damping`` on its diagonal; nan where it is not finite."""
    finite = np.asarray(np.isfinite(matrices).all(axis=(1, 2)))[:, None, None]
    unit = np.eye(matrices.shape[1])
    safe: Array = np.where(finite, matrices, unit) + damping * unit
    curvatures, axes = np.linalg.eigh(safe)
    return Spectrum(np.where(finite[:, 0], curvatures, np.nan), axes)
