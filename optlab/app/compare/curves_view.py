"""The right picture: how each run's loss, gap, slope or distance shrinks."""

from __future__ import annotations

import pandas as pd

from optlab.analysis.theory import Prediction, prediction
from optlab.app.compare.scene import Scene
from optlab.app.serving.shared_cache import CACHE
from optlab.app.shared import reliefs
from optlab.app.shared.vega_chart import vega_chart
from optlab.charts import Look
from optlab.charts.convergence import Curves, Reference, curve_tables, curves_spec, predictions
from optlab.picture.track import Track

ARROW_TOO = 2
"""A frame is kept with the Arrow table that travels."""

ACROSS = {"steps": "steps", "epochs": "epochs", "samples": "examples seen"}
UP = {
    "gap": "gap to minimum",
    "loss": "loss",
    "gradient": "gradient norm",
    "distance": "distance to minimum",
    "accuracy": "loss",  # until they are drawn
    "sharpness": "loss",
    "network": "loss",
}


def convergence(scene: Scene, look: Look) -> None:
    """The curves, with bands over the seeds and, if asked for, what theory predicts."""
    picture = scene.picture
    horizontal, vertical = picture.horizontal, picture.vertical
    seen = (picture.subject, picture.descents, picture.shown, horizontal, vertical, picture.log, picture.theory)
    tables, theory = CACHE.remember(("curves", *seen), lambda: _tables(scene), _bytes)
    spec = curves_spec(ACROSS[horizontal], UP[vertical], horizontal == "samples", tables.log, look)
    data = {"curves": tables.curves, "bands": tables.bands, "exits": tables.exits, "theory": theory}
    about = f"{UP[vertical]} of each run against {ACROSS[horizontal]}"
    vega_chart(spec, data, "curves", about, fills=True)


def _tables(scene: Scene) -> tuple[Curves, pd.DataFrame]:
    """The curves, and what theory predicts of them: a class that opens one address has them made once."""
    picture, problem, tracks = scene.picture, scene.problem, scene.tracks
    horizontal, vertical = picture.horizontal, picture.vertical
    bottom, reference = bottom_of(scene), Reference(problem.best, problem.minima)
    tables = curve_tables(tracks, horizontal, vertical, reference, bottom, picture.log)
    predicted = {track.id: line for track in tracks if (line := _predicted(track))} if picture.theory else {}
    return tables, predictions(tracks, predicted, horizontal, vertical, reference, tables)


def _bytes(drawn: tuple[Curves, pd.DataFrame]) -> int:
    tables, theory = drawn
    frames = (tables.curves, tables.bands, tables.exits, theory)
    return ARROW_TOO * sum(int(frame.memory_usage(deep=True).sum()) for frame in frames)


def bottom_of(scene: Scene) -> float | None:
    """Where curves that fall for ever are cut; None where they do not."""
    falls_for_ever = scene.picture.vertical == "loss" and scene.problem.best is None
    return reliefs.bottom_of(scene.picture.subject.quiet, scene.problem) if falls_for_ever else None


def _predicted(track: Track) -> Prediction | None:
    """What theory says of plain descent and momentum on all examples."""
    run, decay = track.run, track.run.heavy_ball_decay
    return None if decay is None or run.batch else prediction(track.trajectory, 0, run.rate, decay)
