"""Lines and markers in space, and their numbers, as Plotly has them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from optlab.expressions import Array


def line(points: tuple[Array, Array, Array], colour: str, width: float, dash: str = "solid") -> dict[str, Any]:
    """A line through points x, y, z; NaN are gaps.  ``width`` in pixels, ``dash`` a name of Plotly's."""
    return {**_trace(points, "lines"), "line": {"color": colour, "width": width, "dash": dash}}


def glyphs(
    points: tuple[Array, Array, Array], texts: Sequence[str], colour: str, sizes: float | Sequence[float]
) -> dict[str, Any]:
    """Characters as markers, centred on their points; sizes in pixels.  Plotly's own markers have no triangles."""
    font = {"color": colour, "size": sizes}
    return {**_trace(points, "text"), "text": list(texts), "textfont": font, "textposition": "middle center"}


def packed(values: Array) -> dict[str, Any]:
    """Numbers as Plotly's typed arrays, in single precision: a third of the size of text."""
    with np.errstate(over="ignore"):
        single = np.ascontiguousarray(values, dtype="<f4")
    numbers = {"dtype": "f4", "bdata": base64.b64encode(single.tobytes()).decode("ascii")}
    return numbers | ({"shape": ", ".join(map(str, single.shape))} if single.ndim > 1 else {})


def _trace(points: tuple[Array, Array, Array], mode: str) -> dict[str, Any]:
    coordinates = {axis: packed(values) for axis, values in zip("xyz", points, strict=True)}
    return {"type": "scatter3d", "mode": mode, **coordinates, "hoverinfo": "skip"}
