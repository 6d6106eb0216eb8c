"""What each run's model predicts at the key frames, as long as its numbers are finite."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.cancellation import look
from optlab.charts.data.steps import Steps, last_alive, records_at
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.picture.fit import Fit

BLOCK = 100_000
"""Rows times weights' vectors that are predicted in one call."""


class Ending(NamedTuple):
    """The step from which on a run is drawn no more, and a sentence on why: its last finite picture stays."""

    step: int
    sentence: str


def predicted(fit: Fit, points: Array, rows: pd.DataFrame) -> Array:
    """Predictions ``(frames, rows)``, or ``(frames, rows, classes)``, at the weights ``(frames, dim)``."""
    size, parts = max(1, BLOCK // max(1, len(rows))), []
    with np.errstate(all="ignore"):
        for first in range(0, len(points), size):
            look()
            parts.append(np.asarray(fit.model.predict(points[first : first + size], rows)))
    return np.concatenate(parts)


def frames_of(fit: Fit, trajectory: Trajectory, steps: Steps, rows: pd.DataFrame) -> tuple[Array, Ending | None]:
    """Predictions of the first repeat at the steps, and where they end; after that the last finite ones stay."""
    points = trajectory.points[records_at(trajectory, steps), 0]
    frames, ending = predicted(fit, points, rows), ending_of(trajectory)
    finite = np.isfinite(frames.reshape(len(frames), -1)).all(axis=1)
    if finite.all():
        return frames, ending
    first = int(np.argmin(finite))
    if not first:  # not even the start can be drawn
        return np.zeros_like(frames), _no_picture(int(steps[0]), "predictions")
    frames[first:] = frames[first - 1]
    earlier = ending is None or steps[first] < ending.step
    return frames, _no_picture(int(steps[first]), "predictions") if earlier else ending


def ending_of(trajectory: Trajectory) -> Ending | None:
    """Where the first repeat fails, and why; None where it does not."""
    lost = last_alive(trajectory) + 1
    if lost >= len(trajectory.steps):
        return None
    step, point = int(trajectory.steps[lost]), trajectory.points[lost, 0]
    if not np.isfinite(point).all():
        return Ending(step, f"diverged at step {step}: its weights are not finite")
    if not np.isfinite(trajectory.loss[lost, 0]):
        return _no_picture(step, "loss")
    if not np.isfinite(trajectory.gradient_norm[lost, 0]):
        return _no_picture(step, "slope")
    return Ending(step, f"diverged at step {step}: its weights grew without bound")


def _no_picture(step: int, what: str) -> Ending:
    verb = "are" if what.endswith("s") else "is"
    return Ending(step, f"no picture from step {step} on: its {what} {verb} not finite")
