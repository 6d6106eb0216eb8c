"""Descent that chooses the length of its step from the loss itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import between, optional_number
from optlab.optimizers.rule import Array, Calls, Method, Oracle, dot
from optlab.optimizers.searches import backtrack, search


@dataclass(frozen=True)
class PolyakStep(Method):
    r"""Step as far as a straight slope would need to reach the known lowest loss, but no farther than the learning
    rate allows.

    .. math:: w \leftarrow w - \min\left(\eta, \frac{L(w) - L^*}{\lVert g \rVert^2}\right) g

    ``rate``, η from 0.01 to 1000: the longest step for a slope of one; a very large one leaves Polyak's own step.
    ``minimum``, L* any number: the loss at the minimum, which has to be known; without it the run ends where it starts.

    Texts differ: Polyak has no bound, and is thrown far off a plateau or out of a minimum that is higher than L*; the
    bound is that of SPSmax. On a mini-batch L* should be the batch's own lowest loss; here it stays the given number,
    and a batch already below it gives no step.

    Reference: Polyak, 1987, Introduction to optimization, section 5.3; Loizou et al., 2021, with the bound.
    """

    minimum: float | None = optional_number()

    @property
    def calls(self) -> Calls:
        """What one step costs: a gradient and a value."""
        return Calls(gradients=1, values=1)

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        gap = oracle.value(points) - (0.0 if self.minimum is None else self.minimum)
        gradient = oracle.gradient(points)
        if self.minimum is None:
            why = "Polyak's step needs to know the lowest loss: give it as minimum"
            oracle.stop(np.ones(len(points), dtype=bool), why)
        steepness = dot(gradient, gradient)
        size = np.divide(gap, steepness, out=np.zeros_like(gap), where=(gap > 0.0) & (steepness > 0.0))
        return points - np.minimum(rate, size[:, None]) * gradient, None


@dataclass(frozen=True)
class LineSearch(Method):
    r"""Try the full learning rate, and shorten it until the loss really falls: plain descent that cannot overshoot.

    .. math:: w \leftarrow w - t\, g, \qquad t = \text{the first of } \eta, \eta\beta, \eta\beta^2, \dots \text{ with }
        L(w - t g) \le L(w) - 10^{-4}\, t\, \lVert g \rVert^2

    ``rate``, η from 0.01 to 10: the first length tried at every step, so better too long than too short.
    ``shrink``, β from 0.1 to 0.9: the factor on a length that was too long.

    Texts differ: the share of the promised fall that is asked for, 1e-4 here, is 0.01 to 0.3 in others; some start from
    the last length instead of η. It stays put where no length helps.

    Reference: Armijo, 1966, Minimization of functions having Lipschitz continuous first partial derivatives.
    """

    shrink: float = between(0.5, 0.0, 1.0)

    @property
    def calls(self) -> Calls:
        """What one step costs: a gradient, the value here, and one for every length tried."""
        return Calls(gradients=1, values=2, searches=True)

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        size = backtrack(oracle, points, -gradient, -dot(gradient, gradient), rate[:, 0], self.shrink)
        return points - size[:, None] * gradient, None


class Conjugate(NamedTuple):
    """What conjugate gradient remembers: the last gradient and direction, ``(runs, dim)`` each; 0 at first."""

    gradient: Array
    direction: Array


@dataclass(frozen=True)
class ConjugateGradient(Method):
    r"""Momentum that needs no tuning: walk to the lowest point of each line, and choose lines that do not spoil one
    another.

    .. math:: \beta = \max\left(0, \frac{g^\top (g - g_{\text{last}})}{\lVert g_{\text{last}} \rVert^2}\right), \quad
        d \leftarrow -g + \beta d, \quad w \leftarrow w + \eta t d \quad \text{with } t \text{ from a line search}

    ``rate``, η from 0.1 to 1: a factor on the length tried first; 1 goes to the minimum along the line.

    Texts differ: this is Polak and Ribière's β, cut at 0 (PR+), which forgets the old direction when it does not help;
    Fletcher and Reeves's is ‖g‖²/‖g_last‖². On a quadratic in n parameters both arrive after n steps.

    Reference: Polak and Ribière, 1969; Gilbert and Nocedal, 1992.
    """

    @property
    def calls(self) -> Calls:
        """What one step costs: gradients here, a hair ahead and at the end; values here and at every trial."""
        return Calls(gradients=3, values=2, searches=True)

    def init(self, points: Array) -> Conjugate:
        """No direction yet."""
        return Conjugate(np.zeros_like(points), np.zeros_like(points))

    def update(self, points: Array, state: Conjugate, oracle: Oracle, rate: Array) -> tuple[Array, Conjugate]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        before = dot(state.gradient, state.gradient)
        gained = dot(gradient, gradient - state.gradient)
        beta = np.maximum(0.0, np.divide(gained, before, out=np.zeros_like(before), where=before > 0.0))
        direction = beta[:, None] * state.direction - gradient
        # rounding, or another batch, can turn it uphill: begin again
        direction = np.where((dot(direction, gradient) < 0.0)[:, None], direction, -gradient)
        landing = search(oracle, points, gradient, direction, rate, flattened=0.1)
        return landing.points, Conjugate(gradient, direction)
