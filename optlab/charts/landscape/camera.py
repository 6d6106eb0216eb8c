"""Where a surface in space is looked at from: six numbers, and how Plotly has them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

DEFAULT_CAMERA = (-0.46, -1.16, 1.62, -0.03, -0.02, -0.14)
"""Where one looks from, and what at: eye x, y, z and centre x, y, z, in lengths of the horizontal axes."""

FARTHEST = 50.0
"""Bound of the camera's coordinates."""


def camera_error(camera: Sequence[float]) -> str:
    """What is wrong with a camera, empty when nothing is.

    No numbers are the default view; otherwise there are six, of the eye and of the centre.
    """
    if len(camera) == 0:
        return ""
    if len(camera) != 6:
        return f"camera must be empty or six numbers, got {len(camera)}"
    if not all(math.isfinite(value) and abs(value) <= FARTHEST for value in camera):
        return f"camera must hold numbers from {-FARTHEST:g} to {FARTHEST:g}"
    if math.dist(camera[:3], camera[3:]) < 0.05:
        return "camera must look from another point than it looks at"
    return ""


def camera_spec(camera: Sequence[float]) -> dict[str, Any]:
    """A camera as Plotly has it; the default view where it is empty or wrong."""
    eye_and_centre = DEFAULT_CAMERA if not camera or camera_error(camera) else camera
    eye, centre = (dict(zip("xyz", part, strict=True)) for part in (eye_and_centre[:3], eye_and_centre[3:]))
    return {"eye": eye, "center": centre, "up": {"x": 0, "y": 0, "z": 1}}
