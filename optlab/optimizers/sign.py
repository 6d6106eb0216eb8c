"""Only the direction of the slope counts, not its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.descent import Velocity
from optlab.optimizers.hyperparameters import above_one, between, not_negative, positive, share
from optlab.optimizers.rule import Array, Method, Oracle, blend


@dataclass(frozen=True)
class SignDescent(Method):
    r"""Step the same distance in every coordinate, up or down as the slope's sign says, however steep it is.

    .. math:: w \leftarrow w - \eta\, \mathrm{sign}(\nabla L(w))

    ``rate``, η from 0.001 to 1: exactly the length of every coordinate's step, so the run ends by hopping about the
        minimum.

    Texts differ: signSGD takes the sign of the mini-batch's slope, or, on many machines, a vote of their signs.

    Reference: Bernstein et al., 2018, signSGD: compressed optimisation for non-convex problems.
    """

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        return points - rate * np.sign(oracle.gradient(points)), None


@dataclass(frozen=True)
class Lion(Method):
    r"""The sign of a momentum: every coordinate steps the same distance, in the direction that slopes mostly had.

    .. math:: w \leftarrow w - \eta\, \mathrm{sign}(\beta_1 m + (1-\beta_1) g) - \eta \lambda w, \qquad
        m \leftarrow \beta_2 m + (1-\beta_2) g

    ``rate``, η from 0.0001 to 0.3: exactly the length of every coordinate's step; about a tenth of Adam's.
    ``decay_mean``, β₁ from 0 to 0.99: the momentum's share against the newest slope in the vote for a direction.
    ``decay_square``, β₂ from 0.9 to 0.999: how long slopes are remembered, about 1/(1-β₂) steps; nothing is squared
        here.
    ``weight_decay``, λ from 0 to 1: how strongly parameters are pulled to zero, as in AdamW.

    Texts differ: the paper's name for the second decay is β₂, kept beside Adam's although no square is taken; optax
    pulls with λ = 0.001 unless told otherwise, the paper and this with 0.

    Reference: Chen et al., 2023, Symbolic discovery of optimization algorithms.
    """

    decay_mean: float = share(0.9)
    decay_square: float = share(0.99)
    weight_decay: float = not_negative(0.0)

    def init(self, points: Array) -> Velocity:
        """At rest."""
        return Velocity(np.zeros_like(points))

    def update(self, points: Array, state: Velocity, oracle: Oracle, rate: Array) -> tuple[Array, Velocity]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        direction = np.sign(blend(state.velocity, gradient, self.decay_mean))
        velocity = blend(state.velocity, gradient, self.decay_square)
        return points - rate * (direction + self.weight_decay * points), Velocity(velocity)


class Strides(NamedTuple):
    """What Rprop remembers: every coordinate's last slope and last step length, ``(runs, dim)`` each; 0 at first."""

    gradient: Array
    size: Array


@dataclass(frozen=True)
class Rprop(Method):
    r"""Every coordinate finds its own step: longer while its slope keeps its sign, half as long once it turns.

    .. math:: \Delta \leftarrow \begin{cases} \eta_+ \Delta & g\, g_{\text{last}} > 0 \\ \eta_- \Delta,\; g \leftarrow
        0 & g\, g_{\text{last}} < 0 \\ \Delta & \text{else} \end{cases} \qquad w \leftarrow w - \Delta\,
        \mathrm{sign}(g)

    ``rate``, η from 0.0001 to 1: the first step's length in every coordinate; afterwards the method finds its own.
    ``shrink``, η₋ from 0.2 to 0.9: the factor on a step after its slope changed sign.
    ``grow``, η₊ from 1.01 to 2: the factor on a step while its slope keeps its sign.
    ``smallest``, Δmin from 1e-9 to 1e-3: the shortest step.
    ``largest``, Δmax from 0.1 to 100: the longest step.

    Texts differ: after a change of sign this one rests for a step without going back (iRprop-, as PyTorch); the first
    paper goes back. Because steps find their own length, a schedule has no effect.

    Reference: Riedmiller and Braun, 1993; Igel and Hüsken, 2000.
    """

    shrink: float = between(0.5, 0.0, 1.0)
    grow: float = above_one(1.2)
    smallest: float = positive(1e-6)
    largest: float = positive(50.0)

    def init(self, points: Array) -> Strides:
        """No slope yet, and no length before the first rate is known."""
        return Strides(np.zeros_like(points), np.zeros_like(points))

    def update(self, points: Array, state: Strides, oracle: Oracle, rate: Array) -> tuple[Array, Strides]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        agreement = np.sign(gradient * state.gradient)
        factor = np.where(agreement > 0.0, self.grow, np.where(agreement < 0.0, self.shrink, 1.0))
        size = np.clip(np.where(state.size == 0.0, rate, state.size * factor), self.smallest, self.largest)
        gradient = np.where(agreement < 0.0, 0.0, gradient)
        return points - (rate > 0.0) * size * np.sign(gradient), Strides(gradient, size)
