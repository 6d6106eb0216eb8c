"""A curve over the steps, to be drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from optlab.app.components import component, reported, told

_SKETCH = component("answer_sketch")

Points = tuple[tuple[float, float], ...]


class Axes(NamedTuple):
    """What is drawn over the steps 0 to ``steps``: heights from ``low`` to ``high``, logarithmic with ``log``."""

    label: str
    steps: int
    low: float
    high: float
    log: bool


def answer_sketch(key: str, axes: Axes, *, locked: Sequence[Any] | None, truth: Sequence[Any] = ()) -> Points | None:
    """Draw the axes to sketch in; the curve drawn so far, None before any.

    A ``locked`` curve is shown and cannot be changed, with the ``truth`` dotted beside it.
    """
    data = {**axes._asdict(), "about": f"{key} {locked is not None}", "locked": locked is not None}
    _SKETCH(data={**data, "value": list(locked or ()), "truth": list(truth)}, key=key, on_curve_change=lambda: None)
    return curve_at(key, axes)


def curve_at(key: str, axes: Axes) -> Points | None:
    """The curve that was drawn last in the part with that key, None where there is none."""
    return _points(reported(key, "curve"), axes)


MOST = 60


def _points(curve: object, axes: Axes) -> Points | None:
    """The points that the browser told, in order and within the axes; None where they are no curve."""
    if not isinstance(curve, list) or not 2 <= len(curve) <= MOST:
        return None
    pairs = [part for part in curve if isinstance(part, list) and len(part) == 2]
    numbers = [(told.number(part[0]), told.number(part[1])) for part in pairs]
    within = [
        (step, min(max(height, axes.low), axes.high))  # a pixel's rounding beyond the edge is still the edge
        for step, height in numbers
        if step is not None and height is not None and 0.0 <= step <= axes.steps
    ]
    rising = all(one[0] < two[0] for one, two in pairwise(within))
    return tuple(within) if len(within) == len(curve) and rising else None
