"""The picture that a model begins with: its runs, and how it is looked at."""

from __future__ import annotations

from optlab.picture.model import ModelSettings

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


def first_rates(model: ModelSettings) -> tuple[float, float]:
    """Rates of plain descent and of momentum that a model of this kind begins with."""
    return RATES.get(model.kind, RATES["network"])
