"""What a hyperparameter may be: declared where it is named, checked at construction.

The declaration says what is *possible*; what is *sensible*, and what the number means, stands in the docstring of the
rule, from where :func:`optlab.optimizers.describe` reads it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from numbers import Integral, Real
from typing import Any

from optlab.errors import SettingsError


@dataclass(frozen=True)
class Allowed:
    """Which values are possible: in words, as a test, and as a ``kind`` of input (number, whole, switch, optional)."""

    words: str
    holds: Callable[[Any], bool]
    kind: str = "number"


@dataclass(frozen=True)
class Checked:
    """Settings that refuse impossible values when they are made, with a :class:`SettingsError`."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            allowed = setting.metadata.get("allowed")
            value = getattr(self, setting.name)
            if allowed is not None and not allowed.holds(value):
                usual = "" if setting.default in ("", ()) else f"{setting.default} is the usual choice"
                raise SettingsError(f"{setting.name} must be {allowed.words}, got {value!r}", usual)


def _real(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def _declare(default: Any, words: str, holds: Callable[[Any], bool], kind: str = "number") -> Any:
    return field(default=default, metadata={"allowed": Allowed(words, holds, kind)})


def share(default: float) -> Any:
    """From 0 to below 1, as a decay."""
    return _declare(default, "from 0 to below 1", lambda value: _real(value) and 0.0 <= value < 1.0)


def proportion(default: float) -> Any:
    """From 0 to 1, both possible."""
    return _declare(default, "from 0 to 1", lambda value: _real(value) and 0.0 <= value <= 1.0)


def between(default: float, low: float, high: float) -> Any:
    """Above ``low`` and below ``high``."""
    return _declare(default, f"above {low:g} and below {high:g}", lambda value: _real(value) and low < value < high)


def positive(default: float) -> Any:
    """Above 0."""
    return _declare(default, "above 0", lambda value: _real(value) and value > 0.0)


def not_negative(default: float) -> Any:
    """0 or more."""
    return _declare(default, "0 or more", lambda value: _real(value) and value >= 0.0)


def above_one(default: float) -> Any:
    """Above 1, as a factor of growth."""
    return _declare(default, "above 1", lambda value: _real(value) and value > 1.0)


def at_least_one(default: float) -> Any:
    """1 or more, as a divisor."""
    return _declare(default, "1 or more", lambda value: _real(value) and value >= 1.0)


def whole(default: int, least: int = 1) -> Any:
    """A whole number, ``least`` or more."""

    def holds(value: object) -> bool:
        return isinstance(value, Integral) and not isinstance(value, bool) and int(value) >= least

    return _declare(default, f"a whole number, {least} or more", holds, "whole")


def switch(default: bool) -> Any:
    """On or off."""
    return _declare(default, "True or False", lambda value: isinstance(value, bool), "switch")


def optional_number() -> Any:
    """Any finite number, or None where it is not known."""
    return _declare(None, "a finite number, or None", lambda value: value is None or _real(value), "optional")
