"""Lines of equal height of a loss over a window, and a quiet shading between them."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import NamedTuple

import contourpy
import numpy as np
import pandas as pd

from optlab.analysis.planes import Plane
from optlab.expressions import Array
from optlab.losses import Loss

GRID = 121
"""Grid points along each axis."""

LEVELS = 14
SHADE = (110, 125, 150)
DEEPEST_SHADE = 105
"""Opacity of the shading (of 255) at the top of the window; at the bottom it is clear."""

Window = tuple[tuple[float, float], tuple[float, float]]


class Relief(NamedTuple):
    """The pictures of a surface: ``isolines`` has columns x, y, line, order; ``shade`` one row with an image."""

    isolines: pd.DataFrame
    shade: pd.DataFrame


def grid(window: Window, size: int = GRID) -> tuple[Array, Array]:
    """The grid's coordinates along each axis."""
    (left, right), (bottom, top) = window
    return np.linspace(left, right, size), np.linspace(bottom, top, size)


def heights(loss: Loss, plane: Plane, size: int = GRID) -> Array:
    """The loss over a plane of many parameters, ``(size, size)`` with the second direction along the first axis."""
    across, up = grid(plane.window, size)
    flat = np.stack([np.tile(across, size), np.repeat(up, size)], axis=1)
    return np.asarray(loss.value(plane.lift(flat))).reshape(size, size)


def relief(surface: Array, window: Window) -> Relief:
    """Isolines at evenly filled heights (so that flat valleys show as well as walls) and the shading."""
    finite = surface[np.isfinite(surface)]
    if finite.size < 2 or finite.max() == finite.min():
        return Relief(_frame([]), _shade(np.zeros_like(surface), window))
    levels = levels_of(finite)
    across, up = grid(window, len(surface))
    generator = contourpy.contour_generator(across, up, np.ma.masked_invalid(surface))
    lines = [line for level in levels for line in generator.lines(level) if len(line) > 1]
    return Relief(_frame(lines), _shade(np.searchsorted(levels, surface) / len(levels), window))


def levels_of(heights: Array, count: int = LEVELS) -> Array:
    """Heights for isolines: halfway between evenly spaced on a log scale above the bottom and evenly filled."""
    bottom, top = float(heights.min()), float(heights.max())
    shares = np.linspace(0.0, 1.0, count + 2)[1:-1]
    filled = np.quantile(heights, shares)
    spaced = bottom + (top - bottom) * shares**3
    return np.unique((filled + spaced) / 2.0)


def _frame(lines: list[Array]) -> pd.DataFrame:
    sizes = [len(line) for line in lines]
    points = np.concatenate(lines) if lines else np.empty((0, 2))
    return pd.DataFrame(
        {
            "x": points[:, 0].astype(np.float32),
            "y": points[:, 1].astype(np.float32),
            "line": np.repeat(np.arange(len(lines), dtype=np.int16), sizes),
            "order": np.concatenate([np.arange(size, dtype=np.int16) for size in sizes]) if lines else [],
        }
    )


def _shade(share: Array, window: Window) -> pd.DataFrame:
    """One row: an image over the window, clear at the bottom of the loss and tinted towards its top."""
    pixels = np.empty((*share.shape, 4), dtype=np.uint8)
    pixels[..., :3] = SHADE
    pixels[..., 3] = (np.nan_to_num(share) * DEEPEST_SHADE).astype(np.uint8)
    (left, right), (bottom, top) = window
    url = "data:image/png;base64," + base64.b64encode(_png(pixels[::-1])).decode("ascii")
    return pd.DataFrame({"url": [url], "x": [left], "x2": [right], "y": [bottom], "y2": [top]})


def _png(pixels: Array | np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """An image ``(rows, columns, 4)`` as a PNG file (W3C PNG specification, 2003)."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
