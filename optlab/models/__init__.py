"""What is predicted: models on rows, from a line to a network, each a loss, a start and predictions.

>>> import pandas as pd
>>> from optlab.experiment import run
>>> from optlab.optimizers import Adam
>>> rows = pd.DataFrame({"x": [-2.0, -1.0, 1.0, 2.0], "near": ["no", "yes", "yes", "no"]})
>>> model = Network("x", "near", hidden=(4,), classes=2)
>>> trajectory = run(model.loss(rows), Adam(), model.start(seed=1), 0.1, 200)
>>> model.measure(trajectory.points[-1], rows)["accuracy"].tolist()
[1.0]
"""

from optlab.models.curve import Curve
from optlab.models.exact import exact
from optlab.models.layer import Layer
from optlab.models.layered import Line, Logistic, Polynomial, Softmax
from optlab.models.model import Model
from optlab.models.network import ACTIVATIONS, MOST_PARAMETERS, Network
from optlab.models.row_losses import OF_CLASSES, OF_VALUES
from optlab.models.rows import MOST_CLASSES
from optlab.models.seen_as_model import prediction_of

KINDS: dict[str, type[Model]] = {
    "line": Line,
    "polynomial": Polynomial,
    "logistic": Logistic,
    "softmax": Softmax,
    "network": Network,
    "curve": Curve,
}
"""The models by name."""

LOSSES = {"values": tuple(OF_VALUES), "classes": tuple(OF_CLASSES)}
"""The names of the losses of models that predict values, and of those that predict classes."""

__all__ = [
    "ACTIVATIONS",
    "KINDS",
    "LOSSES",
    "MOST_CLASSES",
    "MOST_PARAMETERS",
    "Curve",
    "Layer",
    "Line",
    "Logistic",
    "Model",
    "Network",
    "Polynomial",
    "Softmax",
    "exact",
    "prediction_of",
]
