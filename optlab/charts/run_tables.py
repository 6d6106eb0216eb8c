"""Small tables of runs, columns first: data frames are slow in small pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from optlab.experiment import Trajectory
from optlab.picture.track import Track

DRAWN = 200
"""Records drawn of each run; the browser filters them at every frame."""

NEVER = 2**31 - 1
"""The step after the last."""

Columns = dict[str, np.ndarray[tuple[int], np.dtype[Any]]]
"""A table while it is made."""


def run_columns(trajectory: Trajectory, track: Track) -> Columns:
    """Columns run, name, colour, step and next (the step of the run's next row) of what is drawn of a track's
    trajectory, in few bytes: all this travels.
    """
    count = len(trajectory.steps)
    return {
        "run": np.full(count, track.id, dtype=np.int16),
        "name": np.full(count, track.name, dtype=object),
        "colour": np.full(count, track.colour, dtype=np.int16),
        "step": trajectory.steps.astype(np.int32),
        "next": np.append(trajectory.steps[1:], NEVER).astype(np.int32),
    }


def selected(columns: Columns, which: np.ndarray[tuple[int], np.dtype[np.bool_]] | slice) -> Columns:
    """Some of the entries of every column."""
    return {name: values[which] for name, values in columns.items()}


def table(parts: Sequence[Columns], more: list[str]) -> pd.DataFrame:
    """The parts one below the other; without any, an empty table of a run's columns and ``more``."""
    if not parts:
        return pd.DataFrame(columns=["run", "name", "colour", "step", "next", *more])
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
