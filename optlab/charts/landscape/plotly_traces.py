"""Lines in space, and their numbers, as Plotly has them."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from optlab.expressions import Array


def line(points: tuple[Array, Array, Array], colour: str, width: float) -> dict[str, Any]:
    """A line through points x, y, z; NaN are gaps.  ``width`` in pixels."""
    coordinates = {axis: packed(values) for axis, values in zip("xyz", points, strict=True)}
    stroke = {"color": colour, "width": width}
    return {"type": "scatter3d", "mode": "lines", **coordinates, "hoverinfo": "skip", "line": stroke}


def packed(values: Array) -> dict[str, Any]:
    """Numbers as Plotly's typed arrays, in single precision: a third of the size of text."""
    with np.errstate(over="ignore"):
        single = np.ascontiguousarray(values, dtype="<f4")
    numbers = {"dtype": "f4", "bdata": base64.b64encode(single.tobytes()).decode("ascii")}
    return numbers | ({"shape": ", ".join(map(str, single.shape))} if single.ndim > 1 else {})
