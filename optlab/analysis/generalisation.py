"""What a model makes of rows that it did not learn from, along a run: losses, accuracy or R², rows that are wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd

from optlab.errors import OptlabError
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.models.rows import read_examples
from optlab.picture import budget
from optlab.picture.fit import Fit

RECORDS, FEWEST = 200, 10
"""Records looked at, as many as are drawn of a run; and so many even where rows are many."""

OPERATIONS = budget.AID // 4
"""Elementary operations that this is worth: it is asked of every run."""

HELD = "test_"
"""What the columns of the rows that are held back begin with."""

MOST_NUMBERS = 2_000_000
"""Predictions held at once."""


def along(trajectory: Trajectory, fit: Fit, run: int = 0, records: int = RECORDS) -> pd.DataFrame:
    """At about so many records of a run before it failed, columns step, loss, then accuracy and wrong (how many rows)
    or R2 over the rows of training; and the same named test_loss … over those held back, nan where there are none.

    Both losses are of the same formula, with the penalty.  Fewer records where the rows are many.
    """
    loss, rows = trajectory.objective, len(fit.train) + len(fit.test)
    drawn = trajectory.thin(max(FEWEST, min(records, budget.affordable(loss, operations=OPERATIONS))))
    alive = max(1, int(drawn.alive[run]))
    points = drawn.points[:alive, run]
    block = max(1, MOST_NUMBERS // max(1, rows * len(fit.classes)))
    blocks = [points[first : first + block] for first in range(0, alive, block)]
    own = {"loss": drawn.loss[:alive, run], **_measured(fit, fit.train, blocks)}
    other = {"loss": _losses(fit, loss, blocks), **_measured(fit, fit.test, blocks)}
    held = {HELD + name: other.get(name, np.full(alive, np.nan)) for name in own}
    return pd.DataFrame({"step": drawn.steps[:alive], **own, **held})


def _measured(fit: Fit, frame: pd.DataFrame, blocks: list[Array]) -> dict[str, Array]:
    """What the model itself measures of its predictions; nothing without rows."""
    if not len(frame):
        return {}
    with np.errstate(all="ignore"):
        parts = [fit.model.measure(points, frame) for points in blocks]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _losses(fit: Fit, loss: Loss, blocks: list[Array]) -> Array:
    """The loss over the rows held back; nan where there are none, or too few to tell."""
    try:
        rows = read_examples(fit.model, fit.test).table if len(fit.test) else None
    except OptlabError:
        rows = None
    parts = [np.full(len(points), np.nan) if rows is None else loss.value_on(points, rows) for points in blocks]
    return np.concatenate(parts)
