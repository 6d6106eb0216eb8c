"""The axes of a picture of the data: which columns stand along them, how far they reach, and in which units.

A model may have been given columns brought to mean 0 and deviation 1; what is drawn has the units of the rows as they
came.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from optlab.expressions import Array
from optlab.picture.fit import Fit

MARGIN = 0.08
"""Room beyond the rows, as a share of what they span."""

ALIKE, NEARLY_SQUARE = 2.5, 1.25
"""Up to which ratio two axes have one scale, and how much longer than the other one of them is then."""


class Axis(NamedTuple):
    """A column along an axis; ``low`` and ``high`` are in the units of the rows as they came: what the model was given
    is less ``mean`` and divided by ``deviation``.  ``ticks`` names places, where they have names.
    """

    title: str
    low: float
    high: float
    mean: float = 0.0
    deviation: float = 1.0
    ticks: tuple[str, ...] = ()

    def shown(self, given: Array) -> Array:
        """From what the model was given to what is drawn."""
        return given * self.deviation + self.mean

    def given(self, shown: Array) -> Array:
        """From what is drawn to what the model is given."""
        return (shown - self.mean) / self.deviation

    def grid(self, count: int) -> Array:
        """So many places from end to end, as the model is given them."""
        return self.given(np.linspace(self.low, self.high, count))

    def told(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"title": self.title, "low": self.low, "high": self.high, "ticks": list(self.ticks)}


def column_axis(fit: Fit, name: str, margin: float = MARGIN) -> Axis:
    """The axis of a column of numbers, reaching over all rows of training and test."""
    mean, deviation = unit_of(fit, name)
    values = np.concatenate([fit.train[name].to_numpy(dtype=float), fit.test[name].to_numpy(dtype=float)])
    shown = values * deviation + mean
    low, high = float(shown.min()), float(shown.max())
    room = margin * (high - low) or margin * max(1.0, abs(low))
    return Axis(name, low - room, high + room, mean, deviation)


def unit_of(fit: Fit, name: str) -> tuple[float, float]:
    """Mean and deviation by which a column was brought to the model's units; 0 and 1 where it was not."""
    return next(((mean, deviation) for column, mean, deviation in fit.units if column == name), (0.0, 1.0))


def alike(across: Axis, up: Axis) -> tuple[Axis, Axis]:
    """Two axes of like spans reaching about as far as each other, so that a map with one scale is no narrow strip."""
    spans = [axis.high - axis.low for axis in (across, up)]
    if not 1.0 / ALIKE < spans[0] / spans[1] < ALIKE:
        return across, up
    least = max(spans) / NEARLY_SQUARE
    wider, taller = (_widened(axis, least) for axis in (across, up))
    return wider, taller


def _widened(axis: Axis, span: float) -> Axis:
    room = max(0.0, span - (axis.high - axis.low)) / 2.0
    return axis._replace(low=axis.low - room, high=axis.high + room)


def grid_rows(fit: Fit, places: dict[str, Array]) -> pd.DataFrame:
    """Rows for a model with these values of some of its inputs, all others at their mean over the rows of training."""
    count = len(next(iter(places.values())))
    held = {name: np.full(count, float(fit.train[name].mean())) for name in fit.model.inputs}
    return pd.DataFrame({**held, **places})


def inputs_shown(fit: Fit, pair: str) -> tuple[str, ...]:
    """The inputs along the axes: all, where there are one or two, else those of the ``pair`` ("0,2"); none where it is
    empty and predicted values stand against actual ones.
    """
    inputs: tuple[str, ...] = tuple(fit.model.inputs)
    if len(inputs) <= 2:
        return inputs
    if not pair and not fit.classes:
        return ()
    across, up = map(int, (pair or "0,1").split(","))
    return (inputs[across], inputs[up]) if max(across, up) < len(inputs) else inputs[:2]


def has_residuals(fit: Fit, pair: str) -> bool:
    """Whether the picture shows how far each row is from what is predicted: in a map it does not."""
    shown = inputs_shown(fit, pair)
    return len(shown) < 2 and len(fit.classes) <= 2
