"""Where a surface in space is looked at from: six numbers, of the eye and of what it looks at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from optlab.picture.fields import Field, Texts, declared, number_text, read_numbers

NUMBERS = 6
FARTHEST = 50.0
"""Bound of the camera's coordinates."""


def camera_error(camera: Sequence[float]) -> str:
    """What is wrong with a camera, empty when nothing is.

    No numbers are the default view; otherwise there are six, of the eye and of the centre.
    """
    if len(camera) == 0:
        return ""
    if len(camera) != NUMBERS:
        return f"camera must be empty or six numbers, got {len(camera)}"
    if not all(math.isfinite(value) and abs(value) <= FARTHEST for value in camera):
        return f"camera must hold numbers from {-FARTHEST:g} to {FARTHEST:g}"
    if math.dist(camera[:3], camera[3:]) < 0.05:
        return "camera must look from another point than it looks at"
    return ""


def camera_field(key: str) -> Any:
    """A camera; no numbers are the default view."""

    def holds(camera: object) -> bool:
        return isinstance(camera, tuple) and not camera_error(camera)

    def read(texts: Texts) -> tuple[float, ...]:
        return read_numbers(texts[0], NUMBERS) if texts[0] else ()

    def write(camera: Sequence[float]) -> Texts:
        return [",".join(map(number_text, camera))]

    words = f"{NUMBERS} numbers from {-FARTHEST:g} to {FARTHEST:g}, of two different points, or none"
    return declared((), Field(words, holds, "camera", key, write, read))
