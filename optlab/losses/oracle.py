"""The loss as a rule sees it in one step: answers about this step's batch, and a count of what was asked."""

from __future__ import annotations

import numpy as np

from optlab.expressions import Array
from optlab.losses.loss import Batch, Loss


class BatchOracle:
    """Answers about the mean over ``batch``, ``(runs, batch)`` row numbers, or over all examples while it is None.

    ``samples_seen`` ``(runs,)`` counts examples looked at: a value or a gradient costs the batch, a Hessian ``dim``
    gradients.
    """

    def __init__(self, loss: Loss, runs: int) -> None:
        self._loss = loss
        self.batch: Batch | None = None
        self.samples_seen = np.zeros(runs)

    def value(self, points: Array) -> Array:
        """``(runs, dim)`` -> ``(runs,)``."""
        self._count(1)
        return self._loss.batch_value(points, self.batch)

    def gradient(self, points: Array) -> Array:
        """``(runs, dim)`` -> ``(runs, dim)``."""
        self._count(1)
        return self._loss.batch_gradient(points, self.batch)

    def hessian(self, points: Array) -> Array:
        """``(runs, dim)`` -> ``(runs, dim, dim)``."""
        self._count(points.shape[1])
        return self._loss.batch_hessian(points, self.batch)

    def _count(self, passes: int) -> None:
        self.samples_seen += passes * (self._loss.examples if self.batch is None else self.batch.shape[1])
