"""The measures by name, and their arguments, which anyone may have written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from optlab.lessons.answers import is_number
from optlab.lessons.faults import LessonError
from optlab.lessons.pictured import Pictured

Value = Any
"""A number, a text, a point, names in order, a curve."""

Taking = Callable[[Mapping[str, Any], Pictured], Value]
MEASURES: dict[str, Taking] = {}

DEEPEST = 4
"""Measures within measures."""


def measure(taking: Taking) -> Taking:
    """Enter a measure under the name of its function."""
    MEASURES[taking.__name__] = taking
    return taking


def measured(spec: object, shown: Pictured, depth: int = 0) -> Value:
    """What a measure gives of a picture; LessonError where there is no such measure, or it lacks an argument."""
    if not isinstance(spec, Mapping) or not isinstance(spec.get("measure"), str):
        raise LessonError(f"measure: a table with the name of a measure is wanted, got {str(spec)[:40]!r}")
    name = spec["measure"]
    if depth > DEEPEST:
        raise LessonError(
            f"measure {name[:40]!r} stands too deep within others", f"at most {DEEPEST} within each other"
        )
    if name not in MEASURES:
        raise LessonError(f"measure: there is none called {name[:40]!r}", f"there are {', '.join(sorted(MEASURES))}")
    return MEASURES[name](spec | {"depth": depth} if isinstance(spec, dict) else spec, shown)


def text(spec: Mapping[str, Any], name: str, otherwise: str | None = None) -> str:
    """An argument that is a text."""
    value = spec.get(name, otherwise)
    if not isinstance(value, str):
        raise LessonError(f"measure {spec['measure']!r} wants {name!r}, a text", f"got {str(value)[:40]!r}")
    return value


def texts(spec: Mapping[str, Any], name: str) -> list[str]:
    """An argument that is a list of two or more different texts."""
    value = spec.get(name)
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(part, str) for part in value):
        raise LessonError(f"measure {spec['measure']!r} wants {name!r}, two texts or more", f"got {str(value)[:40]!r}")
    if len(set(value)) < len(value):
        raise LessonError(f"measure {spec['measure']!r}: {name!r} has the same text twice")
    return value


def number(spec: Mapping[str, Any], name: str, otherwise: float | None = None) -> float:
    """An argument that is a finite number."""
    value: Any = spec.get(name, otherwise)
    if not is_number(value):
        raise LessonError(f"measure {spec['measure']!r} wants {name!r}, a number", f"got {str(value)[:40]!r}")
    return float(value)


def inner(spec: Mapping[str, Any], name: str, shown: Pictured, **more: object) -> Value:
    """What a measure within this one gives, with ``more`` arguments put into it."""
    within = spec.get(name)
    filled = {**within, **more} if isinstance(within, Mapping) else within
    return measured(filled, shown, int(spec.get("depth", 0)) + 1)
