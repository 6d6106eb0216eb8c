"""Colours of what is positive and negative in a network, and of classes: told apart without red and green.

A sign is told twice: what is negative is dashed or angular, too.
"""

from __future__ import annotations

from optlab.charts.data.colours import CLASSES
from optlab.charts.look import Look

PLUS, MINUS = ("#b07500", "#ffc933"), ("#0077a8", "#35bdf2")
"""Of positive and of negative numbers, each in the light theme and in the dark one: those of the second and the first
class in the picture of the data, strong enough for lines.
"""


def colours(look: Look) -> dict[str, str]:
    """The colours of a drawing, by the names that the browser's part knows."""
    return {"plus": look.of(PLUS), "minus": look.of(MINUS), "ink": look.ink, "paper": look.paper}


def class_colours(classes: int, look: Look) -> list[str]:
    """The colours of more than two classes, as in the picture of the data; of two, plus and minus tell enough."""
    return [look.of(pair) for pair in CLASSES[:classes]] if classes > 2 else []
