"""Lines beside the curves: what a run does on rows held back, and the edge that its sharpness may come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.charts.convergence.heights import Measured, across, records_at
from optlab.expressions import Array
from optlab.picture.track import Track


def lines_beside(
    tracks: Sequence[Track],
    horizontal: str,
    measured: Mapping[int, Measured],
    kept: pd.DataFrame,
    limits: tuple[float, float],
) -> pd.DataFrame:
    """Columns x, y, run, colour, step, kind: the curves over rows held back, and an edge from the first step to the
    last, as far as they are inside the picture (above the lower of the ``limits``, not above the upper).
    """
    low, high = limits
    parts = [_no_line(kept)]
    for track in tracks:
        line = measured.get(track.id)
        if line is None:
            continue
        x = across(records_at(track.trajectory, line.steps), horizontal)
        if line.held is not None:
            parts.append(_line(track, x, line.held, line.steps, "held"))
        if line.edge is not None and len(x):
            parts.append(_line(track, x[[0, -1]], np.full(2, line.edge), line.steps[[0, -1]], "edge"))
    lines = pd.concat(parts, ignore_index=True)
    inside = np.isfinite(lines["y"]) & (lines["y"] > low) & (lines["y"] <= high)
    shown: pd.DataFrame = lines[inside | (lines["kind"] == "")].reset_index(drop=True)
    return shown


def _line(track: Track, x: Array, y: Array, steps: NDArray[np.int_], kind: str) -> pd.DataFrame:
    about = {"run": track.id, "colour": track.colour, "kind": kind}
    return pd.DataFrame({"x": x, "y": y, "step": steps.astype(np.int32), **about})


def _no_line(kept: pd.DataFrame) -> pd.DataFrame:
    """One row that draws nothing: Vega warns about the extent of an empty table."""
    x, y = (float(kept["x"].iloc[0]), float(kept["y"].iloc[0])) if len(kept) else (0.0, 1.0)
    return pd.DataFrame({"x": [x], "y": [y], "step": [0], "run": [0], "colour": [0], "kind": [""]})
