"""What is marked on the landscape: the start, the minima and the saddles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.analysis.planes import Plane
from optlab.analysis.stationary import StationaryPoint
from optlab.app.shared import reliefs
from optlab.app.views.runs.scene import Scene
from optlab.expressions import Array

OFF = 0.05
"""Distance from the plane, as a share of its window, up to which a point is marked on it."""

SIZES: dict[str, float] = {"guess": 420, "start": 260, "global": 260, "minimum": 110, "saddle": 80}
"""Areas of the marks; a minimum not known to be global is smaller."""

MOST, FEW = 12, 5
"""Local minima and saddles that are all marked; of more, these few: an egg box must not vanish under its marks."""

CROWD = 8
"""Points without slope that are not isolated are marked only if there are at most this many: else they are a line."""


class Marked(NamedTuple):
    """Whether ``minima`` and saddles are marked, and the point of the chart that someone guessed, if one did."""

    minima: bool = True
    guess: tuple[float, float] | None = None


MARKED = Marked()


def marks(scene: Scene, ink: str, marked: Marked = MARKED) -> pd.DataFrame:
    """The start, the minima and the saddles: columns x, y, kind, label, loss, size, ink."""
    plane, rows = scene.plane, []
    if marked.guess is not None:
        x, y = marked.guess
        rows.append((x, y, "guess", "your guess", math.nan, SIZES["guess"]))
    for kind, point, label, size in _noteworthy(scene, minima=marked.minima):
        loss = float(scene.problem.loss.value(list(point)))
        if plane is None:
            rows.append((point[0], loss, kind, label, loss, size))
        elif kind == "start" or _near(plane, np.array(point)):
            x, y = plane.project(np.array(point)).tolist()
            rows.append((x, y, kind, label, loss, size))
    return pd.DataFrame(rows, columns=["x", "y", "kind", "label", "loss", "size"]).assign(ink=ink)


def marks_note(scene: Scene) -> str:
    """What to know where not every local minimum and saddle is marked, a sentence; empty where all are."""
    others = _others(scene)
    kept = thinned(others, scene)
    if len(kept) == len(others):
        return ""
    kinds = "local minima" if all(spot.kind == "minimum" for spot in kept) else "local minima and saddles"
    return f"Of {len(others)} local minima and saddles, the {len(kept)} {kinds} nearest to the start are marked."


def _noteworthy(scene: Scene, *, minima: bool) -> Iterable[tuple[str, tuple[float, ...], str, float]]:
    """Kind, point, label and size of what is worth a mark."""
    problem = scene.problem
    yield "start", scene.start, "start", SIZES["start"]
    if not minima:
        return
    for point in problem.minima:
        yield "minimum", point, f"global minimum, loss {problem.best:.6g}", SIZES["global"]
    for spot in thinned(_others(scene), scene):
        yield spot.kind, spot.point, f"{spot.kind}, loss {spot.loss:.6g}", SIZES[spot.kind]


def thinned(others: Sequence[StationaryPoint], scene: Scene) -> Sequence[StationaryPoint]:
    """All of a few points; of more than MOST the FEW nearest to the start, minima before saddles.

    A descent is caught by a minimum near where it starts, which is what the other marks would only hide.
    """
    if len(others) <= MOST:
        return others
    spans, start = _spans(scene), np.array(scene.start)

    def far(spot: StationaryPoint) -> tuple[bool, float]:
        return spot.kind != "minimum", float(np.linalg.norm((np.array(spot.point) - start) / spans))

    return sorted(others, key=far)[:FEW]


def _others(scene: Scene) -> list[StationaryPoint]:
    """The local minima and the saddles in the window, but for the minima known to be global."""
    problem, spans = scene.problem, _spans(scene)
    stationary = reliefs.stationary(scene.picture.subject.quiet, problem.window)
    crowd = sum(not spot.isolated for spot in stationary) > CROWD

    def known(spot: StationaryPoint) -> bool:
        return any(np.abs((np.array(spot.point) - point) / spans).max() < 1e-3 for point in problem.minima)

    return [
        spot
        for spot in stationary
        if spot.kind in ("minimum", "saddle") and (spot.isolated or not crowd) and not known(spot)
    ]


def _spans(scene: Scene) -> Array:
    return np.array([high - low for low, high in scene.problem.window])


def _near(plane: Plane, point: Array) -> bool:
    off = point - plane.lift(plane.project(point))
    return bool(np.abs(off).max() <= OFF * max(high - low for low, high in plane.window))
