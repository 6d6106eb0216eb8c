"""Adam, changed: looking ahead, cautious at the start, trusting predictable slopes, growing slowly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.adam import AdamFamily, Moments, unbiased
from optlab.optimizers.hyperparameters import not_negative, positive
from optlab.optimizers.rule import Array, Oracle, blend


class Warming(NamedTuple):
    """What NAdam remembers: Adam's memory, and the product of the decays used so far."""

    moments: Moments
    product: float


@dataclass(frozen=True)
class NAdam(AdamFamily):
    r"""Adam with Nesterov's look-ahead: count the newest slope as the next step's momentum would.

    .. math:: \mu_t = \beta_1 (1 - \tfrac12 0.96^{t \psi}), \quad
        \hat m = \frac{\mu_{t+1} m}{1 - \prod_{i \le t+1} \mu_i} + \frac{(1-\mu_t) g}{1 - \prod_{i \le t} \mu_i}, \quad
        w \leftarrow w - \eta \frac{\hat m}{\sqrt{s / (1-\beta_2^t)} + \epsilon} \quad \text{with Adam's } m, s

    ``rate``, η from 0.001 to 1: about the length of a step in every coordinate, however steep it is.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps, in the end.
    ``decay_square``, β₂ from 0.9 to 0.9999: how long squared slopes are remembered, about 1/(1-β₂) steps.
    ``epsilon``, ε from 1e-12 to 1e-2: keeps the division possible.
    ``momentum_decay``, ψ from 0 to 0.1: how fast the look-ahead's decay grows from β₁/2 to β₁.

    Texts differ: the paper's schedule of μ is kept here, as in PyTorch; optax and many texts fix μ = β₁.

    Reference: Dozat, 2016, Incorporating Nesterov momentum into Adam.
    """

    momentum_decay: float = not_negative(0.004)

    def init(self, points: Array) -> Warming:  # type: ignore[override]  # the memory is larger
        """Nothing seen yet."""
        return Warming(super().init(points), 1.0)

    def update(self, points: Array, state: Warming, oracle: Oracle, rate: Array) -> tuple[Array, Warming]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        moments = self.observe(state.moments, gradient)
        now, following = self._decay(moments.step), self._decay(moments.step + 1)
        product = state.product * now
        mean = following * moments.mean / (1.0 - product * following) + (1.0 - now) * gradient / (1.0 - product)
        square = unbiased(moments.square, self.decay_square, moments.step)
        return points - rate * mean / (np.sqrt(square) + self.epsilon), Warming(moments, product)

    def _decay(self, step: int) -> float:
        return self.decay_mean * (1.0 - 0.5 * math.pow(0.96, step * self.momentum_decay))


@dataclass(frozen=True)
class RAdam(AdamFamily):
    r"""Adam that waits: plain momentum until enough slopes are seen to trust their root mean square, then more and
    more Adam.

    .. math:: \rho_\infty = \tfrac{2}{1-\beta_2} - 1, \quad \rho_t = \rho_\infty - \tfrac{2 t \beta_2^t}{1-\beta_2^t},
        \quad r_t = \sqrt{\tfrac{(\rho_t-4)(\rho_t-2)\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\rho_t}}, \quad
        w \leftarrow w - \eta\, \hat m \cdot \begin{cases} r_t / \sqrt{\hat s} & \rho_t > 5 \\ 1 & \text{else}
        \end{cases} \quad \text{with Adam's } \hat m, \hat s

    ``rate``, η from 0.001 to 0.1: about the length of a step in every coordinate, but times the slope in the first few
        steps.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how long squared slopes are remembered, about 1/(1-β₂) steps.
    ``epsilon``, ε from 1e-12 to 1e-2: keeps the division possible.

    Texts differ: the paper switches at ρ > 4, PyTorch and this at 5; the first steps can be long where the slope is
    steep.

    Reference: Liu et al., 2020, On the variance of the adaptive learning rate and beyond.
    """

    TRUSTED = 5.0

    def update(self, points: Array, state: Moments, oracle: Oracle, rate: Array) -> tuple[Array, Moments]:
        """One step of every run."""
        state = self.observe(state, oracle.gradient(points))
        mean = unbiased(state.mean, self.decay_mean, state.step)
        seen = self._slopes_seen(state.step)
        if seen <= self.TRUSTED:
            return points - rate * mean, state
        # PyTorch adds epsilon before it corrects the root, unlike its Adam
        root = (np.sqrt(state.square) + self.epsilon) / math.sqrt(1.0 - self.decay_square**state.step)
        return points - rate * self._trust(seen) * mean / root, state

    def _most(self) -> float:
        return 2.0 / (1.0 - self.decay_square) - 1.0

    def _slopes_seen(self, step: int) -> float:
        faded = self.decay_square**step
        return self._most() - 2.0 * step * faded / (1.0 - faded)

    def _trust(self, seen: float) -> float:
        most = self._most()
        return math.sqrt((seen - 4.0) * (seen - 2.0) * most / ((most - 4.0) * (most - 2.0) * seen))


