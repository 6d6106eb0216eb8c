"""Key frames of a run: a few of its steps, closer together at first, between which the browser draws on its own."""

from __future__ import annotations

import base64
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.experiment import Trajectory
from optlab.expressions import Array

FRAMES = 60
"""Key frames of a run at most."""

BEND = 1.6
"""How much closer the first ones are: places are shares of the run to this power."""


class KeyFrames(NamedTuple):
    """``steps`` ``(frames,)`` and the run's ``points`` there ``(frames, dim)``, all finite; from step ``lost`` on the
    weights are no finite numbers, or never (None).
    """

    steps: NDArray[np.int_]
    points: Array
    lost: int | None

    def thin(self, most: int) -> KeyFrames:
        """At most so many of them, the first and the last among them."""
        kept = np.unique(np.linspace(0, len(self.steps) - 1, min(most, len(self.steps))).round().astype(int))
        return KeyFrames(self.steps[kept], self.points[kept], self.lost)


def key_frames(trajectory: Trajectory, most: int = FRAMES) -> KeyFrames:
    """Key frames of a trajectory's first run, the first and the last of its finite records among them."""
    finite = np.asarray(np.isfinite(trajectory.points[:, 0]).all(axis=1))
    alive = len(finite) if finite.all() else int(np.argmin(finite))
    count = max(1, alive)
    shares = np.linspace(0.0, 1.0, min(most, count)) ** BEND
    kept = np.unique((shares * (count - 1)).round().astype(int))
    lost = int(trajectory.steps[alive]) if alive < len(finite) else None
    return KeyFrames(trajectory.steps[kept], trajectory.points[kept, 0], lost)


def packed(values: NDArray[np.uint8] | NDArray[np.float32]) -> str:
    """Numbers as the browser's ``key_frames.js`` reads them: their bytes, little end first, in base64."""
    little = values.astype(values.dtype.newbyteorder("<"), copy=False)
    return base64.b64encode(np.ascontiguousarray(little).tobytes()).decode()


def as_bytes(values: Array, low: Array | float, high: Array | float) -> NDArray[np.uint8]:
    """Values from ``low`` to ``high`` as 0 to 255; what is no number is in the middle, what lies outside at an end."""
    with np.errstate(all="ignore"):
        shares = (values - low) / np.where(np.asarray(high) > low, np.asarray(high) - low, 1.0)
    shares = np.nan_to_num(shares, nan=0.5, posinf=1.0, neginf=0.0)
    scaled: NDArray[np.uint8] = np.clip(np.rint(255.0 * shares), 0, 255).astype(np.uint8)
    return scaled
