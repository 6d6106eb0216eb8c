"""The picture that a model begins with: its runs, and how it is looked at."""

from __future__ import annotations

from optlab.picture.model import ModelSettings
from optlab.picture.runs import RunSettings

STEPS = 300
RATES = {
    "line": (0.1, 0.05),
    "polynomial": (0.05, 0.02),
    "logistic": (0.5, 0.1),
    "softmax": (0.5, 0.1),
    "network": (0.5, 0.2),
    "curve": (0.01, 0.005),
}
"""Of plain descent and of momentum, by the kind of the model."""


def known_rate(model: ModelSettings, run: RunSettings) -> float | None:
    """The rate that a run of plain descent or momentum begins with; None for other methods, and where the columns have
    any size, or the loss any height.
    """
    alike = (model.scaled or model.is_drawn) and model.kind != "curve"
    if not alike or run.method not in ("GradientDescent", "Momentum") or run.clip or run.schedule:
        return None
    rate, momentum_rate = first_rates(model)
    noisy = 1.0 if run.batch is None else 0.25 if run.batch < 4 else 0.5
    return (momentum_rate if run.method == "Momentum" else rate) * noisy


def first_rates(model: ModelSettings) -> tuple[float, float]:
    """Rates of plain descent and of momentum that a model of this kind begins with."""
    return RATES.get(model.kind, RATES["network"])
