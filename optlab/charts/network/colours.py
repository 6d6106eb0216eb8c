"""Colours of what is positive and negative in a network, and of classes: told apart without red and green.

A sign is told twice: what is negative is dashed or angular, too.
"""

from __future__ import annotations

from optlab.charts.look import Look

PLUS, MINUS = ("#0072b2", "#5bb8f0"), ("#c65102", "#ff9f4d")
"""Of positive and of negative numbers, each in the light theme and in the dark one."""

CLASSES = ("#e69f00", "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a600", "#7f7f7f")
"""Of the classes of a model with more than two."""


def colours(look: Look) -> dict[str, str]:
    """The colours of a drawing, by the names that the browser's part knows."""
    return {"plus": look.of(PLUS), "minus": look.of(MINUS), "ink": look.ink, "paper": look.paper}
