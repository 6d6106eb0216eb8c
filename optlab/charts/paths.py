"""Runs to draw, and their paths as a small table: about 200 points a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.picture.track import Track

DRAWN = 200
"""Records drawn of each run; the browser filters them at every frame."""

NEVER = 2**31 - 1
"""The step after the last."""

BEYOND = 20.0
"""Windows' widths beyond which a point is not sent to the browser."""


Projection = Callable[[Trajectory], tuple[Array, Array]]
"""From a trajectory to the x and y ``(records,)`` of its first run in a picture."""


def on_curve(trajectory: Trajectory) -> tuple[Array, Array]:
    """The projection for one parameter: its value, and the loss."""
    return trajectory.points[:, 0, 0], trajectory.loss[:, 0]


Columns = dict[str, np.ndarray[tuple[int], np.dtype[Any]]]
"""A table while it is made: data frames are slow in small pieces."""


def paths(tracks: Sequence[Track], projection: Projection, window: Sequence[tuple[float, float]]) -> pd.DataFrame:
    """Columns run, name, colour, step, next, loss, x, y, a row for each drawn step."""
    parts = []
    for track in tracks:
        drawn = track.trajectory.thin(DRAWN)
        x, y = projection(drawn)
        inside = _near(x, window[0]) & _near(y, window[1]) & (np.arange(len(x)) < drawn.alive[0])
        part = rows({**steps_of(drawn, track), "loss": drawn.loss[:, 0], "x": x, "y": y}, inside)
        parts.append({**part, "x": part["x"].astype(np.float32), "y": part["y"].astype(np.float32)})
    return table(parts, ["loss", "x", "y"])


def _near(values: Array, window: tuple[float, float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    low, high = window
    reach = BEYOND * (high - low)
    return (values > low - reach) & (values < high + reach)


def steps_of(drawn: Trajectory, track: Track) -> Columns:
    """Columns run, name, colour, step and next (the step of the run's next row), in few bytes: all this travels."""
    count = len(drawn.steps)
    return {
        "run": np.full(count, track.id, dtype=np.int16),
        "name": np.full(count, track.name, dtype=object),
        "colour": np.full(count, track.colour, dtype=np.int16),
        "step": drawn.steps.astype(np.int32),
        "next": np.append(drawn.steps[1:], NEVER).astype(np.int32),
    }


def rows(columns: Columns, which: np.ndarray[tuple[int], np.dtype[np.bool_]] | slice) -> Columns:
    """Some of the rows."""
    return {name: values[which] for name, values in columns.items()}


def table(parts: Sequence[Columns], more: list[str]) -> pd.DataFrame:
    """The parts one below the other; without any, an empty table of a run's columns and ``more``."""
    if not parts:
        return pd.DataFrame(columns=["run", "name", "colour", "step", "next", *more])
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
