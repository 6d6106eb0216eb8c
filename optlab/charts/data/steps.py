"""At which steps a model is drawn: the same for all runs, the first and the last among them, denser early."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optlab.experiment import Trajectory

MOST_FRAMES = 60
"""Key frames of a picture; the browser draws what lies between."""

EARLY = 1.5
"""Power by which they lie denser at the beginning, where most happens."""

Steps = NDArray[np.int_]


def key_steps(trajectories: Sequence[Trajectory], most: int = MOST_FRAMES) -> Steps:
    """At most ``most`` of the steps, in order; where a run failed, the last step before it is among them.

    Empty without a trajectory.
    """
    if not trajectories:
        return np.empty(0, dtype=int)
    last = max(int(trajectory.steps[-1]) for trajectory in trajectories)
    if last < most:
        return np.arange(last + 1)
    ends = sorted({int(trajectory.steps[end]) for trajectory in trajectories if (end := last_alive(trajectory)) >= 0})
    failed = [step for step in ends if 0 < step < last][: most // 2]
    spread = last * np.linspace(0.0, 1.0, most - len(failed)) ** EARLY
    return np.unique([*spread.round().astype(int), *failed])


def records_at(trajectory: Trajectory, steps: Steps) -> Steps:
    """The records of a trajectory at these steps, or at its last one while it lived: what is drawn is finite."""
    records = np.searchsorted(trajectory.steps, steps, side="right") - 1
    return np.clip(records, 0, max(0, last_alive(trajectory)))


def last_alive(trajectory: Trajectory) -> int:
    """The last record of the first run at which its numbers are finite, -1 where there is none."""
    return int(trajectory.alive[0]) - 1
