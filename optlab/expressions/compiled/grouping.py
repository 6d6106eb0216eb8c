"""What the two wide back ends share: steps that can be one NumPy call, and where their values should lie.

Steps of one depth do not depend on each other, so those of a depth with the same key (their operation and whatever
else the back end asks) form a group.  Values are laid out group after group, and within a group in the order of their
operands, so that most operands of a group are a slice, which NumPy reads in place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.expressions.compiled.tape import Step

Places = NDArray[np.intp]
Key = Callable[[int, Step], tuple[int, Hashable]]
"""From a step and its number to its phase (earlier phases first, whatever the depth) and its kind of call."""


class Layout(NamedTuple):
    """Groups of step numbers, in an order in which they can be evaluated, and the place of each step's value when the
    groups lie one after the other.
    """

    groups: list[list[int]]
    places: list[int]


def layout_of(steps: Sequence[Step], key: Key) -> Layout:
    """Group the steps by phase, depth and kind of call."""
    depths: list[int] = []
    members: dict[tuple[int, int, Hashable], list[int]] = {}
    for index, step in enumerate(steps):
        depths.append(1 + max((depths[argument] for argument in step.arguments), default=-1))
        phase, kind = key(index, step)
        members.setdefault((phase, depths[index], kind), []).append(index)
    places = [0] * len(steps)
    groups, filled = [], 0
    for name in sorted(members, key=lambda name: name[:2]):
        group = sorted(members[name], key=lambda index: [places[argument] for argument in steps[index].arguments])
        for place, index in enumerate(group, filled):
            places[index] = place
        filled += len(group)
        groups.append(group)
    return Layout(groups, places)


def selector(places: Iterable[int]) -> slice | Places:
    """A slice where the places are evenly spaced (a view, free) or all the same (one value for the whole group), else
    the places themselves (a gather).
    """
    numbers = list(places)
    if numbers[0] == numbers[-1] and len(set(numbers)) == 1:
        return slice(numbers[0], numbers[0] + 1, 1)
    step = numbers[1] - numbers[0] if len(numbers) > 1 else 1
    if step > 0 and all(later - earlier == step for earlier, later in pairwise(numbers)):
        return slice(numbers[0], numbers[-1] + 1, step)
    return np.array(numbers, dtype=np.intp)
