"""How much a mini-batch's gradient differs from the mean over all examples."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from optlab.expressions import Array
from optlab.losses import Loss

MOST_EXAMPLES = 4_096
"""Examples looked at; of more, evenly spaced ones."""


def batch_deviation(loss: Loss, point: Sequence[float] | Array, batch: int) -> float:
    """Root mean square length of (batch gradient - full gradient) at ``point`` ``(dim,)``, in units of the gradient.

    Batches are drawn without replacement: the variance is σ²/b · (n - b)/(n - 1), with σ² that of one example.  Source:
    Cochran, Sampling Techniques, 1977, chapter 2.

    >>> from optlab.losses import parse_loss
    >>> line = parse_loss("(w - y)^2 / 2", data={"y": [-1.0, 1.0]})
    >>> batch_deviation(line, [0.0], 1), batch_deviation(line, [0.0], 2)
    (1.0, 0.0)
    """
    n = loss.examples
    rows = np.unique(np.linspace(0, n - 1, min(n, MOST_EXAMPLES)).astype(int))
    points = np.tile(np.asarray(point, dtype=float), (len(rows), 1))
    with np.errstate(all="ignore"):
        slopes = loss.mean.gradient(points, rows[:, None])
        spread = float(((slopes - slopes.mean(axis=0)) ** 2).sum(axis=1).mean())
        return math.sqrt(spread / batch * (n - batch) / (n - 1)) if n > batch and spread >= 0.0 else 0.0
