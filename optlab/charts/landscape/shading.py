"""A quiet ramp of colour for the heights of a loss: near the paper's own at the bottom, deep towards the top.

It is see-through, so that one image is light where the loss is low on white paper, and dark there on dark paper.
"""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
import pandas as pd

from optlab.charts.landscape.grid import Window
from optlab.expressions import Array

LOW, HIGH = (96, 160, 150), (80, 124, 190)
"""Red, green and blue at the bottom and at the top."""

FAINTEST, DEEPEST = 22, 118
"""Opacities (of 255) there."""

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def shares(surface: Array, levels: Array) -> Array:
    """How far up the ramp each height is, 0 to 1: evenly from level to level, so that valleys show as well as walls.

    NaN where the height is none; 0 everywhere without levels.
    """
    if not len(levels):
        return np.where(np.isnan(surface), np.nan, 0.0)
    return np.interp(surface, levels, np.linspace(0.0, 1.0, len(levels)))


def tints(share: Array) -> Pixels:
    """Red, green, blue and opacity ``(..., 4)`` of shares of the ramp; clear where they are NaN."""
    at = np.nan_to_num(share)[..., None]
    low, high = np.array([*LOW, FAINTEST]), np.array([*HIGH, DEEPEST])
    pixels: Pixels = np.rint(low + at * (high - low)).astype(np.uint8)
    pixels[..., 3][np.isnan(share)] = 0
    return pixels


def on_paper(share: float, paper: str) -> str:
    """That share of the ramp on paper of a colour (#rrggbb), as an opaque colour of CSS."""
    *tint, opacity = tints(np.array(share)).tolist()
    behind = [int(paper[place : place + 2], 16) for place in (1, 3, 5)]
    mixed = [round(above + (1 - opacity / 255) * (below - above)) for above, below in zip(tint, behind, strict=True)]
    return "rgb({},{},{})".format(*mixed)


def shading(share: Array, window: Window) -> pd.DataFrame:
    """One row (url, x, x2, y, y2): an image over the window; ``share`` ``(n, n)`` as ``shares`` makes it."""
    (left, right), (bottom, top) = window
    url = "data:image/png;base64," + base64.b64encode(png(tints(share)[::-1])).decode("ascii")
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
