"""A learning rate that suits a method on a loss, found by trying many at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optlab.experiment.runner import run
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.optimizers import Rule

CANDIDATES = np.geomspace(1e-6, 1e3, 55)
"""Six to the decade; each is a run, and all of them are stepped together."""

PROBE_STEPS = 120
CAREFUL = 0.6
"""The rate chosen is this share of the best one, away from the cliff behind it."""


def suggest_rate(loss: Loss, rule: Rule, start: Sequence[float]) -> float:
    """A fixed rate with which ``rule`` comes down from ``start`` on all examples (nothing is random).

    Of CANDIDATES stepped PROBE_STEPS times, the one whose loss, averaged over the second half of the steps, is lowest
    among those that never climb above the start.  0.01 where none comes down.

    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> 0.1 < suggest_rate(parse_loss("x^2 + y^2"), GradientDescent(), [1.0, 2.0]) < 1.0
    True
    """
    trajectory = run(loss, rule, start, CANDIDATES, PROBE_STEPS)
    heights = trajectory.loss
    with np.errstate(all="ignore"):
        calm = np.isfinite(heights).all(axis=0) & (heights.max(axis=0) <= heights[0] + 1e-9 * np.abs(heights[0]))
        late: Array = np.where(calm, heights[PROBE_STEPS // 2 :].mean(axis=0), np.inf)
    best = int(np.argmin(late))
    return float(CAREFUL * CANDIDATES[best]) if late[best] < heights[0, best] else 0.01
