"""Kinds of pictures of the data: curves through rows, maps, predicted against actual; with axes, grid and levels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.charts.data.axes import Axis, alike, column_axis, grid_rows
from optlab.charts.data.deltas import Levels
from optlab.charts.data.levels import class_levels, curve_levels, height_levels, logit_levels
from optlab.charts.data.rows import drawn_rows
from optlab.expressions import Array
from optlab.picture.fit import Fit

CLASS_GRID = 36
"""Grid points along a side where each of several classes needs a map of its own."""

CURVE_POINTS = 161
"""Of a curve."""

ROOM = 0.25
"""Beyond the values of the rows, as a share of their span, colours of heights still tell apart."""


class Kind(NamedTuple):
    """A kind of picture, called curve, map or against, with its axes; ``heights`` is that of the colours of values."""

    name: str
    x: Axis
    y: Axis
    heights: Axis | None
    classes: int
    inputs: tuple[str, ...]

    def grid(self, fit: Fit, count: int) -> pd.DataFrame:
        """The rows at which the model is asked."""
        if self.name == "against":
            return drawn_rows(fit)
        if self.name == "curve":
            return grid_rows(fit, {self.inputs[0]: self.x.grid(CURVE_POINTS)})
        count = _side(count, self.classes)
        if len(self.inputs) == 1:
            return grid_rows(fit, {self.inputs[0]: self.x.grid(CURVE_POINTS)})
        up, across = np.meshgrid(self.y.grid(count), self.x.grid(count), indexing="ij")
        return grid_rows(fit, {self.inputs[0]: across.ravel(), self.inputs[1]: up.ravel()})

    def levels(self, values: Array, count: int) -> Levels:
        """Predictions as levels ``(frames, channels, up, across)``."""
        if self.classes == 2:
            values = values[..., 1]
        if self.name != "map":
            axis = self.y
            shown = axis.shown(values)
            return curve_levels(shown, axis.low, axis.high)[:, None, None, :]
        up = 1 if len(self.inputs) == 1 else _side(count, self.classes)
        if self.classes > 2:
            levels = np.moveaxis(class_levels(values), -1, 1)
            return levels.reshape(*levels.shape[:2], up, -1)
        if self.classes == 2:
            levels = logit_levels(values)
        elif self.heights is not None:
            shown = self.heights.shown(values)
            levels = height_levels(shown, self.heights.low, self.heights.high)
        return levels.reshape(len(levels), 1, up, -1)


def _side(count: int, classes: int) -> int:
    return min(count, CLASS_GRID) if classes > 2 else count


def kind_of(fit: Fit, shown: tuple[str, ...]) -> Kind:
    """Which kind a fit has along these inputs."""
    classes, target = len(fit.classes), fit.model.target
    if not shown:
        axis = column_axis(fit, target)
        across, up = axis._replace(title=f"actual {target}"), axis._replace(title=f"predicted {target}")
        return Kind("against", across, up, None, 0, ())
    x = column_axis(fit, shown[0])
    if len(shown) == 2:
        heights = None if classes else column_axis(fit, target, ROOM)
        return Kind("map", *alike(x, column_axis(fit, shown[1])), heights, classes, shown)
    if classes > 2:
        lanes = Axis(target, -0.6, classes - 0.4, ticks=tuple(map(str, fit.classes)))
        return Kind("map", x, lanes, None, classes, shown)
    if classes == 2:
        return Kind("curve", x, Axis(f"probability of {target} {fit.classes[1]}", -0.08, 1.08), None, 2, shown)
    return Kind("curve", x, column_axis(fit, target, 2 * 0.08), None, 0, shown)


def about(fit: Fit, kind: Kind) -> str:
    """What is drawn, in words."""
    target = fit.model.target
    if kind.name == "against":
        return f"For each run the predicted {target} of every row against its actual one"
    if kind.name == "curve":
        return f"The rows, {target} against {kind.x.title}, with what each run's model predicts"
    what = f"which {target} its model predicts" if fit.classes else f"the {target} that its model predicts"
    return f"For each run a map over {' and '.join(kind.inputs)} of {what}, with the rows"
