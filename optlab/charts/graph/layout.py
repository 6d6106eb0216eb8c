"""Where the places of a computational graph stand: columns by depth, rows with few crossings, long edges routed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

MOST_COLUMNS = 7
MOST_ROWS = 5.6
TALLEST = 14.0
"""Rows of a picture that is seen at once, and of one that must be scrolled."""

THIN = 0.5
"""Rows that an edge takes where it passes a column."""

SWEEPS = 4


class Placement(NamedTuple):
    """``columns`` hold places (numbers >= 0) and passing edges (numbers < 0) from top to bottom; ``routes`` gives each
    edge (input, user) the numbers it passes from left to right.
    """

    columns: tuple[tuple[int, ...], ...]
    routes: Mapping[tuple[int, int], tuple[int, ...]]

    @property
    def rows(self) -> float:
        """Height of the tallest column in rows."""
        return max((sum(1.0 if item >= 0 else THIN for item in column) for column in self.columns), default=0.0)

    def fits(self, rows: float = MOST_ROWS) -> bool:
        """Whether it can be drawn in that many rows with text large enough to read."""
        return len(self.columns) <= MOST_COLUMNS and self.rows <= rows


def placement_of(inputs: Sequence[Sequence[int]]) -> Placement:
    """The placement of a graph; ``inputs[i]`` are the places that place i uses, all smaller than i.

    >>> placement_of([(), (), (0, 1), (2,)]).columns
    ((0, 1), (2,), (3,))
    """
    depth = _depths(inputs)
    columns: list[list[int]] = [[] for _ in range(max(depth, default=-1) + 1)]
    for item, column in enumerate(depth):
        columns[column].append(item)
    routes: dict[tuple[int, int], tuple[int, ...]] = {}
    passing = -1
    for user, parts in enumerate(inputs):
        for part in parts:
            between = range(depth[part] + 1, depth[user])
            stops = [passing - offset for offset in range(len(between))]
            for column, stop in zip(between, stops, strict=True):
                columns[column].append(stop)
            passing -= len(stops)
            routes[part, user] = (part, *stops, user)
    return Placement(_untangled(columns, routes), routes)


def _depths(inputs: Sequence[Sequence[int]]) -> list[int]:
    """The longest way from an input; what has no inputs stands right before its first user."""
    depth = [0] * len(inputs)
    for item, parts in enumerate(inputs):
        depth[item] = 1 + max((depth[part] for part in parts), default=-1)
    first = [
        min((depth[user] for user, parts in enumerate(inputs) if item in parts), default=1)
        for item in range(len(inputs))
    ]
    return [first[item] - 1 if not parts else depth[item] for item, parts in enumerate(inputs)]


def _untangled(
    columns: list[list[int]], routes: Mapping[tuple[int, int], tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    """Rows ordered by the mean height of their neighbours, to and fro (Sugiyama, Tagawa and Toda, 1981)."""
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for route in routes.values():
        for left, right in pairwise(route):
            after.setdefault(left, []).append(right)
            before.setdefault(right, []).append(left)
    for sweep in range(SWEEPS):
        neighbours, order = (after, reversed(columns)) if sweep % 2 == 0 else (before, iter(columns))
        heights = _heights(columns)
        for column in order:
            column.sort(key=lambda item: _mean([heights[n] for n in neighbours.get(item, [])], heights[item]))
            heights |= _heights([column])
    return tuple(tuple(column) for column in columns)


def _heights(columns: Sequence[Sequence[int]]) -> dict[int, float]:
    return {item: row - (len(column) - 1) / 2.0 for column in columns for row, item in enumerate(column)}


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
