"""Adam and its nearest kin: a mean of past slopes, divided by their root mean square."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import not_negative, positive, share
from optlab.optimizers.rule import GRADIENT, Array, Lines, Method, Oracle, blend


class Moments(NamedTuple):
    """What Adam remembers: steps taken, and moving averages of the slope and of its square, ``(runs, dim)`` each."""

    step: int
    mean: Array
    square: Array


def unbiased(average: Array, decay: float, step: int) -> Array:
    """A moving average that began at zero, corrected for that after ``step`` steps."""
    return average / (1.0 - decay**step)


@dataclass(frozen=True)
class AdamFamily(Method):
    """The three hyperparameters that the Adam family shares, and the memory of most of it."""

    decay_mean: float = share(0.9)
    decay_square: float = share(0.999)
    epsilon: float = positive(1e-8)

    def init(self, points: Array) -> Moments:
        """Nothing seen yet."""
        return Moments(0, np.zeros_like(points), np.zeros_like(points))

    def observe(self, state: Moments, gradient: Array) -> Moments:
        """Both averages with the new gradient in them."""
        mean = blend(state.mean, gradient, self.decay_mean)
        square = blend(state.square, gradient**2, self.decay_square)
        return Moments(state.step + 1, mean, square)

    def direction(self, state: Moments) -> Array:
        """Adam's step for a rate of one: the corrected mean over the corrected root mean square."""
        mean = unbiased(state.mean, self.decay_mean, state.step)
        square = unbiased(state.square, self.decay_square, state.step)
        return mean / (np.sqrt(square) + self.epsilon)


@dataclass(frozen=True)
class Adam(AdamFamily):
    r"""Momentum with a rate for each coordinate: the mean of past slopes over their root mean square, both freed of
    their start at zero.

    .. math:: m \leftarrow \beta_1 m + (1-\beta_1) g, \quad s \leftarrow \beta_2 s + (1-\beta_2) g^2, \quad
        w \leftarrow w - \eta \frac{m / (1-\beta_1^t)}{\sqrt{s / (1-\beta_2^t)} + \epsilon}

    ``rate``, η from 0.001 to 1: about the length of a step in every coordinate, however steep it is.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how long squared slopes are remembered, about 1/(1-β₂) steps.
    ``epsilon``, ε from 1e-12 to 1e-2: keeps the division possible; a large one turns Adam into momentum.

    Texts differ: the paper also gives a shortcut that moves the corrections into the rate and so changes ε.

    Reference: Kingma and Ba, 2015, Adam: a method for stochastic optimization.
    """

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """The formula with numbers."""
        first, second = self.decay_mean, self.decay_square
        return (
            GRADIENT,
            ("mean", f"β₁·m + (1−β₁)·∇L = {first:g}·{{mean}} + {1.0 - first:.3g}·{{g}} = {{mean+}}"),
            ("mean square", f"β₂·s + (1−β₂)·∇L² = {second:g}·{{square}} + {1.0 - second:.3g}·{{g}}² = {{square+}}"),
            ("step", "−η·m̂ / (√ŝ + ε) = {move}"),
            ("new point", "w + Δw = {w} + {move} = {w+}"),
        )

    def update(self, points: Array, state: Moments, oracle: Oracle, rate: Array) -> tuple[Array, Moments]:
        """One step of every run."""
        state = self.observe(state, oracle.gradient(points))
        return points - rate * self.direction(state), state


@dataclass(frozen=True)
class AdamW(AdamFamily):
    r"""Adam that also pulls every parameter toward zero, by a share of it that the slopes do not rescale.

    .. math:: w \leftarrow w - \eta \lambda w - \eta \frac{\hat m}{\sqrt{\hat s} + \epsilon}
        \qquad \text{with Adam's } \hat m, \hat s

    ``rate``, η from 0.001 to 1: about the length of a step in every coordinate; the pull scales with it.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how long squared slopes are remembered, about 1/(1-β₂) steps.
    ``epsilon``, ε from 1e-12 to 1e-2: keeps the division possible.
    ``weight_decay``, λ from 0 to 0.1: how strongly parameters are pulled to zero; the end is not quite the loss's
        minimum.

    Texts differ: the paper scales the pull by the schedule alone, PyTorch (and this) by the rate too; added to the
    slope instead, as older codes do, it is the L2 penalty and Adam's division weakens it.

    Reference: Loshchilov and Hutter, 2019, Decoupled weight decay regularization.
    """

    weight_decay: float = not_negative(0.01)

    def update(self, points: Array, state: Moments, oracle: Oracle, rate: Array) -> tuple[Array, Moments]:
        """One step of every run."""
        state = self.observe(state, oracle.gradient(points))
        return points - rate * self.weight_decay * points - rate * self.direction(state), state


