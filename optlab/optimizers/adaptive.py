"""A rate for each coordinate: divide the slope by what it has usually been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import positive, share, switch
from optlab.optimizers.rule import Array, Method, Oracle, blend


class Squares(NamedTuple):
    """What AdaGrad remembers: the sum of squared slopes ``(runs, dim)``."""

    total: Array


@dataclass(frozen=True)
class AdaGrad(Method):
    r"""Give every coordinate a rate of its own that shrinks with all the slope it has seen, so rare directions keep
    long steps.

    .. math:: s \leftarrow s + g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{s} + \epsilon}\, g

    ``rate``, η from 0.01 to 10: the length of the first step in every coordinate; later ones shrink about as 1/√step.
    ``epsilon``, ε from 1e-12 to 1e-4: keeps the division possible where the slope has always been zero.

    Texts differ: some put ε under the root, some start the sum at 0.1 (TensorFlow); here it starts at 0, as in PyTorch.

    Reference: Duchi, Hazan and Singer, 2011, Adaptive subgradient methods.
    """

    epsilon: float = positive(1e-10)

    def init(self, points: Array) -> Squares:
        """Nothing seen yet."""
        return Squares(np.zeros_like(points))

    def update(self, points: Array, state: Squares, oracle: Oracle, rate: Array) -> tuple[Array, Squares]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        total = state.total + gradient**2
        return points - rate * gradient / (np.sqrt(total) + self.epsilon), Squares(total)


class Spread(NamedTuple):
    """What RMSProp remembers: moving averages of the slope and of its square, ``(runs, dim)`` each."""

    mean: Array
    square: Array


@dataclass(frozen=True)
class RMSProp(Method):
    r"""AdaGrad that forgets: divide the slope by its recent root mean square, so the rate can grow again.

    .. math:: s \leftarrow \rho s + (1-\rho) g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{s} + \epsilon}\, g

    ``rate``, η from 0.001 to 1: about the length of a step in every coordinate, however steep it is.
    ``decay``, ρ from 0.5 to 0.999: how long squared slopes are remembered, about 1/(1-ρ) steps.
    ``centered``, on or off: divide by the standard deviation instead, that is subtract the squared mean slope from s.
    ``epsilon``, ε from 1e-12 to 1e-4: keeps the division possible where the slope has always been zero.

    Texts differ: Hinton's slide has ρ = 0.9, PyTorch 0.99; TensorFlow puts ε under the root.

    Reference: Tieleman and Hinton, 2012, Lecture 6.5; centred: Graves, 2013.
    """

    decay: float = share(0.99)
    centered: bool = switch(False)
    epsilon: float = positive(1e-8)

    def init(self, points: Array) -> Spread:
        """Nothing seen yet."""
        return Spread(np.zeros_like(points), np.zeros_like(points))

    def update(self, points: Array, state: Spread, oracle: Oracle, rate: Array) -> tuple[Array, Spread]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        mean = blend(state.mean, gradient, self.decay)
        square = blend(state.square, gradient**2, self.decay)
        # a variance is never negative; its rounded value can be, where the slope is constant
        spread = np.maximum(square - mean**2, 0.0) if self.centered else square
        return points - rate * gradient / (np.sqrt(spread) + self.epsilon), Spread(mean, square)


class Sizes(NamedTuple):
    """What AdaDelta remembers: moving averages of squared slopes and of squared steps, ``(runs, dim)`` each."""

    slope: Array
    step: Array


@dataclass(frozen=True)
class AdaDelta(Method):
    r"""Make the step as long as recent steps were, in proportion to the slope: the units come out right without a rate.

    .. math:: s \leftarrow \rho s + (1-\rho) g^2, \quad \Delta = \frac{\sqrt{u + \epsilon}}{\sqrt{s + \epsilon}}\, g,
        \quad u \leftarrow \rho u + (1-\rho) \Delta^2, \quad w \leftarrow w - \eta \Delta

    ``rate``, η from 0.1 to 1000: a factor on the step; 1 is the paper's method, more helps its slow start.
    ``decay``, ρ from 0.5 to 0.99: how long slopes and steps are remembered, about 1/(1-ρ) steps.
    ``epsilon``, ε from 1e-8 to 1e-2: sets the very first steps, about √ε long, from which the others grow.

    Texts differ: the paper has no rate at all and ρ = 0.95; PyTorch multiplies by a rate of 1 and has ρ = 0.9.

    Reference: Zeiler, 2012, ADADELTA: an adaptive learning rate method.
    """

    decay: float = share(0.9)
    epsilon: float = positive(1e-6)

    def init(self, points: Array) -> Sizes:
        """Nothing seen yet."""
        return Sizes(np.zeros_like(points), np.zeros_like(points))

    def update(self, points: Array, state: Sizes, oracle: Oracle, rate: Array) -> tuple[Array, Sizes]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        slope = blend(state.slope, gradient**2, self.decay)
        delta = np.sqrt(state.step + self.epsilon) / np.sqrt(slope + self.epsilon) * gradient
        return points - rate * delta, Sizes(slope, blend(state.step, delta**2, self.decay))
