"""The paths of the runs on the landscape, as a small table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from optlab.charts.run_tables import DRAWN, run_columns, selected, table
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.picture.track import Track

BEYOND = 20.0
"""Windows' widths beyond which a point is not sent to the browser."""


Projection = Callable[[Trajectory], tuple[Array, Array]]
"""From a trajectory to the x and y ``(records,)`` of its first run in a picture."""


def on_curve(trajectory: Trajectory) -> tuple[Array, Array]:
    """The projection for one parameter: its value, and the loss."""
    return trajectory.points[:, 0, 0], trajectory.loss[:, 0]


def paths(tracks: Sequence[Track], projection: Projection, window: Sequence[tuple[float, float]]) -> pd.DataFrame:
    """Columns run, name, colour, step, next, loss, x, y, a row for each drawn step."""
    parts = []
    for track in tracks:
        trajectory = track.trajectory.thin(DRAWN)
        x, y = projection(trajectory)
        inside = _near(x, window[0]) & _near(y, window[1]) & (np.arange(len(x)) < trajectory.alive[0])
        columns = {**run_columns(trajectory, track), "loss": trajectory.loss[:, 0], "x": x, "y": y}
        part = selected(columns, inside)
        parts.append({**part, "x": part["x"].astype(np.float32), "y": part["y"].astype(np.float32)})
    return table(parts, ["loss", "x", "y"])


def _near(values: Array, window: tuple[float, float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    low, high = window
    reach = BEYOND * (high - low)
    return (values > low - reach) & (values < high + reach)
