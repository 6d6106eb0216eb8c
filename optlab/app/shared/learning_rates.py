"""The learning rates on offer: a ladder, ten to the decade."""

from __future__ import annotations

import math

LADDER = [float(f"{digit}e{power}") for power in range(-6, 4) for digit in (1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 7.9)]
"""Learning rates on offer: ten to the decade."""


def on_ladder(rate: float) -> float:
    """The largest rate on offer that is not above this one; below all of them, a power of ten."""
    below = 10.0 ** math.floor(math.log10(rate)) if 0.0 < rate < LADDER[0] else LADDER[0]
    return max((step for step in LADDER if step <= rate * 1.0001), default=below)
