"""Parameters held at numbers, as a field of settings: pairs of a name and a number, in an address ``lambda~0.1``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from numbers import Real
from typing import Any

from optlab.errors import SettingsError
from optlab.expressions.text.parser import MOST_NAMES
from optlab.expressions.text.tokens import LONGEST_TEXT, SUBSCRIPTS
from optlab.losses.held import spelled
from optlab.picture.fields import Field, Texts, declared, number_text, read_number

Held = tuple[tuple[str, float], ...]

LONGEST = 40
"""Characters of a name."""

KEY = "hold"
PAIR = re.compile(r"\s*([^\s~=:]+)\s*[~=:]\s*(\S+)\s*")
HINT = "such as lambda = 0.1"


def held_field() -> Any:
    """What is held; nothing by default."""
    words = f"at most {MOST_NAMES} different names, each with a finite number"
    return declared((), Field(words, _holds, "held", KEY, _write, _read, (0, MOST_NAMES)))


def read_held(text: str) -> Held:
    """What somebody types: ``lambda = 0.1, a = 1``; SettingsError for anything else.

    >>> read_held("λ = 0.1; x₁=−2")
    (('λ', 0.1), ('x1', -2.0))
    """
    if len(text) > LONGEST_TEXT:
        raise SettingsError(f"must be at most {LONGEST_TEXT:,} characters, got {len(text):,}")
    pairs = []
    for part in re.split(r"[,;]", text):
        match = PAIR.fullmatch(part)
        if match is None or len(match[1]) > LONGEST:
            raise SettingsError(f"write a name and the number it is held at, got {part.strip()[:LONGEST]!r}", HINT)
        pairs.append((match[1].translate(SUBSCRIPTS), read_number(match[2].replace("−", "-"))))
    return tuple(pairs)


def held_text(held: Held) -> str:
    """What is held as one types it.

    >>> held_text((("lambda", 0.1), ("a", 1.0)))
    'lambda = 0.1, a = 1'
    """
    return ", ".join(f"{name} = {number_text(value)}" for name, value in held)


def with_pairs(held: Held, more: Held, names: Sequence[str]) -> Held:
    """What is held, with more or at other numbers, in the order and the spelling of the ``names`` that there are.

    >>> with_pairs((("lambda", 0.1),), (("λ", 0.2), ("a", 1.0)), ["a", "lambda", "x"])
    (('a', 1.0), ('lambda', 0.2))
    """
    numbers = dict(held) | {spelled(name, names) or name: value for name, value in more}
    return tuple(sorted(numbers.items(), key=lambda pair: names.index(pair[0]) if pair[0] in names else len(names)))


def without(held: Held, name: str) -> Held:
    """What is held but for one name."""
    return tuple(pair for pair in held if pair[0] != name)


def known(held: Held, names: Sequence[str]) -> tuple[Held, list[str]]:
    """What of it goes with a formula whose parameters have these names, in their order and spelling, and notices."""
    meant = {name: spelled(name, names) for name, _ in held}
    numbers = {meant[name]: value for name, value in held}
    notices = [f"{KEY}: the formula has no parameter {name!r}" for name, own in meant.items() if own is None]
    kept = tuple((name, numbers[name]) for name in names if name in numbers)
    if kept and len(kept) == len(names):
        return (), [*notices, f"{KEY}: every parameter is held: leave at least one of them free"]
    return kept, notices


def carried(
    point: Sequence[float], before: Sequence[str], after: Sequence[str], held: Held, otherwise: Sequence[float]
) -> tuple[float, ...]:
    """A point of the parameters ``before`` as one of those ``after``: what was held begins at its number, and what has
    no number in either as in ``otherwise``.

    >>> carried((3.0, 5.0), ["a", "x"], ["x", "y"], (("y", 0.5),), (0.0, 0.0))
    (5.0, 0.5)
    """
    numbers = {**dict(zip(after, otherwise, strict=True)), **dict(held), **dict(zip(before, point, strict=True))}
    return tuple(float(numbers[name]) for name in after)


def carried_plane(plane: str, before: Sequence[str], after: Sequence[str]) -> str:
    """A plane through two of the parameters ``before`` as that through the same ``after``; the first two where one of
    them is gone.

    >>> carried_plane("0,2", "abc", "ac"), carried_plane("1,2", "abc", "ac"), carried_plane("principal", "abc", "ac")
    ('0,1', '', 'principal')
    """
    places = plane.split(",")
    if not all(map(str.isdecimal, places)):
        return plane
    names = [before[int(place)] for place in places if int(place) < len(before)]
    moved = [str(list(after).index(name)) for name in names if name in after]
    return ",".join(moved) if len(moved) == 2 else ""


def _holds(held: object) -> bool:
    if not isinstance(held, tuple) or len(held) > MOST_NAMES or not all(map(_is_pair, held)):
        return False
    return len({name for name, _ in held}) == len(held)


def _is_pair(pair: object) -> bool:
    if not isinstance(pair, tuple) or len(pair) != 2:
        return False
    name, value = pair
    named = isinstance(name, str) and 0 < len(name) <= LONGEST and name.isprintable()
    return named and isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def _write(held: Held) -> Texts:
    return [f"{name}~{number_text(value)}" for name, value in held]


def _read(texts: Texts) -> Held:
    if len(texts) > MOST_NAMES:
        raise SettingsError(f"must be at most {MOST_NAMES} parameters, got {len(texts)}")
    return tuple(pair for text in texts if text for pair in read_held(text))
