"""The learning rates on offer: a ladder, ten to the decade; and the one that a single point begins with."""

from __future__ import annotations

import math

from optlab.experiment import suggest_rate
from optlab.losses import landscapes
from optlab.optimizers import GradientDescent
from optlab.picture.problem import Problem
from optlab.picture.subject import Subject

LADDER = [float(f"{digit}e{power}") for power in range(-6, 4) for digit in (1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 7.9)]
"""Learning rates on offer: ten to the decade."""


def on_ladder(rate: float) -> float:
    """The largest rate on offer that is not above this one; below all of them, a power of ten."""
    below = 10.0 ** math.floor(math.log10(rate)) if 0.0 < rate < LADDER[0] else LADDER[0]
    return max((step for step in LADDER if step <= rate * 1.0001), default=below)


def usual_rate(subject: Subject, problem: Problem) -> float:
    """The rate on offer that suits plain descent from the start of a subject without rows."""
    rate = landscapes.get(subject.landscape).rate
    if subject.is_own:
        rate = suggest_rate(problem.loss, GradientDescent(), problem.start)
    return on_ladder(rate)
