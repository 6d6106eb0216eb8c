"""Which rows a step looked at: drawn again from the run's own stream, to the last one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optlab.optimizers import Batches

MOST_LIT = 40_000
"""Row numbers that are sent for one run: 80 kB."""


def rows_seen(examples: int, batch: int | None, seed: int, steps: int) -> NDArray[np.uint16] | None:
    """Row numbers ``(steps, batch)`` that each step of the first repeat looked at.

    None where every step looks at all rows, or where there are more numbers than should be sent.

    >>> rows_seen(4, 2, seed=0, steps=2).shape, rows_seen(4, None, seed=0, steps=2)
    ((2, 2), None)
    """
    if batch is None or batch >= examples or batch * steps > MOST_LIT or examples >= 2**16:
        return None
    drawn = Batches(examples, batch, [seed])
    return np.array([drawn.draw()[0] for _ in range(steps)], dtype=np.uint16).reshape(steps, batch)
