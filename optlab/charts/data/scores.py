"""How many rows each run's model has right, or how much of the values it explains, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from optlab.cancellation import look
from optlab.charts.data.predicted import BLOCK
from optlab.charts.data.steps import Steps, records_at
from optlab.experiment import Trajectory
from optlab.picture.fit import Fit

MOST_SCORES = 400
"""Steps at which they are measured, evenly spaced where there are more."""

DIGITS = 4


def score_steps(last: int, most: int = MOST_SCORES) -> Steps:
    """The steps at which scores are measured, the first and the last among them."""
    return np.unique(np.linspace(0, last, min(last + 1, max(2, most))).round().astype(int))


def scores(fit: Fit, trajectory: Trajectory, steps: Steps) -> dict[str, list[float | None]]:
    """For ``train`` and ``test`` the share of rows that are right, or R², at each of the steps; no ``test`` without
    such rows, and None where a number is not finite.
    """
    points = trajectory.points[records_at(trajectory, steps), 0]
    frames = {"train": fit.train, "test": fit.test}
    return {name: _measured(fit, points, rows) for name, rows in frames.items() if len(rows)}


def _measured(fit: Fit, points: Any, rows: pd.DataFrame) -> list[float | None]:
    size, values = max(1, BLOCK // len(rows)), []
    name = "accuracy" if fit.classes else "R2"
    with np.errstate(all="ignore"):
        for first in range(0, len(points), size):
            look()
            measured = np.asarray(fit.model.measure(points[first : first + size], rows)[name], dtype=float)
            values += [round(value, DIGITS) if np.isfinite(value) else None for value in measured.tolist()]
    return values
