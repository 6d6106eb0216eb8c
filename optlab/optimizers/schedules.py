"""How the learning rate shrinks along the run: from the number of steps taken to a factor on the rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

from optlab.optimizers.hyperparameters import Checked, between, positive, proportion, whole


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


def cosine(progress: float, start: float, end: float) -> float:
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
        return cosine(step / self.steps, 1.0, self.final)
