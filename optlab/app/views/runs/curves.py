"""The right picture: how each run's loss, gap, slope or distance shrinks, how well it predicts, and how sharp it is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from optlab.analysis.sharpness import too_dear
from optlab.analysis.theory import Prediction, prediction
from optlab.app.components.heard import heard
from optlab.app.serving.shared_cache import CACHE
from optlab.app.shared import reliefs
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.views.runs.learning import edge_of, measured
from optlab.app.views.runs.scene import Scene
from optlab.charts import Look
from optlab.charts.convergence import MEASURED, Curves, Reference, curve_tables, curves_spec, predictions
from optlab.picture.track import Track

ARROW_TOO = 2
"""A frame is kept with the Arrow table that travels."""

ACROSS = {"steps": "steps", "epochs": "epochs", "samples": "examples seen"}
UP = {
    "gap": "gap to minimum",
    "loss": "loss",
    "gradient": "gradient norm",
    "distance": "distance to minimum",
    "accuracy": "accuracy",
    "sharpness": "sharpness",
}
OF_VALUES = "R²"


Sketched = Sequence[tuple[float, float]]
"""A curve that someone drew: points of a step and a height."""


def convergence(scene: Scene, look: Look, sketched: Sketched = ()) -> None:
    """The curves, with bands over the seeds and, if asked for, what theory predicts."""
    picture = scene.picture
    horizontal, vertical = picture.horizontal, picture.vertical
    seen = (picture.subject, picture.descents, picture.shown, horizontal, vertical, picture.log, picture.theory)
    tables, theory = CACHE.remember(("curves", *seen), lambda: _tables(scene), _bytes)
    if vertical == "sharpness" and scene.tracks and not len(tables.curves):
        st.info(too_dear(scene.problem.loss))
        return
    spec = curves_spec(ACROSS[horizontal], title(scene), horizontal == "samples", tables.log, look)
    lines = {"curves": tables.curves, "bands": tables.bands, "beside": _with_sketch(tables.beside, sketched)}
    about = f"{title(scene)} of each run against {ACROSS[horizontal]}"
    vega_chart(spec, {**lines, "exits": tables.exits, "theory": theory}, "curves", about, fills=True)
    heard("curves", about, name_of(scene), log=tables.log)


def _with_sketch(beside: pd.DataFrame, sketched: Sketched) -> pd.DataFrame:
    """What stands beside the curves, and the sketch."""
    if not sketched:
        return beside
    drawn = pd.DataFrame(sketched, columns=["x", "y"]).assign(step=0, run=-1, colour=0, kind="guess")
    return pd.concat([beside, drawn]) if len(beside) else drawn


def name_of(scene: Scene) -> str:
    """What the curves show, in a word or two."""
    of_values = scene.picture.vertical == "accuracy" and scene.fit is not None and not scene.fit.classes
    return OF_VALUES if of_values else UP.get(scene.picture.vertical, "")


def title(scene: Scene) -> str:
    """The same with what is drawn beside the curves: it is the legend."""
    name, fit = name_of(scene), scene.fit
    if scene.picture.vertical == "sharpness":
        edges = {edge.name for track in scene.tracks if (edge := edge_of(track.run)) is not None}
        return f"{name} λmax" if not edges else f"λmax (dashed: {', '.join(sorted(edges, reverse=True))})"
    if fit is not None and len(fit.test) and scene.picture.vertical in ("loss", "accuracy"):
        return f"{name} (dotted: {len(fit.test):,} test rows)"
    return name


def _tables(scene: Scene) -> tuple[Curves, pd.DataFrame]:
    """The curves, and what theory predicts of them: a class that opens one address has them made once."""
    picture, problem, tracks = scene.picture, scene.problem, scene.tracks
    horizontal, vertical = picture.horizontal, picture.vertical
    bottom, reference = bottom_of(scene), Reference(problem.best, problem.minima)
    tables = curve_tables(tracks, horizontal, vertical, reference, bottom, picture.log, measured(scene))
    shows_theory = picture.theory and vertical not in MEASURED
    predicted = {track.id: line for track in tracks if (line := _predicted(track))} if shows_theory else {}
    return tables, predictions(tracks, predicted, horizontal, vertical, reference, tables)


def _bytes(drawn: tuple[Curves, pd.DataFrame]) -> int:
    tables, theory = drawn
    frames = (tables.curves, tables.bands, tables.exits, tables.beside, theory)
    return ARROW_TOO * sum(int(frame.memory_usage(deep=True).sum()) for frame in frames)


def bottom_of(scene: Scene) -> float | None:
    """Where curves that fall for ever are cut; None where they do not."""
    falls_for_ever = scene.picture.vertical == "loss" and scene.problem.best is None
    return reliefs.bottom_of(scene.picture.subject.quiet, scene.problem) if falls_for_ever else None


def _predicted(track: Track) -> Prediction | None:
    """What theory says of plain descent and momentum on all examples."""
    run, decay = track.run, track.run.heavy_ball_decay
    return None if decay is None or run.batch else prediction(track.trajectory, 0, run.rate, decay)
