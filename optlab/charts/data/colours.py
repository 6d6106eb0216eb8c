"""Colours of classes and heights in the picture of the data: no run's, and they differ without red or green.

A class has a shape, too.  Regions have the class's colour mixed with the paper, and the surer the model the more of it.
"""

from __future__ import annotations

from typing import NamedTuple

from optlab.charts.look import GREY, Look

CLASSES = (
    ("#0091c8", "#35bdf2"),
    ("#e0a100", "#ffc933"),
    ("#e0457b", "#ff6a9f"),
    ("#5a1eff", "#0069ff"),
    ("#874b00", "#c34b2d"),
    ("#2de1e1", "#00ffff"),
    ("#5a78ff", "#e10fa5"),
    ("#f0c387", "#f0e196"),
)
"""Of each class, in the light theme and the dark one."""

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")

HEIGHTS = (
    ("#f4f7d9", "#d5e6b4", "#a3cfb4", "#68b2b9", "#3f8fb4", "#2f69a3", "#2a4386", "#1d2460"),
    ("#16244f", "#1d3f7e", "#24609b", "#3684ae", "#57a7b6", "#8bc6b4", "#c3dfae", "#f2f6c3"),
)
"""From low to high: one ramp of brightness, away from the paper."""

REGION = (0.42, 0.5)
"""Share of a class's colour in a region where the model is sure."""


class Paint(NamedTuple):
    """What a picture of the data is painted with, as the browser gets it."""

    ink: str
    paper: str
    grey: str
    scale: float
    region: float
    classes: tuple[str, ...]
    shapes: tuple[str, ...]
    heights: tuple[str, ...]


def paint(look: Look) -> Paint:
    """The colours of a look."""
    classes = tuple(look.of(pair) for pair in CLASSES)
    return Paint(look.ink, look.paper, GREY, look.scale, look.of(REGION), classes, SHAPES, look.of(HEIGHTS))
