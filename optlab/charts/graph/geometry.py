"""Where boxes, edges and the numbers on them stand, in units that are pixels of a drawing at its usual size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from optlab.charts.graph.layout import THIN, Placement

GAP, WIDE_GAP = 54.0, 120.0
"""Between boxes, for the slopes: at least, and where there are few columns."""

TIGHT = 30.0
"""Between the boxes of a network, whose slopes are the width of the edges."""

USUAL = 1000.0
"""Width of a drawing of many columns."""

WIDEST = 190.0
"""Width of a box at most."""

EDGE = 4.0
"""Room at the borders, for the frames."""

LINE = 21.0
"""Height of a line of text."""

BOX = 3.0 * LINE + 6.0
"""Height of a box."""

LOW_ROW, HIGH_ROW = 76.0, 112.0
"""Height of a row: where there are many, and where there are few."""

FEW_ROWS = 400.0
"""Height that few rows share."""

ALONG = (0.5, 0.34, 0.66, 0.2, 0.8)
"""Where a number may stand on the last part of an edge, tried in this order."""

APART = 10.0
"""Between two numbers side by side, which else would read as one."""

Spot = tuple[float, float]


class Geometry(NamedTuple):
    """The middle of every place (and of edges that pass a column), the ways of the edges, and the size of it all."""

    spots: dict[int, Spot]
    ways: dict[tuple[int, int], tuple[Spot, ...]]
    box: float
    gap: float
    width: float
    height: float
    columns: int


def size_of(placement: Placement, slopes: bool = True) -> Spot:
    """Width and height of a drawing in its units.

    >>> from optlab.charts.graph.layout import placement_of
    >>> size_of(placement_of([(), (0,), (1,)]))
    (818.0, 120.0)
    """
    count = max(1, len(placement.columns))
    box, gap = _across(count, slopes)
    return count * box + (count - 1) * gap + 2.0 * EDGE, max(1.0, placement.rows) * _row(placement) + 2.0 * EDGE


def geometry_of(placement: Placement, slopes: bool = True) -> Geometry:
    """Everything's place; with ``slopes`` there is room for numbers between the boxes."""
    width, height = size_of(placement, slopes)
    box, gap = _across(max(1, len(placement.columns)), slopes)
    row, spots = _row(placement), dict[int, Spot]()
    for column, items in enumerate(placement.columns):
        thick = [row if item >= 0 else row * THIN for item in items]
        top = (height - sum(thick)) / 2.0
        for item, own in zip(items, thick, strict=True):
            spots[item] = (EDGE + box / 2.0 + (box + gap) * column, top + own / 2.0)
            top += own
    ways = {edge: _way(route, spots, box) for edge, route in placement.routes.items()}
    return Geometry(spots, ways, box, gap, width, height, len(placement.columns))


def label_spots(ways: Sequence[tuple[Spot, ...]], widths: Sequence[float]) -> list[Spot] | None:
    """A place for a number of that width on each way, such that none covers another; None if there is none."""
    placed: list[tuple[Spot, float]] = []
    for way, width in zip(ways, widths, strict=True):
        spot = next((spot for spot in _candidates(way, width) if _is_free(spot, width, placed)), None)
        if spot is None:
            return None
        placed.append((spot, width))
    return [spot for spot, _ in placed]


def arrival(way: Sequence[Spot], *, backward: bool) -> tuple[Spot, Spot]:
    """The end that the numbers flow to, and the direction in which the edge gets there."""
    tip, before = (way[0], way[1]) if backward else (way[-1], way[-2])
    steeper = 1.0 if len(way) == 2 else 1.5  # so ends a monotone curve that is level at its next point
    return tip, (tip[0] - before[0], steeper * (tip[1] - before[1]))


def _across(count: int, slopes: bool) -> tuple[float, float]:
    """Width of a box, and the gap beside it."""
    gap = max(GAP, min(WIDE_GAP, 600.0 / count - 30.0)) if slopes else TIGHT
    return min(WIDEST, (USUAL - gap * (count - 1)) / count), gap


def _row(placement: Placement) -> float:
    return max(LOW_ROW, min(HIGH_ROW, FEW_ROWS / max(1.0, placement.rows)))


def _way(route: tuple[int, ...], spots: dict[int, Spot], box: float) -> tuple[Spot, ...]:
    """From the right side of the input's box to the left side of the user's."""
    half = box / 2.0
    first, last = spots[route[0]], spots[route[-1]]
    spread = 0.25 * (first[1] - last[1] if len(route) == 2 else spots[route[-2]][1] - last[1])
    end = (last[0] - half, last[1] + max(-BOX / 3.0, min(BOX / 3.0, spread)))
    middle = [(x + side * half, y) for x, y in (spots[stop] for stop in route[1:-1]) for side in (-0.8, 0.8)]
    return ((first[0] + half, first[1]), *middle, end)


def _candidates(way: Sequence[Spot], width: float) -> list[Spot]:
    """On the last part of an edge, between the boxes; above it where it is nearly level."""
    (x, y), (x2, y2) = way[-2:]
    lift = 13.0 if abs(y - y2) < LINE else 0.0
    shares = [share for share in ALONG if abs(share - 0.5) * (x2 - x) <= max(0.0, (x2 - x - width) / 2.0)]
    return [(x + share * (x2 - x), y + _risen(share, len(way) > 2) * (y2 - y) - lift) for share in shares]


def _risen(share: float, is_curved: bool) -> float:
    """How far up the last part of an edge is after a share of its way: it is straight, or begins level."""
    return share * share * (1.5 - 0.5 * share) if is_curved else share


def _is_free(spot: Spot, width: float, placed: Sequence[tuple[Spot, float]]) -> bool:
    return all(
        abs(spot[1] - other[1]) >= LINE - 3.0 or abs(spot[0] - other[0]) >= (width + own) / 2.0 + APART
        for other, own in placed
    )
