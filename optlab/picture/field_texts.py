"""Values of settings from the texts of an address, and back: each reader takes a text and raises SettingsError
or ValueError where it makes no sense.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from optlab.errors import SettingsError
from optlab.picture.settings import PRINCIPAL

MOST_PARAMETERS = 128


def short_text(longest: int) -> Callable[[str], str]:
    """A reader of any text up to a length."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise SettingsError(f"longer than {longest} characters")
        return text

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of a whole number between two bounds."""

    def read(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise SettingsError(f"must be from {low} to {high}, got {value}")
        return value

    return read


def choice(options: Sequence[str]) -> Callable[[str], str]:
    """A reader of one of a few words."""

    def read(text: str) -> str:
        if text not in options:
            raise SettingsError(f"must be one of {', '.join(options)[:80]}")
        return text

    return read


def between(low: float, high: float) -> Callable[[str], float]:
    """A reader of a number between two bounds."""

    def read(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise SettingsError(f"must be from {low:g} to {high:g}")
        return value

    return read


def plane(text: str) -> str:
    """``"0,2"``: two different parameters; or the name of the principal plane; or nothing."""
    if text in ("", PRINCIPAL):
        return text
    across, up = (whole(0, MOST_PARAMETERS - 1)(part) for part in text.split(","))
    if across == up:
        raise SettingsError("the two parameters along the axes must differ", "for example 0,2")
    return f"{across},{up}"


def camera(text: str) -> tuple[float, ...]:
    """Numbers, or none."""
    return numbers(text) if text else ()


def switch_text(on: bool) -> list[str]:
    """1 or 0."""
    return ["1" if on else "0"]


def switch(text: str) -> bool:
    """A reader of 1 or 0."""
    return choice(("0", "1"))(text) == "1"


def number(text: str, low: float = -math.inf) -> float:
    """A finite number of at least ``low``; SettingsError otherwise."""
    value = float(text)
    if not math.isfinite(value) or value < low:
        raise SettingsError(
            f"must be a finite number{f' of at least {low:g}' if low > -math.inf else ''}, got {text[:20]}"
        )
    return value


def numbers(text: str) -> tuple[float, ...]:
    """Finite numbers separated by commas or spaces; SettingsError otherwise."""
    parts = text.replace(",", " ").replace(";", " ").split()
    if not 1 <= len(parts) <= MOST_PARAMETERS:
        raise SettingsError("write one number for each parameter", "for example -1.2, 1")
    return tuple(number(part) for part in parts)


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def numbers_text(values: Sequence[float]) -> str:
    """Numbers as one types them: a start, a point."""
    return ", ".join(number_text(value) for value in values)
