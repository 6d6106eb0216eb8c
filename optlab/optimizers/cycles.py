"""Schedules on which the learning rate rises too: after a cold start, once in a run, or again and again."""

from __future__ import annotations

from dataclasses import dataclass

from optlab.optimizers.hyperparameters import Checked, at_least_one, between, proportion, whole
from optlab.optimizers.schedules import cosine


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
        return cosine((step - self.warmup) / max(1, self.steps - self.warmup), 1.0, self.final)


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
            return cosine(step / top, 1.0 / self.divisor, 1.0)
        return cosine((step - top) / (self.steps - top), 1.0, 1.0 / (self.divisor * self.final_divisor))


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
        return cosine(step % stretch / stretch, 1.0, self.final)
