"""The data of the computational graph's chart for a whole walk: how each part looks, and from which step to which."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import pandas as pd

from optlab.charts.graph.geometry import BOX, LINE, Geometry, Spot, arrival, geometry_of, label_spots
from optlab.charts.graph.layout import Placement
from optlab.charts.graph.spec import text_width
from optlab.charts.look import PLAIN, Look
from optlab.explain import walk as walks
from optlab.explain.narration import box_text
from optlab.explain.walk import Moment, Place, Walk
from optlab.explain.walk_paths import last_step
from optlab.expressions.printing.plain import brief_number, plain_name, plain_number

VALUE = ("#084a8f", "#8cc7ff")
ADJOINT = ("#8f2d00", "#ffb27d")
QUIET = ("#aab3c0", "#566173")
"""By theme: values, adjoints, and what is not reached yet."""

Row = dict[str, object]
Frame = dict[Hashable, Row]
Edge = tuple[int, int]


class Words(NamedTuple):
    """A number among words.  ``of`` says which, so that a script may write another in its place: ``v2`` the value of
    place 2, ``s2.1`` its slope by place 1, ``a1.2`` the slope of the output by place 1 once place 2 has handed back
    (``a1.0``: all of it); empty where ``before`` is the whole text and ``brief`` the short one; else ``brief`` is what
    stands after the number in the short one.
    """

    of: str
    number: float
    before: str = ""
    after: str = ""
    brief: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        """The text in full and in brief."""
        if not self.of:
            return self.before, self.brief
        return f"{self.before}{plain_number(self.number)}{self.after}", f"{brief_number(self.number)}{self.brief}"


class Drawing(NamedTuple):
    """The data of the chart by name."""

    edges: pd.DataFrame
    arrows: pd.DataFrame
    boxes: pd.DataFrame
    texts: pd.DataFrame


def drawing(walk: Walk, placement: Placement, slopes: bool = True, look: Look = PLAIN) -> Drawing:
    """The whole walk: rows hold from the step ``first`` to the step ``last``.

    ``slopes`` writes the local slopes on the edges; without it they are the edges' thickness.
    """
    artist = _Artist(walk, geometry_of(placement, slopes), slopes, look)
    frames = [artist.drawn(step) for step in range(walk.steps + 1)]
    return Drawing(*(pd.DataFrame(_lasting(frame[table] for frame in frames)) for table in range(4)))


def _lasting(frames: Iterable[Frame]) -> list[Row]:
    """The rows of all steps, those that stay the same from one step to the next as one."""
    rows, latest = list[Row](), dict[Hashable, tuple[Row, Row]]()
    for step, frame in enumerate(frames):
        for key, row in frame.items():
            before, lasting = latest.get(key, ({}, {}))
            if row != before or lasting["last"] != step - 1:
                lasting = {**row, "first": step}
                rows.append(lasting)
            lasting["last"] = step
            latest[key] = row, lasting
    return rows


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


class _Artist:
    """Draws the moments of one walk; what is the same in all of them is worked out once."""

    def __init__(self, walk: Walk, geometry: Geometry, slopes: bool, look: Look) -> None:
        self.walk, self.geometry, self.look, self.slopes = walk, geometry, look, slopes
        self.output = plain_name(walk.places[-1].name)
        self.titles = [_title(walk, place) for place in walk.places]
        self.complete = [last_step(walk, number) for number in range(len(walk.places))]
        self.labels = _labels(walk, geometry) if slopes else {}

    def drawn(self, step: int) -> tuple[Frame, Frame, Frame, Frame]:
        """Edges, arrowheads, boxes and texts after a step, each part under a key of its own."""
        moment = walks.moment(self.walk, step)
        paint = _Paint(self.walk, moment, self.look)
        edges, arrows, boxes, texts = Frame(), Frame(), Frame(), Frame()
        for part, user in self.geometry.ways:
            self._edge(part, user, paint, edges, arrows)
            label = self._label(part, user, paint)
            if label is not None:
                texts[part, user] = label
        for number, place in enumerate(self.walk.places):
            boxes[number] = self._box(number, paint)
            texts |= {(number, "line", line): row for line, row in enumerate(self._lines(number, place, step, paint))}
        return edges, arrows, boxes, texts

    def _edge(self, part: int, user: int, paint: _Paint, edges: Frame, arrows: Frame) -> None:
        """An edge, drawn in the direction in which the numbers flow, with the head at its end."""
        way, place = self.geometry.ways[part, user], self.walk.places[user]
        colour, width, flow = paint.edge(part, user)
        if not self.slopes:
            width = max(0.5, min(8.0, 6.0 * abs(place.slopes[place.inputs.index(part)])))
        look = {"edge": f"{part}-{user}", "colour": colour, "width": width, "active": user == paint.moment.active}
        for order, (x, y) in enumerate(way if flow == "forward" else way[::-1]):
            edges[part, user, order] = {"x": x, "y": y, "order": order, **look}
        tip, towards = arrival(way, backward=flow == "backward")
        arrows[part, user] = {"x": tip[0], "y": tip[1], "dx": towards[0], "dy": towards[1], "colour": colour}

    def _label(self, part: int, user: int, paint: _Paint) -> Row | None:
        """The local slope, once the user has a value and as long as there is room for it."""
        moment = paint.moment
        always = self.labels.get(None, {})
        spot = always.get((part, user)) or self.labels.get(user, {}).get((part, user))
        if not self.slopes or user not in moment.known or spot is None or not (always or user == moment.active):
            return None
        place, colour = self.walk.places[user], paint.edge(part, user)[0]
        slope = place.slopes[place.inputs.index(part)]
        ink = paint.ink if colour == paint.quiet else colour
        return _text(spot, Words(f"s{user}.{part}", slope), self.geometry.gap, ink)

    def _box(self, number: int, paint: _Paint) -> Row:
        colour, width = paint.box(number)
        (x, y), across = self.geometry.spots[number], self.geometry.box
        frame = {"x": x - across / 2, "x2": x + across / 2, "y": y - BOX / 2, "y2": y + BOX / 2}
        return {**frame, "colour": colour, "width": width, "label": self.titles[number]}

    def _lines(self, number: int, place: Place, step: int, paint: _Paint) -> list[Row]:
        """What a box says: what it computes, its value once known, its adjoint once something was handed to it."""
        moment = paint.moment
        x, y = self.geometry.spots[number]
        lines = [(Words("", 0.0, self.titles[number], brief=plain_name(place.name)), paint.ink)]
        if number in moment.known:
            lines.append((Words(f"v{number}", place.value), paint.value))
        is_complete = moment.phase == "backward" and step >= self.complete[number]
        if number in moment.adjoints or is_complete:
            lines.append((self._slope(number, moment, is_complete), paint.adjoint))
        top, room = y - LINE * (len(lines) - 1) / 2.0, self.geometry.box - 8.0
        return [_text((x, top + LINE * row), words, room, colour) for row, (words, colour) in enumerate(lines)]

    def _slope(self, number: int, moment: Moment, is_complete: bool) -> Words:
        """The slope of the output by a place, in full and in brief; with a plus while more is to be added."""
        name = f"∂{self.output}/∂{plain_name(self.walk.places[number].name)} = "
        adjoint = moment.adjoints.get(number, 0.0)
        if is_complete:
            return Words(f"a{number}.0", adjoint, name)
        users = (user for user, place in enumerate(self.walk.places) if number in place.inputs)
        latest = min(user for user in users if user >= (moment.active or 0))
        return Words(f"a{number}.{latest}", adjoint, name, " + …", brief="+")


def _labels(walk: Walk, geometry: Geometry) -> dict[int | None, dict[Edge, Spot]]:
    """Where slopes are written: all of them (under None) if there is room, else under each user those of its inputs;
    never one that is wider than the gap between the boxes, which the words tell all the same.
    """
    widths = {edge: _label_width(walk, edge, geometry.gap) for edge in geometry.ways}
    widths = {edge: width for edge, width in widths.items() if width <= geometry.gap + 4.0}

    def spots(edges: list[Edge]) -> dict[Edge, Spot] | None:
        placed = label_spots([geometry.ways[edge] for edge in edges], [widths[edge] for edge in edges])
        return None if placed is None else dict(zip(edges, placed, strict=True))

    always = spots(list(widths))
    if always is not None:
        return {None: always}
    return {user: spots([edge for edge in widths if edge[1] == user]) or {} for user in walk.operations}


def _label_width(walk: Walk, edge: Edge, gap: float) -> float:
    place = walk.places[edge[1]]
    slope = place.slopes[place.inputs.index(edge[0])]
    full = text_width(plain_number(slope))
    return full if full <= gap else text_width(brief_number(slope))


def _text(spot: Spot, words: Words, room: float, colour: str) -> Row:
    text, brief = words.texts
    row = {"x": spot[0], "y": spot[1], "text": text, "brief": brief, "pixels": text_width(text), "room": room}
    return {**row, "colour": colour, "of": words.of, "before": words.before, "after": words.after, "more": words.brief}


def _title(walk: Walk, place: Place) -> str:
    """The name, and what it computes: ``v₃ = sin(v₂)``."""
    name = plain_name(place.name)
    return f"{name} = {box_text(walk, place)}" if place.inputs else name
