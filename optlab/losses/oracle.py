"""The loss as a rule sees it in one step: answers about this step's batch, and a count of what was asked."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.expressions import Array
from optlab.losses.loss import Loss
from optlab.losses.mean import Batch

Mask = NDArray[np.bool_]


class Stop(NamedTuple):
    """That a rule ended a run: after how many steps, and why."""

    step: int
    why: str


class BatchOracle:
    """Answers about the mean over ``batch``, ``(runs, batch)`` row numbers, or over all examples while it is None.

    To be used under ``np.errstate(all="ignore")``, as the runner does: entering it costs as much as a small gradient.
    ``samples_seen`` ``(runs,)`` counts examples looked at: a value or a gradient costs the batch, a Hessian ``dim``
    gradients.  Only the runs in ``active`` pay, and no run pays once it is stopped.  ``stops`` says when and why the
    rule ended a run.
    """

    def __init__(self, loss: Loss, runs: int) -> None:
        self._loss = loss
        self.batch: Batch | None = None
        self.samples_seen = np.zeros(runs)
        self.running: Mask = np.ones(runs, dtype=bool)
        self.stops: dict[int, Stop] = {}
        self._step = -1

    def begin_step(self, batch: Batch | None) -> None:
        """The next step, on that batch."""
        self.batch = batch
        self._step += 1

    def value(self, points: Array, active: Mask | None = None) -> Array:
        """``(runs, dim)`` -> ``(runs,)``."""
        self._count(1, active)
        return self._loss.mean.value(points, self.batch)

    def gradient(self, points: Array, active: Mask | None = None) -> Array:
        """``(runs, dim)`` -> ``(runs, dim)``."""
        self._count(1, active)
        return self._loss.mean.gradient(points, self.batch)

    def hessian(self, points: Array, active: Mask | None = None) -> Array:
        """``(runs, dim)`` -> ``(runs, dim, dim)``."""
        self._count(points.shape[1], active)
        return self._loss.mean.hessian(points, self.batch)

    def stop(self, which: Mask, why: str) -> None:
        """End those runs; the first reason given for a run stays."""
        stopping = which & self.running
        if stopping.any():
            self.stops.update((int(run), Stop(self._step, why)) for run in np.flatnonzero(stopping))
            self.running = self.running & ~stopping

    def _count(self, passes: int, active: Mask | None) -> None:
        cost = passes * (self._loss.examples if self.batch is None else self.batch.shape[1])
        if active is None and not self.stops:
            self.samples_seen += cost
        else:
            self.samples_seen += cost * (self.running if active is None else self.running & active)
