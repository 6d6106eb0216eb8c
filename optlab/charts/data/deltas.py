"""Many similar pictures in few bytes: differences in time and place, which are small, then zlib.

The browser undoes it (``components/data_frames.js``).
"""

from __future__ import annotations

import base64
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVEL = 6

Levels = NDArray[np.uint16]


def packed(frames: Levels) -> dict[str, Any]:
    """Frames ``(frames, channels, up, across)`` of levels as ``shape`` and ``data``, text that JSON holds.

    >>> packed(np.zeros((2, 1, 3, 3), dtype=np.uint16))["shape"]
    [2, 1, 3, 3]
    """
    change = frames.astype(np.int64)
    for axis in (0, 2, 3):
        change = np.diff(change, axis=axis, prepend=0)
    wrapped = change.astype(np.int16)  # what is larger wraps around, and back in the browser
    zigzag = ((wrapped << 1) ^ (wrapped >> 15)).view(np.uint16).ravel()
    planes = np.concatenate([zigzag & 255, zigzag >> 8]).astype(np.uint8)
    return {"shape": list(frames.shape), "data": base64.b64encode(zlib.compress(planes.tobytes(), LEVEL)).decode()}


def unpacked(parcel: dict[str, Any]) -> Levels:
    """What was packed, as the browser does it."""
    planes = np.frombuffer(zlib.decompress(base64.b64decode(parcel["data"])), dtype=np.uint8).astype(np.uint16)
    low, high = planes.reshape(2, -1)
    zigzag = low | (high << 8)
    change = ((zigzag >> 1) ^ (0 - (zigzag & 1)).astype(np.uint16)).reshape(parcel["shape"])
    for axis in (0, 2, 3):
        change = np.cumsum(change, axis=axis, dtype=np.uint16)
    return change


def raw(numbers: NDArray[np.uint16]) -> dict[str, Any]:
    """Numbers in no order, as they are."""
    little = numbers.astype("<u2")
    return {"shape": list(numbers.shape), "data": base64.b64encode(little.tobytes()).decode()}


def characters(parcel: dict[str, Any] | None) -> int:
    """How much of it travels."""
    return 0 if parcel is None else len(parcel["data"])
