"""Names as people write them to names that a formula can hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

LONGEST_NAME = 20


def usable(names: Sequence[str], reserved: Collection[str] = ()) -> list[str]:
    """Names of letters, digits and single underscores that begin with a letter, no two alike and none ``reserved``.

    A name that begins with a digit gets an x in front; an empty one is x with its place; one that is taken or reserved
    gets a number behind.

    >>> usable(["body mass (g)", "2nd", "", "x", "x", "log"], {"log"})
    ['body_mass_g', 'x2nd', 'x3', 'x', 'x_2', 'log_2']
    """
    usable: list[str] = []
    for place, written in enumerate(names):
        name = re.sub(r"[^A-Za-z0-9]+", "_", written)[:LONGEST_NAME].strip("_")
        name = name if name[:1].isalpha() else f"x{name}" if name else f"x{place + 1}"
        numbered = [name, *(f"{name}_{number}" for number in range(2, len(names) + 3))]
        usable.append(next(name for name in numbered if name not in usable and name not in reserved))
    return usable


def headless(count: int) -> list[str]:
    """Names for columns without: x and y, or x1, x2, … and y."""
    return [*([f"x{place}" for place in range(1, count)] if count > 2 else ["x"] * (count - 1)), *(["y"] * (count > 0))]
