"""The same run at other rates: what a hand that moves the learning rate would see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from optlab.experiment.runner import Schedule, run
from optlab.experiment.trajectory import Trajectory
from optlab.losses import Loss
from optlab.optimizers import Rule


def neighbours(
    loss: Loss,
    rule: Rule,
    start: ArrayLike,
    rates: Sequence[float],
    steps: int,
    batch_size: int | None = None,
    seed: int = 0,
    schedule: Schedule | None = None,
    records: int = 200,
) -> list[Trajectory]:
    """A trajectory of one run for each of ``rates``, of the same start and batches, in one call of ``run``.

    Of each about ``records`` are kept, evenly spaced, the first and the last among them: the same as ``thin`` keeps.

    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> slow, fast = neighbours(parse_loss("x^2"), GradientDescent(), [1.0], [0.25, 0.5], steps=2)
    >>> slow.points[:, 0, 0].tolist(), fast.points[:, 0, 0].tolist()
    ([1.0, 0.5, 0.25], [1.0, 0.0, 0.0])
    """
    whole = run(loss, rule, start, np.asarray(rates, dtype=float), steps, batch_size, seed, schedule)
    return whole.kept(records).apart()
