"""A quiet shading of a loss over a window: an image, clear at the bottom and tinted towards the top."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
import pandas as pd

from optlab.charts.landscape.grid import Window
from optlab.expressions import Array

SHADE = (110, 125, 150)
"""Its red, green and blue."""

DEEPEST_SHADE = 105
"""Its opacity (of 255) at the top of the window; at the bottom it is clear."""

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def shading(share: Array, window: Window) -> pd.DataFrame:
    """One row (url, x, x2, y, y2): an image over the window; ``share`` ``(n, n)`` is 0 at the bottom of the loss and 1
    at its top.
    """
    pixels = np.empty((*share.shape, 4), dtype=np.uint8)
    pixels[..., :3] = SHADE
    pixels[..., 3] = (np.nan_to_num(share) * DEEPEST_SHADE).astype(np.uint8)
    (left, right), (bottom, top) = window
    url = "data:image/png;base64," + base64.b64encode(png(pixels[::-1])).decode("ascii")
    return pd.DataFrame({"url": [url], "x": [left], "x2": [right], "y": [bottom], "y2": [top]})


def png(pixels: Pixels) -> bytes:
    """An image ``(rows, columns, 4)`` of red, green, blue and opacity as a PNG file (W3C PNG specification, 2003)."""
    height, width = pixels.shape[:2]
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
