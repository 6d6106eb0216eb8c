r"""The paths from the output back to a place: along each the local slopes multiply, and where paths meet they add up.

Summed over all its paths these products are the place's adjoint :math:`\bar v = \partial L / \partial v`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from optlab.explain.walk import Walk, is_handed

Users = Mapping[int, tuple[tuple[int, float], ...]]


class Path(NamedTuple):
    """A path from the output to a place: the ``places`` it passes, the output first, and the local ``slopes`` between
    them.
    """

    places: tuple[int, ...]
    slopes: tuple[float, ...]

    @property
    def product(self) -> float:
        """What comes back along it: the product of its slopes, 1 for the output itself."""
        return math.prod(self.slopes, start=1.0)


def users_of(walk: Walk) -> Users:
    """Who uses each place, last first, and with which local slope; branches that are not taken use nothing."""
    users: dict[int, list[tuple[int, float]]] = {number: [] for number in range(len(walk.places))}
    for number in reversed(range(len(walk.places))):
        place = walk.places[number]
        for part, slope in zip(place.inputs, place.slopes, strict=True):
            if is_handed(walk.graph, place.node, slope):
                users[part].append((number, slope))
    return {number: tuple(pairs) for number, pairs in users.items()}


def last_step(walk: Walk, number: int) -> int:
    """The step of the walk after which nothing more is added to a place's adjoint: its first user has handed back.

    >>> from optlab.explain.walk import walk
    >>> from optlab.expressions import parse
    >>> formula = parse("sin(x^2)")
    >>> chain = walk(formula.graph, formula.output, {"x": 2.0})
    >>> [last_step(chain, number) for number in range(3)]
    [4, 3, 2]
    """
    operations = walk.operations
    users = [place for place in operations if number in walk.places[place].inputs]
    return len(operations) + (len(operations) - operations.index(users[0]) if users else 0)


def count(walk: Walk, number: int, after: int = 0) -> int:
    """How many paths lead from the output to a place, its last edge from a user not before ``after``."""
    users = users_of(walk)

    @cache
    def ways(place: int) -> int:
        return 1 if place == len(walk.places) - 1 else sum(ways(user) for user, _ in users[place])

    if number == len(walk.places) - 1:
        return 1
    return sum(ways(user) for user, _ in users[number] if user >= after)


def paths(walk: Walk, number: int, after: int = 0) -> list[Path]:
    """These paths one by one; ask ``count`` first, there may be very many."""
    users, last = users_of(walk), len(walk.places) - 1

    def upwards(place: int) -> list[Path]:
        if place == last:
            return [Path((last,), ())]
        pairs = [pair for pair in users[place] if place != number or pair[0] >= after]
        return [Path((*path.places, place), (*path.slopes, slope)) for user, slope in pairs for path in upwards(user)]

    return upwards(number)
