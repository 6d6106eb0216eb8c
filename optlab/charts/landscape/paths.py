"""The paths of the runs on the landscape, as a small table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
        x, y, drawn = path_of(trajectory, projection, window)
        columns = {**run_columns(trajectory, track), "loss": trajectory.loss[:, 0], "x": x, "y": y}
        parts.append(selected(columns, drawn))
    return table(parts, ["loss", "x", "y"])


def path_of(
    trajectory: Trajectory, projection: Projection, window: Sequence[tuple[float, float]]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
    """The x and y of a trajectory's first run at all its records, and which of them are drawn."""
    x, y = projection(trajectory)
    drawn = _near(x, window[0]) & _near(y, window[1]) & (np.arange(len(x)) < trajectory.alive[0])
    with np.errstate(all="ignore"):
        return x.astype(np.float32), y.astype(np.float32), drawn


def reach_of(window: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Within which x and y all that is drawn lies."""
    return _reach(window[0]), _reach(window[1])


def _reach(side: tuple[float, float]) -> tuple[float, float]:
    low, high = side
    return low - BEYOND * (high - low), high + BEYOND * (high - low)


def _near(values: Array, window: tuple[float, float]) -> NDArray[np.bool_]:
    low, high = _reach(window)
    return (values > low) & (values < high)
