"""A question that is ready to be asked of a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from optlab.lessons.question import Measure, Question

MARGIN = 0.1
"""Share of an axis by which a guess may be off and still be right."""


@dataclass(frozen=True)
class Offer:
    """A ``question`` with its usual words; ``title`` is what it stands under in a list, ``intro`` what is said before,
    ``say`` what is said afterwards with the ``numbers`` in it, and ``hides`` what would tell the answer.
    """

    title: str
    question: Question
    say: str
    numbers: Mapping[str, Measure] = field(default_factory=dict)
    hides: tuple[str, ...] = ()
    intro: str = ""


def plain(name: str) -> str:
    """A name that someone gave, with nothing in it that an explanation takes for the place of a number.

    >>> plain("fast {edge}")
    'fast (edge)'
    """
    return name.replace("{", "(").replace("}", ")")


def axis(values: Iterable[float], *, log: bool = True) -> dict[str, Any]:
    """The axis of a slider or a sketch that has room for all these values: by decades where they are positive and
    ``log`` is wanted.

    >>> axis([0.02, 30.0]), axis([-0.4, 1.1])
    ({'low': 0.001, 'high': 100.0, 'log': True}, {'low': -1.5, 'high': 2.0, 'log': False})
    """
    finite = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    if log and low > 0.0 and low < high:
        decades = math.floor(math.log10(low)) - 1, math.ceil(math.log10(high))
        return {"low": 10.0 ** max(decades[0], -300), "high": 10.0 ** max(decades[1], decades[0] + 1), "log": True}
    span = (high - low) or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(span)) / 2.0
    ends = step * math.floor((low - span / 2.0) / step), step * math.ceil((high + span / 2.0) / step)
    return {"low": float(f"{ends[0]:.6g}"), "high": float(f"{ends[1]:.6g}"), "log": False}


def near(axis: Mapping[str, Any]) -> float:
    """How far off a number may be on such an axis: a factor, or a distance."""
    if axis["log"]:
        return float(f"{max(1.5, (axis['high'] / axis['low']) ** MARGIN):.2g}")
    return float(f"{MARGIN * (axis['high'] - axis['low']):.2g}")
