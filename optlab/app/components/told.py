"""Reading what a browser tells: each value is looked at for its kind, range and length; nonsense is None, in silence.

A component is a script in the browser, and whoever says it is a browser may tell anything: text where a number is due,
infinity, a number of thousands of digits, a list that never ends.

>>> number(3), number("3"), number(float("inf")), number(10**400), number(True)
(3.0, None, None, None, None)
>>> whole(7.0, 0, 10), whole(7.5, 0, 10), whole(11, 0, 10)
(7, None, None)
>>> numbers([1, 2.5], most=2), numbers([1, 2, 3], most=2), numbers("12", most=2)
((1.0, 2.5), None, None)
>>> part({"x": 1}, "x"), part([1], "x")
(1, None)
"""

from __future__ import annotations

from typing import Any

LARGEST = 1e100
"""No chart, rate or point of a page is larger; its square is still a number."""


def number(value: Any, low: float = -LARGEST, high: float = LARGEST) -> float | None:
    """A finite number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # compared before it is converted: a whole number may have more digits than a float can hold
    return float(value) if low <= value <= high else None


def whole(value: Any, low: int, high: int) -> int | None:
    """A whole number within bounds; JSON writes it with or without a point."""
    known = number(value, low, high)
    return int(known) if known is not None and known.is_integer() else None


def numbers(value: Any, most: int) -> tuple[float, ...] | None:
    """A list of at most so many finite numbers."""
    if not isinstance(value, list | tuple) or len(value) > most:
        return None
    known = tuple(float(part) for part in value if number(part) is not None)
    return known if len(known) == len(value) else None


def part(value: Any, name: str) -> Any:
    """What stands under a name; None where nothing does."""
    return value.get(name) if isinstance(value, dict) else None
