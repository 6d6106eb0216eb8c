"""Fields of a page's settings: each declared once, with what it may be and how an address writes it.

Settings are frozen dataclasses of such fields.  A value out of bounds is refused when settings are made; widgets take
their bounds from here (``bounds``, ``options``), and ``picture.address`` reads and writes by the same declaration.

>>> from optlab.optimizers.hyperparameters import Checked
>>> @dataclass(frozen=True)
... class Walk(Checked):
...     steps: int = whole("n", 200, 0, 5_000)
>>> bounds(Walk, "steps"), Walk(steps=7)
((0, 5000), Walk(steps=7))
>>> Walk(steps=-5)
Traceback (most recent call last):
    ...
optlab.errors.SettingsError: steps must be a whole number from 0 to 5000, got -5
200 is the usual choice
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, fields
from numbers import Integral, Real
from typing import Any

from optlab.errors import SettingsError
from optlab.expressions.text.spelling import spelled
from optlab.optimizers.hyperparameters import Allowed

Texts = list[str]

LONGEST_WORDS = 80
"""Characters of a list of what a field may be, in a message."""


@dataclass(frozen=True)
class Field(Allowed):
    """A field called ``key`` in an address (empty: it is not in one); ``write`` gives its texts, ``read`` takes them.

    ``limits`` are the bounds of a number, ``options`` the words or numbers to choose from.
    """

    key: str = ""
    write: Callable[[Any], Texts] = list
    read: Callable[[Texts], Any] = list
    limits: tuple[Any, Any] = (None, None)
    options: tuple[Any, ...] = ()


def declared(default: Any, of: Field) -> Any:
    """The declaration of a field in a dataclass."""
    return field(default=default, metadata={"allowed": of})


def field_of(kind: type[Any], name: str) -> Field:
    """The declaration of a field of some settings."""
    declaration: Field = next(entry for entry in fields(kind) if entry.name == name).metadata["allowed"]
    return declaration


def bounds(kind: type[Any], name: str) -> tuple[Any, Any]:
    """The lowest and the highest value of a number among the settings; None where there is no bound."""
    return field_of(kind, name).limits


def options(kind: type[Any], name: str) -> tuple[Any, ...]:
    """The words or numbers that a field may be."""
    return field_of(kind, name).options


# ------------------------------------------------------------------ kinds of fields


def whole(key: str, default: int, low: int, high: int) -> Any:
    """A whole number between two bounds."""
    words = f"a whole number from {low} to {high}"

    def holds(value: object) -> bool:
        return isinstance(value, Integral) and not isinstance(value, bool) and low <= int(value) <= high

    def read(texts: Texts) -> int:
        return read_whole(texts[0], low, high)

    return declared(default, Field(words, holds, "whole", key, lambda value: [str(value)], read, (low, high)))


def number(key: str, default: float, low: float = -math.inf) -> Any:
    """A finite number of at least ``low``."""
    words = "a finite number" + (f" of at least {low:g}" if low > -math.inf else "")

    def holds(value: object) -> bool:
        return isinstance(value, Real) and math.isfinite(value) and float(value) >= low

    def read(texts: Texts) -> float:
        return read_number(texts[0], low)

    limits = (low if low > -math.inf else None, None)
    return declared(default, Field(words, holds, "number", key, lambda value: [number_text(value)], read, limits))


def numbers(key: str, default: tuple[float, ...] = (), most: int = 1) -> Any:
    """Finite numbers, or none; in an address as ``-1.2,1``."""

    def holds(value: object) -> bool:
        finite = isinstance(value, tuple) and all(isinstance(part, Real) and math.isfinite(part) for part in value)
        return finite and len(value) <= most  # type: ignore[arg-type]

    def read(texts: Texts) -> tuple[float, ...]:
        return read_numbers(texts[0], most)

    def write(values: Sequence[float]) -> Texts:
        return [",".join(map(number_text, values))]

    return declared(default, Field(f"at most {most} finite numbers", holds, "numbers", key, write, read, (0, most)))


def level(key: str, default: float, levels: Sequence[float], digits: int = 17, *, nearest: bool = False) -> Any:
    """One of a few numbers, in an address with so many digits.

    With ``nearest`` an address may hold any number from half the lowest to the highest: it stands for the level that is
    nearest by its ratio.
    """
    words = f"one of {', '.join(f'{value:.3g}' for value in levels)[:LONGEST_WORDS]}"

    def read(texts: Texts) -> float:
        value = read_number(texts[0])
        if nearest and min(levels) / 2.0 <= value <= max(levels):
            return min(levels, key=lambda other: abs(math.log(other / value)))
        return value

    def write(value: float) -> Texts:
        return [number_text(value) if digits >= 17 else f"{value:.{digits}g}"]

    holds = tuple(levels).__contains__
    return declared(default, Field(words, holds, "number", key, write, read, options=tuple(levels)))


def names(key: str, default: tuple[str, ...] = (), most: int = 1) -> Any:
    """Different names, or none; in an address as ``x,y``."""

    def holds(value: object) -> bool:
        texts = isinstance(value, tuple) and all(isinstance(name, str) and name for name in value)
        return texts and len(set(value)) == len(value) <= most  # type: ignore[arg-type,call-overload]

    def read(texts: Texts) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, texts[0].split(","))))

    words = f"at most {most} different names"
    return declared(default, Field(words, holds, "names", key, lambda value: [",".join(value)], read, (0, most)))


def switch(key: str, default: bool) -> Any:
    """On or off; in an address 1 or 0."""

    def holds(value: object) -> bool:
        return isinstance(value, bool)

    def read(texts: Texts) -> bool:
        if texts[0] not in ("0", "1"):
            raise SettingsError(f"must be 0 or 1, got {texts[0][:20]!r}")
        return texts[0] == "1"

    return declared(default, Field("True or False", holds, "switch", key, lambda on: ["1" if on else "0"], read))


def choice(key: str, default: str, words: Collection[str], *more: str) -> Any:
    """One of a few words (looked up when asked: a catalogue may grow), or of ``more``."""
    said = f"one of {', '.join(words)[:LONGEST_WORDS]}"

    def holds(value: object) -> bool:
        return value in words or value in more

    return declared(default, Field(said, holds, "choice", key, lambda word: [word], first_text, options=tuple(words)))


def text(key: str, default: str, longest: int) -> Any:
    """Any text up to a length."""

    def holds(value: object) -> bool:
        return isinstance(value, str) and len(value) <= longest

    words = f"a text of at most {longest} characters"
    return declared(default, Field(words, holds, "text", key, lambda value: [value], first_text, (0, longest)))


# ------------------------------------------------------------------ values as texts


def first_text(texts: Texts) -> str:
    """A reader of the first text of a parameter as it stands."""
    return texts[0]


def read_whole(text: str, low: int, high: int) -> int:
    """A whole number between two bounds; SettingsError otherwise."""
    try:
        value = int(text)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise SettingsError(f"must be a whole number from {low} to {high}, got {text[:20]!r}")
    return value


def read_number(text: str, low: float = -math.inf) -> float:
    """A finite number of at least ``low``; SettingsError otherwise."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < low:
        least = f" of at least {low:g}" if low > -math.inf else ""
        raise SettingsError(f"must be a finite number{least}, got {text[:20]!r}")
    return value


BRACKETS = {"(": ")", "[": "]", "{": "}"}
"""What a point may stand in."""


def read_numbers(text: str, most: int) -> tuple[float, ...]:
    """Finite numbers separated by commas, semicolons or spaces, in brackets or not; SettingsError otherwise.

    >>> read_numbers("-1.2, 1", most=2), read_numbers("[−1.2; 1]", most=2)
    ((-1.2, 1.0), (-1.2, 1.0))
    """
    plain = spelled(text).text.strip()
    if plain[:1] in BRACKETS and plain[-1:] == BRACKETS[plain[0]]:
        plain = plain[1:-1]
    if "," in plain and ";" in plain:  # -1,2; 1 would be three numbers, or two
        raise SettingsError("commas and semicolons cannot be mixed", "write decimal points, -1.2, 1")
    parts = plain.replace(",", " ").replace(";", " ").split()
    if not 1 <= len(parts) <= most:
        raise SettingsError("write one number for each parameter", "for example -1.2, 1")
    return tuple(read_number(part) for part in parts)


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def numbers_text(values: Sequence[float]) -> str:
    """Numbers as one types them: a start, a point."""
    return ", ".join(number_text(value) for value in values)
