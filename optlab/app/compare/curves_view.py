"""The right picture: how each run's loss, gap, slope or distance shrinks."""

from __future__ import annotations

from collections.abc import Sequence

from optlab.analysis.theory import Prediction, prediction
from optlab.app.compare import sentences
from optlab.app.shared import reliefs, theme
from optlab.picture.problem import Problem
from optlab.app.shared.vega_chart import vega_chart
from optlab.charts import Reference, Track, curve_tables, curves_spec
from optlab.charts.convergence.predictions import predictions
from optlab.picture.settings import VERTICAL, Settings

ACROSS = {"steps": "steps", "epochs": "epochs", "samples": "examples seen"}
UP = {
    "gap": "gap to minimum",
    "loss": "loss",
    "gradient": "gradient norm",
    "distance": "distance to minimum",
    "numbers": "step in numbers",
}


def verticals(problem: Problem) -> list[str]:
    """What can stand on the right: gap and distance need a known minimum."""
    return [name for name in VERTICAL if problem.best is not None or name not in ("gap", "distance")]


def convergence(settings: Settings, problem: Problem, tracks: Sequence[Track], height: int) -> None:
    """The curves, with bands over the seeds and, if asked for, what theory predicts."""
    falls_for_ever = settings.vertical == "loss" and problem.best is None
    bottom = reliefs.bottom_of(settings.subject.quiet, problem) if falls_for_ever else None
    reference = Reference(problem.best, problem.minima)
    made = curve_tables(tracks, settings.horizontal, settings.vertical, reference, bottom, settings.log)
    spec = curves_spec(
        ACROSS[settings.horizontal],
        UP[settings.vertical],
        settings.horizontal == "samples",
        made.log,
        theme.is_dark(),
        height,
        settings.projector,
    )
    told = _predicted(settings, tracks) if settings.theory else {}
    theory = predictions(tracks, told, settings.horizontal, settings.vertical, reference, made)
    data = {"curves": made.curves, "bands": made.bands, "exits": made.exits, "theory": theory}
    vega_chart(spec, data, "curves", f"{UP[settings.vertical]} of each run against {ACROSS[settings.horizontal]}")


def _predicted(settings: Settings, tracks: Sequence[Track]) -> dict[int, Prediction]:
    """Predictions by colour, for plain descent and momentum on all examples."""
    runs, found = {one.colour: one for one in settings.runs}, {}
    for track in tracks:
        one = runs[track.colour]
        decay = sentences.plain_decay(one)
        told = None if decay is None or one.batch else prediction(track.trajectory, 0, one.rate, decay)
        if told is not None:
            found[track.colour] = told
    return found
