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

WEIGHTS, LOSS, ANSWERS = "its weights are not finite", "its loss is not finite", "its predictions are not finite"


class Ending(NamedTuple):
    """The step from which on a run cannot be drawn, and why."""

    step: int
    why: str


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
        return np.zeros_like(frames), Ending(int(steps[0]), ANSWERS)
    frames[first:] = frames[first - 1]
    earlier = ending is None or steps[first] < ending.step
    return frames, Ending(int(steps[first]), ANSWERS) if earlier else ending


def ending_of(trajectory: Trajectory) -> Ending | None:
    """Where the first repeat fails, and why; None where it does not."""
    lost = last_alive(trajectory) + 1
    if lost >= len(trajectory.steps):
        return None
    is_weights = not np.isfinite(trajectory.points[lost, 0]).all()
    return Ending(int(trajectory.steps[lost]), WEIGHTS if is_weights else LOSS)
