"""The descent that the page's player plays from the point, and what the page shows at a step of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations
from optlab.app.views.hill.spot import spot_of
from optlab.app.views.hill.trail import FARTHEST, LONGEST_TRAIL, Drop, Trail
from optlab.experiment import run
from optlab.optimizers import GradientDescent
from optlab.picture import budget
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import Subject

STEPS = 40
"""Steps that are played, fewer where they would take long or where the numbers end."""

OPERATIONS = 50_000_000

BYTES_A_NUMBER = 32

Walk = tuple[tuple[float, ...], ...]
"""The points of a descent, the first of which is its start."""


@cached(lambda walk: BYTES_A_NUMBER * len(walk) * (len(walk[0]) + 2))
def walk(subject: Subject, start: tuple[float, ...], rate: float) -> Walk:
    """Plain descent from a start, as far as its points are numbers and not out of every scale."""
    loss = computations.problem(subject).loss
    steps = min(STEPS, max(1, budget.affordable(loss, operations=OPERATIONS)))
    points = run(loss, GradientDescent(), start, rate, steps).points[:, 0]
    with np.errstate(all="ignore"):
        strange = ~(np.isfinite(points) & (np.abs(points) <= FARTHEST)).all(axis=1)
    last = int(strange.argmax()) if strange.any() else len(points)
    return (start, *map(tuple, points[1 : max(1, last)].tolist()))


def played(settings: SlopesSettings, trail: Trail, step: int) -> tuple[SlopesSettings, Trail]:
    """The point and the steps to it at a step of the descent that begins at the settings' point."""
    points = walk(settings.subject, settings.point, settings.rate)
    step = min(step, len(points) - 1)
    if step == 0:
        return settings, trail
    before = spot_of(replace(settings, point=points[step - 1]), computations.problem(settings.subject))
    passed = (*trail.points, *points[:step])[-LONGEST_TRAIL:]
    return replace(settings, point=points[step]), Trail(passed, Drop(before.promised_drop, before.drop))
