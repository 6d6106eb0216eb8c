"""The data of the computational graph's chart at one moment of the walk: where everything stands, in which colour."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from optlab.charts.graph.layout import THIN, Placement
from optlab.charts.graph.spec import WIDTH, text_width
from optlab.charts.look import PLAIN, Look
from optlab.explain.narration import box_text
from optlab.explain.walk import Moment, Place, Walk
from optlab.expressions.printing.plain import brief_number, plain_name, plain_number

GAP = 54.0
"""Between boxes, for the slopes."""

TIGHT = 26.0
"""Between the boxes of a network, whose slopes are the width of the edges."""

WIDEST = 180.0
FARTHEST = 320.0
"""Width of a box and distance between columns at most."""

EDGE = 3.0
"""Room at the borders, for the frames."""

LINE = 21.0
"""Height of a line of text in pixels."""

MOST_LABELS = 14
"""Edges beyond which only those of the step at hand are labelled."""

VALUE = ("#084a8f", "#8cc7ff")
ADJOINT = ("#8f2d00", "#ffb27d")
QUIET = ("#aab3c0", "#566173")
"""By theme: values, adjoints, and what is not reached yet."""

Spot = tuple[float, float]
Row = dict[str, object]


class Drawing(NamedTuple):
    """The data of the chart by name."""

    edges: pd.DataFrame
    arrows: pd.DataFrame
    boxes: pd.DataFrame
    texts: pd.DataFrame


def drawing(walk: Walk, moment: Moment, placement: Placement, slopes: bool = True, look: Look = PLAIN) -> Drawing:
    """The walk at one of its moments, placed in the height of the look.

    ``slopes`` writes the local slopes on the edges; without it they are the edges' thickness.
    """
    spots, size = _spots(placement, look.height, GAP if slopes else TIGHT)
    paint = _Paint(walk, moment, look)
    every = len(placement.routes) <= MOST_LABELS
    edges, arrows, texts = list[Row](), list[Row](), list[Row]()
    for number, ((part, user), route) in enumerate(placement.routes.items()):
        colour, width, flow = paint.edge(part, user)
        slope = walk.places[user].slopes[walk.places[user].inputs.index(part)]
        way = _way(route, spots, size)
        edges += _edge(way, number, colour, width if slopes else max(0.5, min(8.0, 6.0 * abs(slope))))
        arrows.append(_arrow(way, flow, colour))
        if slopes and user in moment.known and (every or user == moment.active):
            texts.append(_slope(slope, way, paint.ink if colour == paint.quiet else colour))
    boxes = [_box(walk, number, spots[number], size, paint) for number in range(len(walk.places))]
    for number in range(len(walk.places)):
        texts += _lines(walk, number, spots[number], size[0], paint)
    return Drawing(pd.DataFrame(edges), pd.DataFrame(arrows), pd.DataFrame(boxes), pd.DataFrame(texts))


class _Paint:
    """Colours of one moment."""

    def __init__(self, walk: Walk, moment: Moment, look: Look) -> None:
        self.places, self.moment = walk.places, moment
        self.ink, self.quiet, self.value, self.adjoint = look.ink, *map(look.of, (QUIET, VALUE, ADJOINT))
        backward = moment.phase == "backward"
        self.done = frozenset(range(moment.active or 0, len(walk.places))) if backward else moment.known

    def edge(self, part: int, user: int) -> tuple[str, float, str]:
        """Colour, width and direction of flow."""
        width = 4.0 if user == self.moment.active else 2.0
        if self.moment.phase == "backward" and user in self.done:
            return self.adjoint, width, "backward"
        known = user in self.moment.known and self.moment.phase != "backward"
        return (self.value, width, "forward") if known else (self.quiet, 1.5, "forward")

    def box(self, number: int) -> tuple[str, float]:
        """Colour and width of the frame."""
        if number == self.moment.active:
            return (self.adjoint if self.moment.phase == "backward" else self.value), 4.0
        return (self.ink if number in self.moment.known else self.quiet), 1.5


# ------------------------------------------------------------------ places


def _spots(placement: Placement, height: float, gap: float) -> tuple[dict[int, Spot], Spot]:
    """The middle of everything, and the size of a box."""
    count = len(placement.columns)
    width = min(WIDEST, (WIDTH - 2.0 * EDGE - gap * (count - 1)) / count)
    size = (width, 3.0 * LINE + 6.0)
    pitch = min(FARTHEST, (WIDTH - 2.0 * EDGE - width) / max(1, count - 1))
    left = (WIDTH - pitch * (count - 1)) / 2.0
    row = min(height / placement.rows, 2.0 * size[1])
    spots = {}
    for column, items in enumerate(placement.columns):
        thick = [row if item >= 0 else row * THIN for item in items]
        top = (height - sum(thick)) / 2.0
        for item, own in zip(items, thick, strict=True):
            spots[item] = (left + pitch * column, top + own / 2.0)
            top += own
    return spots, size


def _way(route: tuple[int, ...], spots: dict[int, Spot], size: Spot) -> list[Spot]:
    """From the right side of the input's box to the left side of the user's."""
    half = size[0] / 2.0
    first, last = spots[route[0]], spots[route[-1]]
    spread = 0.25 * (first[1] - last[1] if len(route) == 2 else spots[route[-2]][1] - last[1])
    arrival = (last[0] - half, last[1] + max(-size[1] / 3.0, min(size[1] / 3.0, spread)))
    middle = [(x + side * half, y) for x, y in (spots[stop] for stop in route[1:-1]) for side in (-0.8, 0.8)]
    return [(first[0] + half, first[1]), *middle, arrival]


# ------------------------------------------------------------------ rows of the frames


def _edge(way: list[Spot], number: int, colour: str, width: float) -> list[Row]:
    return [
        {"x": x, "y": y, "edge": number, "order": order, "colour": colour, "width": width}
        for order, (x, y) in enumerate(way)
    ]


def _arrow(way: list[Spot], flow: str, colour: str) -> Row:
    """The head at the end that the numbers flow to."""
    x, y = (way[0][0] + 6.0, way[0][1]) if flow == "backward" else (way[-1][0] - 6.0, way[-1][1])
    return {"x": x, "y": y, "side": flow, "colour": colour}


def _slope(slope: float, way: list[Spot], colour: str) -> Row:
    """The local slope, written in the last gap of an edge."""
    (x, y), (x2, y2) = way[-2:]
    lift = 12.0 if abs(y - y2) < LINE else 0.0
    spot = 0.5 * (x + x2), 0.5 * (y + y2) - lift
    return _text(spot, plain_number(slope), brief_number(slope), x2 - x, colour)


def _box(walk: Walk, number: int, spot: Spot, size: Spot, paint: _Paint) -> Row:
    place = walk.places[number]
    colour, width = paint.box(number)
    (x, y), (across, down) = spot, size
    frame = {"x": x - across / 2, "x2": x + across / 2, "y": y - down / 2, "y2": y + down / 2}
    return {**frame, "colour": colour, "width": width, "label": _title(walk, place)}


def _lines(walk: Walk, number: int, spot: Spot, width: float, paint: _Paint) -> list[Row]:
    """What a box says: what it computes, its value once known, its adjoint once something was handed to it."""
    place, moment = walk.places[number], paint.moment
    lines = [(_title(walk, place), plain_name(place.name), paint.ink)]
    if number in moment.known:
        lines.append((plain_number(place.value), brief_number(place.value), paint.value))
    if number in moment.adjoints:
        adjoint = moment.adjoints[number]
        lines.append((f"← {plain_number(adjoint)}", brief_number(adjoint), paint.adjoint))
    top = spot[1] - LINE * (len(lines) - 1) / 2.0
    return [
        _text((spot[0], top + LINE * row), text, brief, width - 8.0, colour)
        for row, (text, brief, colour) in enumerate(lines)
    ]


def _text(spot: Spot, text: str, brief: str, room: float, colour: str) -> Row:
    size = {"pixels": text_width(text), "room": room}
    return {"x": spot[0], "y": spot[1], "text": text, "brief": brief, **size, "colour": colour}


def _title(walk: Walk, place: Place) -> str:
    """The name, and what it computes: ``v₃ = sin(v₂)``."""
    name = plain_name(place.name)
    return f"{name} = {box_text(walk, place)}" if place.inputs else name
