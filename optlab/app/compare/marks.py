"""What is marked on the landscape: the start, the minima and the saddles."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from optlab.analysis.planes import Plane
from optlab.app.compare.scene import Scene
from optlab.app.shared import reliefs
from optlab.expressions import Array

OFF = 0.05
"""Distance from the plane, as a share of its window, up to which a point is marked on it."""

SIZES = {"start": 260, "global": 260, "minimum": 110, "saddle": 80}
"""Areas of the marks; a minimum not known to be global is smaller."""

MANY, SMALL = 40, 0.35
"""From so many marks on they are this much smaller."""

CROWD = 8
"""Points without slope that are not isolated are marked only if there are at most this many: else they are a line."""


def marks(scene: Scene, ink: str) -> pd.DataFrame:
    """The start, the minima and the saddles: columns x, y, kind, label, loss, size, ink."""
    plane, rows = scene.plane, []
    for kind, point, label, size in _noteworthy(scene):
        loss = float(scene.problem.loss.value(list(point)))
        if plane is None:
            rows.append((point[0], loss, kind, label, loss, size))
        elif kind == "start" or _near(plane, np.array(point)):
            x, y = plane.project(np.array(point)).tolist()
            rows.append((x, y, kind, label, loss, size))
    frame = pd.DataFrame(rows, columns=["x", "y", "kind", "label", "loss", "size"]).assign(ink=ink)
    if len(frame) > MANY:
        frame["size"] = frame["size"].where(frame["size"] == SIZES["global"], SMALL * frame["size"])
    return frame


def _noteworthy(scene: Scene) -> Iterable[tuple[str, tuple[float, ...], str, float]]:
    """Kind, point, label and size of what is worth a mark."""
    problem = scene.problem
    yield "start", scene.picture.start, "start", SIZES["start"]
    for point in problem.minima:
        yield "minimum", point, f"global minimum, loss {problem.best:.6g}", SIZES["global"]
    stationary = reliefs.stationary(scene.picture.subject.quiet, problem.window)
    crowd = sum(not spot.isolated for spot in stationary) > CROWD
    spans = np.array([high - low for low, high in problem.window])
    for spot in stationary:
        known = any(np.abs((np.array(spot.point) - point) / spans).max() < 1e-3 for point in problem.minima)
        if spot.kind in ("minimum", "saddle") and not known and (spot.isolated or not crowd):
            yield spot.kind, spot.point, f"{spot.kind}, loss {spot.loss:.6g}", SIZES[spot.kind]


def _near(plane: Plane, point: Array) -> bool:
    off = point - plane.lift(plane.project(point))
    return bool(np.abs(off).max() <= OFF * max(high - low for low, high in plane.window))
