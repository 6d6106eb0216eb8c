"""What a call of ``run`` leaves behind: every point of every run, and what follows from them on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.experiment.outcome import Outcome, first_lost, judge
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.losses.oracle import Stop
from optlab.optimizers.rule import length

BLOCK = 8_192
"""Points measured between two reports of progress, and whose gradients are held at once."""


class Trajectory:
    """``points`` ``(records, runs, dim)``, ``steps`` ``(records,)`` and ``samples_seen`` ``(records, runs)``.

    ``objective`` is the Loss that the runs descended, ``loss`` its values.  Losses and slopes are over *all* examples,
    whatever batches the run looked at; they are computed when first asked for.  ``stops`` says which runs their rule
    ended, at which step and why.  A run that fails keeps its nan and infinities here, and ends before them in
    ``frame``.
    """

    def __init__(
        self,
        loss: Loss,
        points: Array,
        steps: NDArray[np.int_],
        samples_seen: Array,
        stops: Mapping[int, Stop] | None = None,
    ) -> None:
        self.objective = loss
        self.points = points
        self.steps = steps
        self.samples_seen = samples_seen
        self.stops = dict(stops or {})
        self._thinned: dict[int, Trajectory] = {}

    @property
    def nbytes(self) -> int:
        """About what it takes in memory, in bytes, with all that follows from it."""
        return 2 * self.points.nbytes + 4 * self.samples_seen.nbytes

    @property
    def epochs(self) -> Array:
        """Passes over all examples, ``(records, runs)``."""
        return self.samples_seen / self.objective.examples

    @cached_property
    def loss(self) -> Array:
        """``(records, runs)``."""
        if not self.objective.mean.shares_work:
            return self._losses(self.points)
        losses, self.gradient_norm = self._both(self.points)
        return losses

    @cached_property
    def gradient_norm(self) -> Array:
        """Length of the gradient, ``(records, runs)``."""
        if not self.objective.mean.shares_work:
            return self._slopes(self.points)
        self.loss, slopes = self._both(self.points)
        return slopes

    def measure(self, progress: Callable[[int], None]) -> None:
        """Compute loss and slopes now, a block at a time; ``progress`` hears how many records are done."""
        losses, slopes, block = [], [], max(1, BLOCK // self.points.shape[1])
        for first in range(0, len(self.points), block):
            some = self._both(self.points[first : first + block])
            losses.append(some[0])
            slopes.append(some[1])
            progress(min(first + block, len(self.points)))
        self.loss, self.gradient_norm = np.concatenate(losses), np.concatenate(slopes)

    def _losses(self, points: Array) -> Array:
        return self.objective.batch_value(points.reshape(-1, points.shape[2]), None).reshape(points.shape[:2])

    def _slopes(self, points: Array) -> Array:
        slopes = self.objective.batch_gradient(points.reshape(-1, points.shape[2]), None)
        with np.errstate(all="ignore"):
            return length(slopes).reshape(points.shape[:2])

    def _both(self, points: Array) -> tuple[Array, Array]:
        """Losses and slopes in one pass, where they share much of their work."""
        flat = points.reshape(-1, points.shape[2])
        losses, slopes = np.empty((2, len(flat)))
        with np.errstate(all="ignore"):
            for first in range(0, len(flat), BLOCK):
                some = slice(first, first + BLOCK)
                losses[some], gradients = self.objective.mean.value_and_gradient(flat[some])
                slopes[some] = length(gradients)
        return losses.reshape(points.shape[:2]), slopes.reshape(points.shape[:2])

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """How each run ended."""
        return judge(self.objective, self.points, self.steps, self.loss, self.gradient_norm, self.stops)

    @cached_property
    def alive(self) -> NDArray[np.int_]:
        """For each run the number of records before it failed, ``(runs,)``."""
        return first_lost(self.points, self.loss, self.gradient_norm)

    def thin(self, records: int) -> Trajectory:
        """At most about ``records`` of the records, evenly spaced, the first and the last among them."""
        if len(self.steps) <= records:
            return self
        if records not in self._thinned:
            thin, kept = self.kept(records), self._evenly(records)
            thin.loss, thin.gradient_norm = self.loss[kept], self.gradient_norm[kept]
            self._thinned[records] = thin
        return self._thinned[records]

    def kept(self, records: int) -> Trajectory:
        """The same records, with nothing measured on them yet: where nobody will ask for the others."""
        kept = self._evenly(records)
        return Trajectory(self.objective, self.points[kept], self.steps[kept], self.samples_seen[kept], self.stops)

    def _evenly(self, records: int) -> NDArray[np.int_]:
        return np.unique(np.linspace(0, len(self.steps) - 1, min(records, len(self.steps))).round().astype(int))

    def apart(self) -> list[Trajectory]:
        """A trajectory for each of the runs, measured together."""
        losses, slopes, parts = self.loss, self.gradient_norm, []
        for run in range(self.points.shape[1]):
            alone = slice(run, run + 1)
            stops = {0: self.stops[run]} if run in self.stops else {}
            part = Trajectory(self.objective, self.points[:, alone], self.steps, self.samples_seen[:, alone], stops)
            part.loss, part.gradient_norm = losses[:, alone], slopes[:, alone]
            parts.append(part)
        return parts

    def frame(self, only: int | None = None) -> pd.DataFrame:
        """One row for each run and step while the run lives: run, step, epoch, samples_seen, loss, gradient_norm, then
        a column for each parameter.  ``only`` one of the runs, if given: the table of all may be large.
        """
        records, runs, _ = self.points.shape
        chosen = np.arange(runs) if only is None else np.array([only])
        living = np.arange(records)[:, None] < self.alive[chosen]
        record, place = (index.T[living.T] for index in np.indices(living.shape))
        run = chosen[place]
        columns: dict[str, NDArray[np.generic]] = {
            "run": run,
            "step": self.steps[record],
            "epoch": self.samples_seen[record, run] / self.objective.examples,
            "samples_seen": self.samples_seen[record, run],
            "loss": self.loss[record, run],
            "gradient_norm": self.gradient_norm[record, run],
        }
        for place, name in enumerate(self.objective.parameters):
            columns[name] = self.points[record, run, place]
        return pd.DataFrame(columns)
