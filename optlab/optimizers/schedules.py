"""How the learning rate changes along the run: from the number of steps taken to a factor on the rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

from optlab.optimizers.hyperparameters import Checked, at_least_one, between, positive, proportion, whole


@dataclass(frozen=True)
class Constant(Checked):
    r"""The same rate at every step.

    .. math:: 1

    Texts differ: a constant rate does not converge on mini-batches; it ends by hopping in a cloud about the minimum.

    Reference: Cauchy, 1847.
    """

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return 1.0


@dataclass(frozen=True)
class StepDecay(Checked):
    r"""A staircase: cut the rate after every so many steps.

    .. math:: \gamma^{\lfloor t / k \rfloor}

    ``every``, k from 10 to 500: steps on one stair.
    ``factor``, γ from 0.1 to 0.9: what is left of the rate at each cut.

    Texts differ: many cut by 10 at hand-picked epochs.

    Reference: PyTorch's StepLR; He et al., 2016, for the habit.
    """

    every: int = whole(50)
    factor: float = between(0.5, 0.0, 1.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return self.factor ** (step // self.every)


@dataclass(frozen=True)
class ExponentialDecay(Checked):
    r"""The rate shrinks by the same share at every step.

    .. math:: \gamma^{t}

    ``factor``, γ from 0.9 to 0.999: what is left of the rate after a step.

    Texts differ: often γ is given for an epoch instead of a step.  It soon stands still: all steps together are finite.

    Reference: PyTorch's ExponentialLR.
    """

    factor: float = between(0.99, 0.0, 1.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return self.factor**step


@dataclass(frozen=True)
class InverseTime(Checked):
    r"""The classic of stochastic approximation: the rate shrinks like 1/t, so steps reach any distance and noise
    averages out.

    .. math:: \frac{1}{1 + t / k}

    ``scale``, k from 1 to 200: the step at which the rate is halved.

    Texts differ: the theory wants 1/t exactly; the 1 and the scale keep the first steps from being too long.

    Reference: Robbins and Monro, 1951, A stochastic approximation method.
    """

    scale: float = positive(20.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return 1.0 / (1.0 + step / self.scale)


@dataclass(frozen=True)
class InverseRoot(Checked):
    r"""The rate shrinks like 1/√t, slowly enough for losses without strong curvature.

    .. math:: \frac{1}{\sqrt{1 + t / k}}

    ``scale``, k from 1 to 200: how many steps the rate stays near its start.

    Texts differ: Transformers put a linear warm-up before it (the Noam schedule).

    Reference: Nemirovski et al., 2009, Robust stochastic approximation; Vaswani et al., 2017.
    """

    scale: float = positive(20.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return 1.0 / math.sqrt(1.0 + step / self.scale)


def _cosine(progress: float, start: float, end: float) -> float:
    """From ``start`` to ``end`` along half a cosine, as ``progress`` goes from 0 to 1, and no further."""
    return end + 0.5 * (start - end) * (1.0 + math.cos(math.pi * min(1.0, progress)))


@dataclass(frozen=True)
class Cosine(Checked):
    r"""Down along half a cosine: slow, fast, slow, to almost nothing at the end.

    .. math:: f + \frac{1 - f}{2}\left(1 + \cos\frac{\pi t}{T}\right)

    ``steps``, T from 50 to 1000: steps until the end of the curve, best the length of the run; the end's value stays.
    ``final``, f from 0 to 0.5: the factor at the end.

    Texts differ: in PyTorch the curve rises again after T steps; here, as in optax, it stays down.

    Reference: Loshchilov and Hutter, 2017, SGDR.
    """

    steps: int = whole(200)
    final: float = proportion(0.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return _cosine(step / self.steps, 1.0, self.final)


@dataclass(frozen=True)
class WarmupCosine(Checked):
    r"""Up in a straight line while averages fill, then down along half a cosine.

    .. math:: i + (1 - i)\frac{t}{k} \;\; (t < k), \qquad f + \frac{1 - f}{2}\left(1 + \cos\frac{\pi (t-k)}{T-k}\right)

    ``warmup``, k from 1 to 100: steps of the rise.
    ``steps``, T from 50 to 1000: steps until the end of the curve, the rise among them.
    ``initial``, i from 0 to 0.5: the factor at the first step; 0 makes it stand still.
    ``final``, f from 0 to 0.5: the factor at the end.

    Texts differ: some reach full rate at step k, as here and in optax, some one step earlier.

    Reference: Goyal et al., 2017, for the warm-up; Loshchilov and Hutter, 2017.
    """

    warmup: int = whole(20)
    steps: int = whole(200)
    initial: float = proportion(0.0)
    final: float = proportion(0.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        if step < self.warmup:
            return self.initial + (1.0 - self.initial) * step / self.warmup
        return _cosine((step - self.warmup) / max(1, self.steps - self.warmup), 1.0, self.final)


@dataclass(frozen=True)
class OneCycle(Checked):
    r"""One long rise to a bold rate and one longer fall to almost nothing, both along half a cosine.

    .. math:: \tfrac1d \to 1 \;\; (t < pT), \qquad 1 \to \tfrac{1}{d e} \;\; (t \ge pT)

    ``steps``, T from 50 to 1000: steps of the whole cycle, best the length of the run.
    ``rise``, p from 0.05 to 0.5: the share of the steps spent rising.
    ``divisor``, d from 2 to 100: the first rate is 1/d of the highest.
    ``final_divisor``, e from 1 to 1e6: the last rate is 1/e of the first.

    Texts differ: the paper rises and falls in straight lines and then falls further; PyTorch and optax use cosines;
    PyTorch counts T - 1 steps between the ends, optax (and this) T.

    Reference: Smith and Topin, 2018, Super-convergence.
    """

    steps: int = whole(200)
    rise: float = between(0.3, 0.0, 1.0)
    divisor: float = at_least_one(25.0)
    final_divisor: float = at_least_one(10000.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        top = int(self.rise * self.steps)
        if step < top:
            return _cosine(step / top, 1.0 / self.divisor, 1.0)
        return _cosine((step - top) / (self.steps - top), 1.0, 1.0 / (self.divisor * self.final_divisor))


@dataclass(frozen=True)
class Cyclical(Checked):
    r"""A zigzag: up and down in straight lines, again and again.

    .. math:: f + (1 - f)\left(1 - \left|\tfrac{t}{k} \bmod 2 - 1\right|\right)

    ``half``, k from 5 to 200: steps of one rise, and of one fall.
    ``lowest``, f from 0 to 0.5: the factor at the bottom, where it begins.

    Texts differ: the paper's first policy, "triangular"; in the second the peaks halve with every cycle.

    Reference: Smith, 2017, Cyclical learning rates for training neural networks.
    """

    half: int = whole(25)
    lowest: float = proportion(0.1)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        return self.lowest + (1.0 - self.lowest) * (1.0 - abs(step / self.half % 2.0 - 1.0))


@dataclass(frozen=True)
class WarmRestarts(Checked):
    r"""Half a cosine down, then back to full rate at once, each stretch longer than the last.

    .. math:: f + \frac{1 - f}{2}\left(1 + \cos\frac{\pi t_i}{T_i}\right), \qquad T_{i+1} = m T_i

    ``period``, T₀ from 10 to 200: steps of the first stretch.
    ``growth``, m from 1 to 4: how many times longer each stretch is than the one before.
    ``final``, f from 0 to 0.5: the factor at the end of each stretch.

    Texts differ: the best point is the one just before a restart, which is where the paper takes its answer.

    Reference: Loshchilov and Hutter, 2017, SGDR: stochastic gradient descent with warm restarts.
    """

    period: int = whole(50)
    growth: int = whole(2)
    final: float = proportion(0.0)

    def __call__(self, step: int) -> float:
        """The factor after ``step`` steps."""
        stretch = self.period
        while self.growth > 1 and step >= stretch:
            step, stretch = step - stretch, stretch * self.growth
        return _cosine(step % stretch / stretch, 1.0, self.final)
