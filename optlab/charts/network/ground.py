"""Where a model of one or two inputs is looked at: a small grid over the window of its rows, and the rows on it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from optlab.charts.network.key_frames import as_bytes
from optlab.expressions import Array
from optlab.expressions.printing.plain import plain_number
from optlab.picture.fit import Fit

MARGIN = 0.08
"""Room around the rows, as a share of their range."""

MOST_ROWS = 300
"""Rows that are drawn on a small picture."""


class Ground(NamedTuple):
    """``points`` of the inputs: along a line for one input (kind ``curve``), else row by row from the top of a square
    of ``size`` × ``size`` (kind ``map``); ``window`` is low and high of each input.
    """

    kind: str
    size: int
    points: pd.DataFrame
    window: tuple[tuple[float, float], ...]

    def axes(self, fit: Fit) -> str:
        """The window in words, in the units that the columns had before they were brought to mean 0 and deviation 1."""
        units = {name: (mean, deviation) for name, mean, deviation in fit.units}
        words = []
        for name, side, along in zip(self.points.columns, self.window, ("across", "up"), strict=False):
            mean, deviation = units.get(name, (0.0, 1.0))
            low, high = (plain_number(mean + deviation * end) for end in side)
            words.append(f"{along}: {name} from {low} to {high}")
        return ", ".join(words)


def ground_of(inputs: tuple[str, ...], rows: pd.DataFrame, size: int) -> Ground | None:
    """The ground of one or two inputs; None of more, which no flat picture shows."""
    if len(inputs) > 2:
        return None
    window = tuple(_side(rows[name].to_numpy(dtype=float)) for name in inputs)
    axes = [np.linspace(*side, size) for side in window]
    if len(inputs) == 1:
        return Ground("curve", size, pd.DataFrame({inputs[0]: axes[0]}), window)
    up, across = np.meshgrid(axes[1][::-1], axes[0], indexing="ij")
    return Ground("map", size, pd.DataFrame({inputs[0]: across.ravel(), inputs[1]: up.ravel()}), window)


def _side(values: Array) -> tuple[float, float]:
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    room = MARGIN * (high - low) or 1.0
    return (low - room, high + room)


def span(rows: pd.DataFrame, target: str) -> tuple[float, float]:
    """Bottom and top of a picture of a target of values."""
    return _side(rows[target].to_numpy(dtype=float))


def placed_rows(ground: Ground, fit: Fit) -> list[list[float]]:
    """For some of the rows where they lie on the ground, as shares from the lower left, and what they are: the place of
    their class where there are more than two, else a byte from low (the first class) to high.
    """
    rows, target, classes = fit.train, fit.model.target, fit.classes
    chosen = rows.iloc[np.unique(np.linspace(0, len(rows) - 1, min(len(rows), MOST_ROWS)).round().astype(int))]
    shares = [
        (chosen[name].to_numpy(dtype=float) - low) / (high - low)
        for name, (low, high) in zip(ground.points.columns, ground.window, strict=True)
    ]
    if classes:
        labels = {label: place for place, label in enumerate(classes)}
        kinds = np.array([labels[label] for label in chosen[target]], dtype=float)
        heights = kinds / (len(classes) - 1)
        what = kinds if len(classes) > 2 else 255.0 * kinds
    else:
        low, high = span(rows, target)
        heights = (chosen[target].to_numpy(dtype=float) - low) / (high - low)
        # along a curve the height tells the value: the dots are of the colour in the middle
        values = chosen[target].to_numpy(dtype=float)
        what = np.full(len(chosen), 127.5) if len(shares) == 1 else as_bytes(values, low, high).astype(float)
    up = shares[1] if len(shares) > 1 else heights
    table: list[list[float]] = np.round(np.stack([shares[0], up, what], axis=1), 4).tolist()
    return table


def empty() -> dict[str, Any]:
    """No picture."""
    return {"kind": "", "size": 0, "steps": [], "values": "", "rows": [], "axes": "", "classes": []}
