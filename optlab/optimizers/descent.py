"""Descent along the gradient, alone and with a velocity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.errors import SettingsError
from optlab.optimizers.rule import Array, Oracle


@dataclass(frozen=True)
class GradientDescent:
    r"""Walk downhill: step against the gradient, as far as the learning rate says.

    .. math:: w \leftarrow w - \eta \nabla L(w)

    On all examples this is vanilla (full-batch) descent, on one at a time stochastic, on a few mini-batch descent: the
    same line, another batch size.  Reference: Cauchy, 1847; Robbins and Monro, 1951, for random examples.
    """

    def init(self, points: Array) -> None:
        """Nothing to remember."""

    def update(self, points: Array, state: None, oracle: Oracle, rate: Array) -> tuple[Array, None]:
        """One step of every run."""
        return points - rate * oracle.gradient(points), None


class Velocity(NamedTuple):
    """What momentum remembers: the velocity ``(runs, dim)``."""

    velocity: Array


@dataclass(frozen=True)
class Momentum:
    r"""Heavy ball: keep some of the last velocity, so steps along a valley add up and steps across it cancel.

    .. math:: v \leftarrow \beta v + g, \qquad w \leftarrow w - \eta v

    ``decay`` is β, from 0 (no memory) to just below 1.  ``average=True`` weighs the new gradient by (1-β), so the
    velocity is a mean of past gradients; texts differ here.  The summed form (PyTorch's, the default) takes steps up to
    1/(1-β) times the plain one, so it wants a smaller rate.  Reference: Polyak, 1964.
    """

    decay: float = 0.9
    average: bool = False

    def __post_init__(self) -> None:
        if not 0.0 <= self.decay < 1.0:
            raise SettingsError(f"decay must be from 0 to below 1, got {self.decay}", "0.9 is the usual choice")

    def init(self, points: Array) -> Velocity:
        """At rest."""
        return Velocity(np.zeros_like(points))

    def update(self, points: Array, state: Velocity, oracle: Oracle, rate: Array) -> tuple[Array, Velocity]:
        """One step of every run."""
        gradient = oracle.gradient(points)
        push = (1.0 - self.decay) * gradient if self.average else gradient
        velocity = self.decay * state.velocity + push
        return points - rate * velocity, Velocity(velocity)
