"""What can be put around any rule: clipped gradients, weight decay, an average of the iterates.

Each is itself a rule, so they nest: ``Averaged(Clipped(Adam()))``.  None is on unless it is written down, and
:func:`optlab.optimizers.label` names every one that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import Checked, not_negative, positive, switch, whole
from optlab.optimizers.rule import (
    Array,
    Calls,
    ForwardingOracle,
    Lines,
    Mask,
    Method,
    Oracle,
    Rule,
    dot,
    length,
    plain_lines,
)


@dataclass(frozen=True)
class Wrapper(Checked):
    """A rule around another, which by itself costs nothing and remembers nothing."""

    rule: Rule

    @property
    def calls(self) -> Calls:
        """What one step of the rule inside costs."""
        return self.rule.calls

    @property
    def heavy_ball_decay(self) -> float | None:
        """None: around a method, its limit is another one."""
        return None

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """The arithmetic of a step, line by line (see ``Method.lines``)."""
        return plain_lines(memory, asked)

    def init(self, points: Array) -> Any:
        """The memory of the rule inside."""
        return self.rule.init(points)


class ClippedOracle(ForwardingOracle):
    """An oracle whose gradients are at most ``norm`` long."""

    def __init__(self, oracle: Oracle, norm: float) -> None:
        super().__init__(oracle)
        self.norm = norm

    def gradient(self, points: Array, active: Mask | None = None) -> Array:
        """The gradient, shortened to ``norm`` where it is longer."""
        gradient = super().gradient(points, active)
        size = length(gradient)[:, None]
        return np.where(size > self.norm, gradient * (self.norm / size), gradient)


@dataclass(frozen=True)
class Clipped(Wrapper):
    r"""Shorten a gradient that is too long, and keep its direction, so that one cliff does not throw the run away.

    .. math:: g \leftarrow g \cdot \min\left(1, \frac{c}{\lVert g \rVert}\right)

    ``norm``, c from 0.1 to 100: the longest a gradient may be.

    Texts differ: some clip every coordinate on its own, which turns the direction; PyTorch adds 1e-6 to the length, so
    that a clipped gradient is a millionth shorter.

    Reference: Pascanu, Mikolov and Bengio, 2013, On the difficulty of training recurrent neural networks.
    """

    norm: float = positive(1.0)

    def lines(self, memory: Sequence[str], asked: bool) -> Lines:
        """Those of the method inside: it is its gradient that is clipped."""
        inside = self.rule
        return inside.lines(memory, asked) if isinstance(inside, Method | Wrapper) else super().lines(memory, asked)

    def update(self, points: Array, state: Any, oracle: Oracle, rate: Array) -> tuple[Array, Any]:
        """One step of every run, with clipped gradients."""
        return self.rule.update(points, state, ClippedOracle(oracle, self.norm), rate)


class PenalisedOracle(ForwardingOracle):
    """An oracle of the loss plus ``strength``/2 times the squared length of the point."""

    def __init__(self, oracle: Oracle, strength: float) -> None:
        super().__init__(oracle)
        self.strength = strength

    def value(self, points: Array, active: Mask | None = None) -> Array:
        """Value with penalty."""
        return super().value(points, active) + 0.5 * self.strength * dot(points, points)

    def gradient(self, points: Array, active: Mask | None = None) -> Array:
        """Gradient with penalty."""
        return super().gradient(points, active) + self.strength * points

    def hessian(self, points: Array, active: Mask | None = None) -> Array:
        """Hessian with penalty."""
        return super().hessian(points, active) + self.strength * np.eye(points.shape[1])


@dataclass(frozen=True)
class WeightDecay(Wrapper):
    r"""Pull every parameter toward zero, so that none grows without need.

    .. math:: w \leftarrow w_{\text{rule}} - \eta \lambda w \quad \text{(decoupled)} \qquad \text{or} \qquad
        g \leftarrow g + \lambda w

    ``strength``, λ from 0.0001 to 1: how strong the pull is; the end is not quite the loss's minimum.
    ``decoupled``, on or off: pull the parameters directly; off adds the L2 penalty λ/2 ‖w‖² to the loss.

    Texts differ: for plain descent the two are the same; adaptive rules rescale a penalty away, which is why AdamW
    decouples.

    Reference: Krogh and Hertz, 1992; Loshchilov and Hutter, 2019.
    """

    strength: float = not_negative(0.01)
    decoupled: bool = switch(True)

    def update(self, points: Array, state: Any, oracle: Oracle, rate: Array) -> tuple[Array, Any]:
        """One step of every run, and the pull."""
        if not self.decoupled:
            return self.rule.update(points, state, PenalisedOracle(oracle, self.strength), rate)
        moved, state = self.rule.update(points, state, oracle, rate)
        return moved - rate * self.strength * points, state


class Iterates(NamedTuple):
    """What averaging remembers: where the rule inside is ``(runs, dim)``, its memory, and steps taken."""

    points: Array
    inner: Any
    step: int


@dataclass(frozen=True)
class Averaged(Wrapper):
    r"""Show the mean of all points so far, which settles where the run itself keeps hopping about.

    .. math:: \bar w_t = \frac{1}{t - t_0} \sum_{i = t_0 + 1}^{t} w_i

    ``after``, t₀ from 0 to 1000: steps that are left out of the mean; until then the point itself is shown.

    Texts differ: the mean of the last part of a run, or one that forgets (EMA), does better on deep networks. The rule
    inside never sees the mean: it goes on from its own point.

    Reference: Polyak and Juditsky, 1992, Acceleration of stochastic approximation by averaging; Ruppert, 1988.
    """

    after: int = whole(0, least=0)

    def init(self, points: Array) -> Iterates:
        """At the start, with the memory of the rule inside."""
        return Iterates(points, self.rule.init(points), 0)

    def update(self, points: Array, state: Iterates, oracle: Oracle, rate: Array) -> tuple[Array, Iterates]:
        """One step of every run, and the mean with it."""
        iterate, inner = self.rule.update(state.points, state.inner, oracle, rate)
        step = state.step + 1
        mean = points + (iterate - points) / max(1, step - self.after)
        return mean, Iterates(iterate, inner, step)
