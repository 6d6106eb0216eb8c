"""One weight under the hand: the loss along it, and what the model predicts at some of those values."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.weight_slice import WeightSlice
from optlab.charts.look import Look
from optlab.charts.network.colours import class_colours, colours
from optlab.charts.network.drawing import words_of
from optlab.charts.network.ground import empty, ground_of, placed_rows, span
from optlab.charts.network.key_frames import as_bytes, packed
from optlab.expressions import Array
from optlab.picture.fit import Fit

SIDE, ALONG = 24, 64
"""Points along a side of the map, and along a curve."""

PICTURES = 13
"""Values of the weight for which there is a picture; the browser draws what lies between."""


def nudged(fit: Fit, parameter: int, step: int, along: WeightSlice, look: Look) -> dict[str, Any]:
    """What ``components/nudge.js`` shows of the parameter at that place, as it is at a step."""
    return {
        "name": fit.model.parameters[parameter],
        "says": words_of(fit)[parameter],
        "step": step,
        "values": along.values.tolist(),
        "losses": [float(loss) if np.isfinite(loss) else None for loss in along.losses],
        "place": along.place,
        "picture": _picture(fit, along, look),
        "colours": colours(look),
    }


def _picture(fit: Fit, along: WeightSlice, look: Look) -> dict[str, Any]:
    """Predictions at some values of the weight; none for more than two inputs, or many classes along one."""
    model, classes = fit.model, len(fit.classes)
    ground = ground_of(model.inputs, fit.train, ALONG if len(model.inputs) == 1 else SIDE)
    if ground is None or (classes > 2 and ground.kind == "curve"):
        return {**empty(), "places": [], "about": ""}
    places = np.unique(np.linspace(0, len(along.values) - 1, PICTURES).round().astype(int))
    with np.errstate(all="ignore"):
        prediction = np.asarray(model.predict(along.points[places], ground.points))
    what = f"The classes of {model.target}" if classes else f"Predicted {model.target}"
    return {
        "kind": ground.kind,
        "size": ground.size,
        "places": places.tolist(),
        "values": packed(_bytes(fit, prediction)),
        "rows": placed_rows(ground, fit),
        "classes": class_colours(classes, look),
        "about": f"{what} with this nudge over {ground.axes(fit)}",
    }


def _bytes(fit: Fit, prediction: Array) -> NDArray[np.uint8]:
    """Predictions as bytes; of more than two classes the place of the likeliest."""
    if len(fit.classes) > 2:
        likeliest: NDArray[np.uint8] = np.argmax(np.nan_to_num(prediction, nan=-1.0), axis=2).astype(np.uint8)
        return likeliest
    if fit.classes:
        return as_bytes(prediction[:, :, 1], 0.0, 1.0)
    return as_bytes(prediction, *span(fit.train, fit.model.target))
