"""What is measured of a model along its runs, made once for all visitors: rows held back, accuracy, sharpness."""

from __future__ import annotations

import pandas as pd

from optlab.analysis import generalisation, learning, sharpness
from optlab.analysis.phases import Phase
from optlab.analysis.sharpness import Edge, Sharpness
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations
from optlab.app.views.runs.scene import Scene
from optlab.charts.convergence import Measured
from optlab.errors import OptlabError
from optlab.experiment import Trajectory
from optlab.picture import budget
from optlab.picture.descent import Descent
from optlab.picture.runs import RunSettings

GLANCE, WORTH = 24, budget.AID // 3
"""Records of the sharpness, and operations, that a sentence on it is worth: it is looked for at every rerun."""


def measured(scene: Scene) -> dict[int, Measured]:
    """What the curves show that the trajectories do not hold, by id of the run."""
    vertical, fit = scene.picture.vertical, scene.fit
    descents = {track.run: scene.picture.descent(track.run) for track in scene.tracks}
    if vertical == "sharpness":
        return {run.id: line for run, descent in descents.items() if (line := _sharp(run, descent)) is not None}
    if fit is None or vertical not in ("loss", "accuracy") or (vertical == "loss" and not len(fit.test)):
        return {}
    name = "loss" if vertical == "loss" else "accuracy" if fit.classes else "R2"
    return {run.id: _line(table_of(descent), name) for run, descent in descents.items()}


def _line(table: pd.DataFrame, name: str) -> Measured:
    held = table[generalisation.HELD + name].to_numpy()
    return Measured(table["step"].to_numpy(), None if name == "loss" else table[name].to_numpy(), held)


def _sharp(run: RunSettings, descent: Descent) -> Measured | None:
    known, edge = sharpness_of(descent)[0], edge_of(run)
    if known is None:
        return None
    return Measured(known.steps, known.highest, None, None if edge is None else edge.highest)


def edge_of(run: RunSettings) -> Edge | None:
    """The edge of stability of a run, where its method and a constant rate have one."""
    decay = run.heavy_ball_decay
    return None if decay is None or not run.rate > 0.0 else sharpness.edge_of(run.rate, decay)


@cached(lambda table: 2 * int(table.memory_usage().sum()))
def table_of(descent: Descent) -> pd.DataFrame:
    """Losses and accuracy at the drawn steps, of a descent that can be run and whose problem has a fit."""
    fit = computations.problem(descent.subject).fit
    assert fit is not None
    return generalisation.along(_trajectory(descent), fit)


@cached(lambda known: 200 if known[0] is None else 200 + 4 * known[0].highest.nbytes)
def sharpness_of(descent: Descent) -> tuple[Sharpness | None]:
    """The sharpness along a descent that can be run; the cache keeps no bare None."""
    return (sharpness.along(_trajectory(descent)),)


@cached(lambda phases: 200 + 300 * len(phases))
def remarks_of(descent: Descent) -> tuple[Phase, ...]:
    """What can be said of a model beside the phases of its run; nothing of what is no model."""
    fit = computations.problem(descent.subject).fit
    if descent.subject.model is None or fit is None:
        return ()
    trajectory, edge = _trajectory(descent), edge_of(descent.run)
    edge = edge if descent.run.batch is None else None
    sharp = None if edge is None else sharpness.along(trajectory, records=GLANCE, operations=WORTH)
    return learning.remarks(trajectory, fit, table_of(descent), sharp, edge)


def _trajectory(descent: Descent) -> Trajectory:
    trajectory = computations.trajectory(descent, lambda _: None)
    if isinstance(trajectory, OptlabError):
        raise trajectory
    return trajectory
