"""What each unit of a network gives over the window of the inputs, at key frames: the small pictures in its units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.charts.look import Look
from optlab.charts.network.colours import class_colours
from optlab.charts.network.ground import empty, ground_of, placed_rows, span
from optlab.charts.network.key_frames import KeyFrames, as_bytes, packed
from optlab.expressions import Array
from optlab.picture.fit import Fit

FINE, COARSE, ALONG = 16, 12, 32
"""Points along a side of the small pictures of few units, and of many; points along a curve."""

FRAMES, FEWEST = 30, 8
"""Key frames of the small pictures; at least so many however many units there are."""

MOST_BYTES = 80_000
"""Of all small pictures; they stand in the page as letters, a third more."""

BOUNDED = {"tanh": (-1.0, 1.0), "sin": (-1.0, 1.0), "sigmoid": (0.0, 1.0)}
"""Lowest and highest value of an activation that has both."""


def thumbnails(fit: Fit, frames: KeyFrames, look: Look) -> dict[str, Any]:
    """For each frame the values of all units after the inputs, layer by layer, a byte each."""
    model = fit.model
    units = sum(np.asarray(layer.weights).shape[1] for layer in model.layers)
    size = ALONG if len(model.inputs) == 1 else FINE if units * FINE**2 * FRAMES <= MOST_BYTES else COARSE
    ground = ground_of(model.inputs, fit.train, size)
    if ground is None:
        return empty()
    frames = frames.thin(max(FEWEST, min(FRAMES, MOST_BYTES // (units * len(ground.points)))))
    return {
        "kind": ground.kind,
        "size": size,
        "steps": frames.steps.tolist(),
        "values": packed(_values(fit, frames.points, ground.points)),
        "rows": placed_rows(ground, fit),
        "axes": ground.axes(fit),
        "classes": class_colours(len(fit.classes), look),
    }


def _values(fit: Fit, points: Array, ground: pd.DataFrame) -> NDArray[np.uint8]:
    """Bytes ``(frames, units, places)``."""
    model, classes = fit.model, fit.classes
    with np.errstate(all="ignore"):
        hidden = [np.asarray(layer) for layer in model.activations(points, ground)]
        prediction = np.asarray(model.predict(points, ground))
    scaled = [_scaled(layer, getattr(model, "activation", "")) for layer in hidden]
    if classes:
        scaled.append(as_bytes(prediction[:, :, 1:] if len(classes) == 2 else prediction, 0.0, 1.0))
    else:
        scaled.append(as_bytes(prediction[:, :, None], *span(fit.train, model.target)))
    values: NDArray[np.uint8] = np.concatenate(scaled, axis=2).transpose(0, 2, 1)
    return values


def _scaled(layer: Array, activation: str) -> NDArray[np.uint8]:
    """A layer's values ``(frames, places, units)`` as bytes; where they have no bounds, by the largest of a frame."""
    if activation in BOUNDED:
        return as_bytes(layer, *BOUNDED[activation])
    largest = np.nanmax(np.abs(np.where(np.isfinite(layer), layer, 0.0)), axis=(1, 2), keepdims=True)
    return as_bytes(layer, -largest, largest)
