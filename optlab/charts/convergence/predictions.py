"""Predicted rates beside the curves: where theory says a run must go once the loss is a parabola around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from optlab.analysis.theory import Prediction
from optlab.charts.convergence.heights import Reference, across, quantity
from optlab.charts.convergence.tables import Curves
from optlab.charts.run_tables import DRAWN
from optlab.experiment import Trajectory
from optlab.picture.track import Track

NEAR = 1e-3
"""Distance from a known minimum, relative to its size, up to which a predicted minimum is that one."""


def predictions(
    tracks: Sequence[Track],
    predicted: Mapping[int, Prediction],
    horizontal: str,
    vertical: str,
    reference: Reference,
    curves: Curves,
) -> pd.DataFrame:
    """Columns x, y, run, colour, step, label: a line for each prediction (by id of the run), from where it begins,
    inside the picture of the ``curves``; the last point of a line is labelled with its factor a step.
    """
    frames = []
    for track in tracks:
        if track.id in predicted:
            trajectory = track.trajectory.thin(DRAWN)
            line = _line(trajectory, predicted[track.id], horizontal, vertical, reference)
            frames.append(line.assign(run=track.id, colour=track.colour))
    frames = [_inside(frame, curves) for frame in frames]
    frames = [_labelled(frame) for frame in frames if len(frame) > 1]
    return pd.concat(frames, ignore_index=True) if frames else _nothing(curves)


def _line(
    trajectory: Trajectory, prediction: Prediction, horizontal: str, vertical: str, reference: Reference
) -> pd.DataFrame:
    later = trajectory.steps >= prediction.step
    heights = quantity(trajectory, vertical, reference)[later, 0]
    floor = _floor(trajectory, prediction, vertical, reference)
    if floor is None or not later.any():
        return pd.DataFrame({"x": [], "y": [], "step": [], "factor": []})
    factor = prediction.factor if vertical in ("gradient", "distance") else prediction.factor**2
    steps = trajectory.steps[later]
    with np.errstate(over="ignore", invalid="ignore"):  # what grows beyond all numbers is not drawn
        y = floor + (heights[0] - floor) * factor ** (steps - steps[0])
    return pd.DataFrame({"x": across(trajectory, horizontal)[later], "y": y, "step": steps, "factor": factor})


def _floor(trajectory: Trajectory, prediction: Prediction, vertical: str, reference: Reference) -> float | None:
    """The height of the predicted minimum in the chart; None where distance is measured to other minima."""
    minimum = np.array(prediction.minimum)
    if vertical == "gradient":
        return 0.0
    if vertical != "distance":
        lowest = float(trajectory.objective.value(minimum))
        return lowest - (reference.best or 0.0) * (vertical == "gap")
    away = np.abs(np.array(reference.minima) - minimum).max(axis=1) if reference.minima else np.ones(1)
    return 0.0 if away.min() <= NEAR * max(1.0, float(np.abs(minimum).max())) else None


def _inside(line: pd.DataFrame, curves: Curves) -> pd.DataFrame:
    low, high = (curves.curves["y"].min(), curves.curves["y"].max()) if len(curves.curves) else (0.0, 0.0)
    return line[(line["y"] >= low) & (line["y"] <= high)]


def _labelled(line: pd.DataFrame) -> pd.DataFrame:
    label = f"theory ×{line['factor'].iloc[0]:.3g}"
    return line.drop(columns="factor").assign(
        label=[""] * (len(line) // 2) + [label] + [""] * (len(line) - len(line) // 2 - 1)
    )


def _nothing(curves: Curves) -> pd.DataFrame:
    """One row that draws nothing: Vega warns about the extent of an empty table."""
    x, y = (float(curves.curves[axis].iloc[0]) if len(curves.curves) else 1.0 for axis in "xy")
    return pd.DataFrame({"x": [x], "y": [y], "step": [0], "run": [0], "colour": [0], "label": [""]})
