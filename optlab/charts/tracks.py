"""Runs to draw, and their paths as a small table: about 200 points a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.experiment import Trajectory
from optlab.expressions import Array

DRAWN = 200
"""Records drawn of each run; the browser filters them at every frame."""

BEYOND = 20.0
"""Windows' widths beyond which a point is not sent to the browser."""


class Track(NamedTuple):
    """One run to draw: its trajectory (of one run), its name and its colour number."""

    name: str
    colour: int
    trajectory: Trajectory


Projection = Callable[[Trajectory], tuple[Array, Array]]
"""From a trajectory to the x and y ``(records,)`` of its first run in a picture."""


def on_curve(trajectory: Trajectory) -> tuple[Array, Array]:
    """The projection for one parameter: its value, and the loss."""
    return trajectory.points[:, 0, 0], trajectory.loss[:, 0]


def paths(
    tracks: Sequence[Track], projection: Projection, window: Sequence[tuple[float, float]], halo: str
) -> pd.DataFrame:
    """Columns x, y, run, name, colour, step, next, loss, halo, a row for each drawn step."""
    frames = []
    for number, track in enumerate(tracks):
        drawn = track.trajectory.thin(DRAWN)
        x, y = projection(drawn)
        inside = _near(x, window[0]) & _near(y, window[1])
        frame = steps_of(drawn, number, track)
        frames.append(frame.assign(x=x, y=y, halo=halo)[inside & (np.arange(len(x)) < drawn.alive[0])])
    return joined(frames, ["x", "y", "halo"])


def _near(values: Array, window: tuple[float, float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    low, high = window
    reach = BEYOND * (high - low)
    return (values > low - reach) & (values < high + reach)


def steps_of(drawn: Trajectory, number: int, track: Track) -> pd.DataFrame:
    """Columns run, name, colour, step, next (the step of the run's next row) and loss."""
    following = np.append(drawn.steps[1:], 2**31)
    return pd.DataFrame(
        {
            "run": number,
            "name": track.name,
            "colour": track.colour,
            "step": drawn.steps,
            "next": following,
            "loss": drawn.loss[:, 0],
        }
    )


def joined(frames: list[pd.DataFrame], more: list[str]) -> pd.DataFrame:
    """The frames one below the other; an empty one with the same columns where there is none."""
    columns = ["run", "name", "colour", "step", "next", "loss", *more]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