class LargestMoments(NamedTuple):
    """What AMSGrad remembers: Adam's memory, and the largest mean square so far ``(runs, dim)``."""

    moments: Moments
    largest: Array


@dataclass(frozen=True)
class AMSGrad(AdamFamily):
    r"""Adam that never forgets its steepest time: divide by the largest mean square so far, so the rate cannot grow
    again.

    .. math:: \bar s \leftarrow \max(\bar s, s), \qquad
        w \leftarrow w - \eta \frac{m / (1-\beta_1^t)}{\sqrt{\bar s / (1-\beta_2^t)} + \epsilon}
        \qquad \text{with Adam's } m, s

    ``rate``, η from 0.001 to 1: about the longest a step gets in every coordinate.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how long squared slopes are remembered, about 1/(1-β₂) steps.
    ``epsilon``, ε from 1e-12 to 1e-2: keeps the division possible.

    Texts differ: the paper leaves out both corrections for the start at zero; PyTorch keeps them, and takes the largest
    before correcting (optax after).

    Reference: Reddi, Kale and Kumar, 2018, On the convergence of Adam and beyond.
    """

    def init(self, points: Array) -> LargestMoments:  # type: ignore[override]  # the memory is larger
        """Nothing seen yet."""
        return LargestMoments(super().init(points), np.zeros_like(points))

    def update(self, points: Array, state: LargestMoments, oracle: Oracle, rate: Array) -> tuple[Array, LargestMoments]:
        """One step of every run."""
        moments = self.observe(state.moments, oracle.gradient(points))
        largest = np.maximum(state.largest, moments.square)
        step = self.direction(moments._replace(square=largest))
        return points - rate * step, LargestMoments(moments, largest)


class Peak(NamedTuple):
    """What AdaMax remembers: steps taken, the mean slope and the largest recent slope, ``(runs, dim)`` each."""

    step: int
    mean: Array
    largest: Array


@dataclass(frozen=True)
class AdaMax(Method):
    r"""Adam measured by the largest recent slope instead of the root mean square.

    .. math:: m \leftarrow \beta_1 m + (1-\beta_1) g, \quad u \leftarrow \max(\beta_2 u, |g| + \epsilon), \quad
        w \leftarrow w - \frac{\eta}{1-\beta_1^t} \frac{m}{u}

    ``rate``, η from 0.001 to 1: about the longest a step gets in every coordinate.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how slowly the largest slope is forgotten.
    ``epsilon``, ε from 1e-12 to 1e-2: keeps the division possible.

    Texts differ: the paper has no ε; PyTorch adds it to |g|, others to u.

    Reference: Kingma and Ba, 2015, Adam, section 7.1.
    """

    decay_mean: float = share(0.9)
    decay_square: float = share(0.999)
    epsilon: float = positive(1e-8)

    def init(self, points: Array) -> Peak:
        """Nothing seen yet."""
        return Peak(0, np.zeros_like(points), np.zeros_like(points))

    def update(self, points: Array, state: Peak, oracle: Oracle, rate: Array) -> tuple[Array, Peak]:
        """One step of every run."""
        gradient, step = oracle.gradient(points), state.step + 1
        mean = blend(state.mean, gradient, self.decay_mean)
        largest = np.maximum(self.decay_square * state.largest, np.abs(gradient) + self.epsilon)
        return points - rate * unbiased(mean, self.decay_mean, step) / largest, Peak(step, mean, largest)
