"""Where a surface in space is looked at from: how Plotly has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from optlab.picture.camera import camera_error

DEFAULT_CAMERA = (-0.7, -1.15, 1.5, 0.0, 0.0, -0.12)
"""Where one looks from, and what at: eye x, y, z and centre x, y, z, in lengths of the horizontal axes."""


def camera_spec(camera: Sequence[float]) -> dict[str, Any]:
    """A camera as Plotly has it; the default view where it is empty or wrong."""
    eye_and_centre = DEFAULT_CAMERA if not camera or camera_error(camera) else camera
    eye, centre = (dict(zip("xyz", part, strict=True)) for part in (eye_and_centre[:3], eye_and_centre[3:]))
    return {"eye": eye, "center": centre, "up": {"x": 0, "y": 0, "z": 1}}
