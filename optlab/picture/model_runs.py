"""Learning rates that the runs of a model begin with, where columns of one size make them known beforehand."""

from __future__ import annotations

from optlab.picture.model import ModelSettings
from optlab.picture.runs import RunSettings

STEPS = 300
"""Of the first picture of a model: enough for a boundary to bend."""

OF_CLASSES = {"network": (1.0, 0.2), "logistic": (0.5, 0.1), "softmax": (0.5, 0.1)}
OF_VALUES = {"network": (0.2, 0.05)}
"""Rates of plain descent and of momentum, by the kind of the model."""

FEW, SINGLE, SMALL = 4, 0.1, 0.5
"""Batches of fewer rows than this take that share of the rate, other batches this one: their slopes are noisy."""


def known_rate(model: ModelSettings, classes: bool, run: RunSettings) -> float | None:
    """The rate that a run of plain descent or momentum begins with; ``classes``: whether they are predicted.

    None for other methods, and where columns have any size, or the loss any height: there a rate is tried.
    """
    rates = (OF_CLASSES if classes else OF_VALUES).get(model.kind)
    alike = model.scaled or model.is_drawn
    if rates is None or not alike or run.method not in ("GradientDescent", "Momentum") or run.clip or run.schedule:
        return None
    noisy = 1.0 if run.batch is None else SINGLE if run.batch < FEW else SMALL
    return noisy * rates[run.method == "Momentum"]
