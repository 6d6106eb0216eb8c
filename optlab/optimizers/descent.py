"""Descent along the gradient: alone, with a velocity, and with a velocity that looks ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import share, switch
from optlab.optimizers.rule import GRADIENT, Array, Lines, Method, Oracle


@dataclass(frozen=True)
class GradientDescent(Method):
    r"""Walk downhill: step against the gradient, as far as the learning rate says.

    .. math:: w \leftarrow w - \eta \nabla L(w)

    ``rate``, η from 0.0001 to 1: the length of the step for a slope of one; above 2/λ it diverges where the curvature
        is λ.

    Texts differ: on all examples it is called vanilla, batch or full-batch descent, on one at a time stochastic
    descent, on a few mini-batch descent. It is the same line with another batch size.

    Reference: Cauchy, 1847; Robbins and Monro, 1951, for random examples.
    """

    @property
    def heavy_ball_decay(self) -> float:
        """A ball without weight."""
        return 0.0

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """The formula with numbers."""
        return GRADIENT, ("new point", "w − η·∇L = {w} − {rate}·{g} = {w+}")

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        return points - rate * oracle.gradient(points), None


NEW_POINT = ("new point", "w − η·v = {w} − {rate}·{velocity+} = {w+}")


def _velocity(decay: float, average: bool = False) -> tuple[str, str]:
    """The velocity with numbers, in the summed form or as a mean."""
    share_of_gradient, symbol = (f"{1.0 - decay:.3g}·", "(1−β)·") if average else ("", "")
    return "velocity", f"β·v + {symbol}∇L = {decay:g}·{{velocity}} + {share_of_gradient}{{g}} = {{velocity+}}"


class Velocity(NamedTuple):
    """What momentum remembers: the velocity ``(runs, dim)``."""

    velocity: Array


@dataclass(frozen=True)
class Momentum(Method):
    r"""Heavy ball: keep some of the last velocity, so steps along a valley add up and steps across it cancel.

    .. math:: v \leftarrow \beta v + \nabla L(w), \qquad w \leftarrow w - \eta v

    ``rate``, η from 0.0001 to 1: as for plain descent; steps add up to 1/(1-β) times the plain one, so take a smaller
        rate.
    ``decay``, β from 0 to 0.99: the share of the last velocity that is kept; 0 is plain descent.
    ``average``, on or off: weigh the new gradient by (1-β), so that the velocity is a mean of past gradients.

    Texts differ: the summed form here is PyTorch's; with ``average`` on it is the other convention, which takes a rate
    1/(1-β) times as large for the same path.

    Reference: Polyak, 1964, Some methods of speeding up the convergence of iteration methods.
    """

    decay: float = share(0.9)
    average: bool = switch(False)

    @property
    def heavy_ball_decay(self) -> float | None:
        """Its own, in the summed form."""
        return None if self.average else self.decay

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """The formula with numbers."""
        return GRADIENT, _velocity(self.decay, self.average), NEW_POINT

    def init(self, points: Array) -> Velocity:
        """At rest."""
        return Velocity(np.zeros_like(points))

    def update(self, points: Array, state: Velocity, oracle: Oracle, rate: Array) -> tuple[Array, Velocity]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        push = (1.0 - self.decay) * gradient if self.average else gradient
        velocity = self.decay * state.velocity + push
        return points - rate * velocity, Velocity(velocity)


@dataclass(frozen=True)
class Nesterov(Method):
    r"""Momentum that looks ahead: take the slope where the velocity is about to carry you, and brake before the turn.

    .. math:: v \leftarrow \beta v + \nabla L(w - \eta \beta v), \qquad w \leftarrow w - \eta v

    ``rate``, η from 0.0001 to 1: as for momentum.
    ``decay``, β from 0 to 0.99: the share of the last velocity that is kept; 0 is plain descent.

    Texts differ: PyTorch keeps the look-ahead point w - ηβv as its parameters, so that the gradient is taken where the
    parameters are; the two are the same path seen from two places. Nesterov lets β grow with the step, most codes fix
    it.

    Reference: Nesterov, 1983; in this form Sutskever et al., 2013.
    """

    decay: float = share(0.9)

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """The formula with numbers."""
        return ("gradient ahead", "∇L(w − ηβv) = ∇L{at} = {g}"), _velocity(self.decay), NEW_POINT

    def init(self, points: Array) -> Velocity:
        """At rest."""
        return Velocity(np.zeros_like(points))

    def update(self, points: Array, state: Velocity, oracle: Oracle, rate: Array) -> tuple[Array, Velocity]:
        """One step of every run."""
        gradient = oracle.gradient(points - rate * self.decay * state.velocity)
        velocity = self.decay * state.velocity + gradient
        return points - rate * velocity, Velocity(velocity)
