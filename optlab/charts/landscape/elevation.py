"""Heights of a surface as they are drawn: the loss up to a top, or its logarithm."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from optlab.expressions import Array

MOST_TICKS = 5

TALLEST = {False: 1e34, True: 1e300}
"""Heights that single precision can show, by whether their logarithm is shown; others are gaps."""

OUT_OF_SIGHT = 1e3
"""Heights of the picture above its top from where on it makes no difference how high a wall is."""


class Elevation(NamedTuple):
    """``drawn`` ``(n, n)`` with NaN for gaps, the range shown, a title, ticks and their texts."""

    drawn: Array
    range: tuple[float, float]
    title: str
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    def share(self, share: float) -> float:
        """That share of the range."""
        return share * (self.range[1] - self.range[0])


def elevation(surface: Array, log: bool, start: float = -math.inf) -> Elevation:
    """Heights to draw of the loss ``surface`` ``(n, n)``, with the height ``start`` in view.

    Linear: the loss itself.  A picture of the tallest wall would be a picture of nothing else, so it ends at a top
    (see ``top_of``) where the surface is cut open, and the title says where.

    Logarithmic: ``log10(loss - lowest + offset)``.  ``lowest`` is the lowest height in the window (0 if that is between
    0 and the offset), the offset a power of ten (see ``offset_of``), both in the title; ticks are values of the loss.
    """
    drawn = np.where(np.abs(surface) < TALLEST[log], surface, np.nan)
    finite = drawn[np.isfinite(drawn)]
    if finite.size < 2 or finite.max() == finite.min():
        level = float(finite[0]) if finite.size else 0.0
        room = max(1.0, abs(level))
        return Elevation(drawn, (level - room, level + room), "loss", (level,), (_text(level),))
    return _logarithmic(drawn, finite) if log else _linear(drawn, finite, start)


def top_of(finite: Array, start: float) -> float:
    """Where the picture ends: the highest height if that is near; else twice the median, or just above the start."""
    bottom, highest = float(finite.min()), float(finite.max())
    top = max(2.0 * float(np.median(finite)) - bottom, start + 0.2 * (start - bottom))
    return highest if top <= bottom or highest - bottom <= 2.5 * (top - bottom) else top


def offset_of(finite: Array) -> float:
    """A power of ten below nearly all heights over the lowest: a tenth or less of what 5 % of the window is below."""
    above = finite - finite.min()
    typical = max(float(np.quantile(above, 0.05)), 1e-12 * float(above.max()))
    return 10.0 ** math.floor(math.log10(typical / 10.0))


def _linear(drawn: Array, finite: Array, start: float) -> Elevation:
    bottom, top = float(finite.min()), top_of(finite, start)
    room = 0.03 * (top - bottom)
    drawn = np.minimum(drawn, top + OUT_OF_SIGHT * (top - bottom))
    cut = f", cut at {_text(float(f'{top:.3g}'))}" if top < finite.max() else ""
    return Elevation(
        drawn, (bottom - 3.0 * room, top + (0.0 if cut else room)), f"loss{cut}", *round_ticks(bottom, top)
    )


def round_ticks(low: float, high: float) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """A few round values between two, and their texts."""
    rough = (high - low) / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    values = [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
    return tuple(values), tuple(_text(float(f"{value:.12g}")) for value in values)


def _logarithmic(drawn: Array, finite: Array) -> Elevation:
    offset, lowest = offset_of(finite), float(finite.min())
    lowest = 0.0 if 0.0 <= lowest < offset else lowest
    floor, ceiling = math.log10(offset), math.log10(float(finite.max()) - lowest + offset)
    room = 0.03 * (ceiling - floor)
    decades = math.floor(ceiling - floor)
    every = max(1, math.ceil(decades / MOST_TICKS))
    above = [offset * 10.0**power for power in range(1, decades + 1, every)]
    digits = max(0, 1 - round(math.log10(offset)))
    words = "loss − lowest" if lowest else "loss"
    return Elevation(
        np.log10(drawn - lowest + offset),
        (floor - 3.0 * room, ceiling + room),
        f"{words}, spaced as log₁₀({words} + {offset:g})",
        tuple(math.log10(value + offset) for value in above),
        tuple(_text(round(lowest + value, digits)) for value in above),
    )


def _text(value: float) -> str:
    """A number as axes have it, with a minus sign as wide as a plus."""
    return f"{value:.10g}".replace("-", "−")
