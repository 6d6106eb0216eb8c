"""Small rows for the tests of models, and what a model says of them in plain NumPy."""

import numpy as np
import pandas as pd


def rows(count: int = 30, seed: int = 0) -> pd.DataFrame:
    """Two inputs, a value, two classes as numbers and three as words."""
    generator = np.random.default_rng(seed)
    frame = pd.DataFrame(generator.normal(size=(count, 2)), columns=["x1", "x2"])
    frame["y"] = np.sin(2.0 * frame.x1) + 0.5 * frame.x2 + 0.2 * generator.normal(size=count)
    frame["label"] = (frame.x1 + 0.5 * generator.normal(size=count) > 0.0).astype(int)
    frame["kind"] = np.array(["ash", "birch", "cedar"])[np.arange(count) % 3]
    return frame


ACTIVATED = {
    "tanh": np.tanh,
    "sin": np.sin,
    "relu": lambda z: np.maximum(z, 0.0),
    "sigmoid": lambda z: 1.0 / (1.0 + np.exp(-z)),
}


def forward(model, point, values):
    """The outputs ``(outputs, rows)`` of a layered model, by the names of its parameters alone."""
    weights = dict(zip(model.parameters, point, strict=True))
    widths = model.widths
    for layer in range(1, len(widths)):
        before, after = range(1, widths[layer - 1] + 1), range(1, widths[layer] + 1)
        sums = [
            sum(weights[f"w{layer}_{source}_{to}"] * values[source - 1] for source in before)
            + weights[f"b{layer}_{to}"]
            for to in after
        ]
        values = [ACTIVATED[model.activation](z) for z in sums] if layer + 1 < len(widths) else sums
    return np.array(values)
