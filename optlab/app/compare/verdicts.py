"""How each run ended, a line a run, and the curvature beside it with rates to click."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.analysis.curvature import largest_stable_product
from optlab.app.compare import actions
from optlab.app.compare.scene import Scene
from optlab.app.compare.sentences import outcome
from optlab.app.components import component, reported
from optlab.app.shared.theme import dashed
from optlab.charts import DRAWN
from optlab.picture import budget
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track

_VERDICTS = component("verdicts", "step", package=__package__ or "")
_KEY = "verdicts"

LARGEST = 16
"""Parameters up to which the curvature is told at every step; beyond, not at all (the verdict still has it)."""

FEWEST = 10
"""Steps at which it is told even where the loss is a mean over many rows."""


def verdicts(scene: Scene) -> None:
    """Draw the lines; a click on one chooses its run, a click on a rate sets that run's slider."""
    lines = [_line(track.run, *outcome(scene.problem, track)) for track in scene.tracks]
    lines += [_line(failure.run, str(failure.error), "") for failure in scene.failures]
    bends = None if scene.chosen is None else _bends(scene.chosen)
    data = {"lines": lines, "focus": scene.picture.focus, "bends": bends}
    _VERDICTS(data=data, key=_KEY, on_picked_change=_picked, width="stretch")


def _line(run: RunSettings, sentence: str, aside: str) -> dict[str, Any]:
    return {"id": run.id, "name": run.name, "sentence": sentence, "aside": aside, "dash": dashed(run.colour)}


def _bends(track: Track) -> dict[str, Any] | None:
    """Lowest and highest curvature along a run, and what its method makes of them."""
    drawn = track.trajectory.thin(max(FEWEST, min(DRAWN, budget.affordable(track.trajectory.objective))))
    points = drawn.points[: int(drawn.alive[0]), 0]
    if not len(points) or points.shape[1] > LARGEST:
        return None
    with np.errstate(all="ignore"):
        matrices = drawn.objective.hessian(points)
    known = np.isfinite(matrices).all(axis=(1, 2))
    values = np.linalg.eigvalsh(matrices[known])
    if not len(values):
        return None
    decay = track.run.heavy_ball_decay
    return {
        "id": track.id,
        "name": track.name,
        "steps": drawn.steps[: len(points)][known].tolist(),
        "low": [float(f"{value:.4g}") for value in values[:, 0]],
        "high": [float(f"{value:.4g}") for value in values[:, -1]],
        "factor": largest_stable_product(decay or 0.0),
        "sets": decay is not None,
        "limit": "(2+2β)/λmax" if decay else "2/λmax",
        "best": "best η",
    }


def _picked() -> None:
    """After a click: a run is chosen, or gets a rate."""
    picked = reported(_KEY, "picked")
    if not isinstance(picked, dict) or not isinstance(picked.get("id"), int):
        return
    rate = picked.get("rate")
    if isinstance(rate, int | float):
        actions.set_rate(picked["id"], float(rate))
    else:
        actions.choose_run(picked["id"])