@dataclass(frozen=True)
class AdaBelief(AdamFamily):
    r"""Adam that divides by how much slopes surprise, not by how large they are: long steps where the slope is as
    expected.

    .. math:: m \leftarrow \beta_1 m + (1-\beta_1) g, \quad s \leftarrow \beta_2 s + (1-\beta_2)(g - m)^2 + \epsilon,
        \quad w \leftarrow w - \eta \frac{m / (1-\beta_1^t)}{\sqrt{s / (1-\beta_2^t)} + \epsilon}

    ``rate``, η from 0.001 to 1: at least about the length of a step in every coordinate; steady slopes make it longer.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how long surprises are remembered, about 1/(1-β₂) steps.
    ``epsilon``, ε from 1e-16 to 1e-6: bounds the step where no slope ever surprises.

    Texts differ: the paper has ε = 1e-8, its code and optax (and this) 1e-16, in both places.

    Reference: Zhuang et al., 2020, AdaBelief optimizer.
    """

    epsilon: float = positive(1e-16)

    def update(self, points: Array, state: Moments, oracle: Oracle, rate: Array) -> tuple[Array, Moments]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        mean = blend(state.mean, gradient, self.decay_mean)
        surprise = blend(state.square, (gradient - mean) ** 2, self.decay_square) + self.epsilon
        state = Moments(state.step + 1, mean, surprise)
        return points - rate * self.direction(state), state


@dataclass(frozen=True)
class Yogi(AdamFamily):
    r"""Adam whose mean square moves by small, bounded amounts, so that one quiet spell does not make the steps jump.

    .. math:: s \leftarrow s - (1-\beta_2)\, \mathrm{sign}(s - g^2)\, g^2, \qquad
        w \leftarrow w - \eta \frac{m / (1-\beta_1^t)}{\sqrt{s / (1-\beta_2^t)} + \epsilon} \qquad \text{with Adam's } m

    ``rate``, η from 0.001 to 1: about the length of a step in every coordinate, however steep it is.
    ``decay_mean``, β₁ from 0 to 0.99: how long slopes are remembered, about 1/(1-β₁) steps.
    ``decay_square``, β₂ from 0.9 to 0.9999: how much a squared slope can move the divisor.
    ``epsilon``, ε from 1e-8 to 1e-2: keeps the division possible and bounds the step.
    ``initial``, s₀ from 1e-8 to 0.1: what both averages start from.

    Texts differ: the paper starts from the first mini-batch's squares and corrects nothing; optax (and this) starts
    both averages at 1e-6 and corrects both.

    Reference: Zaheer et al., 2018, Adaptive methods for nonconvex optimization.
    """

    epsilon: float = positive(1e-3)
    initial: float = positive(1e-6)

    def init(self, points: Array) -> Moments:
        """Both averages at their small start."""
        return Moments(0, np.full_like(points, self.initial), np.full_like(points, self.initial))

    def update(self, points: Array, state: Moments, oracle: Oracle, rate: Array) -> tuple[Array, Moments]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        squared = gradient**2
        square = state.square - (1.0 - self.decay_square) * np.sign(state.square - squared) * squared
        state = Moments(state.step + 1, blend(state.mean, gradient, self.decay_mean), square)
        return points - rate * self.direction(state), state
