"""Fields of a table that anyone may have written: what is missing or of the wrong kind is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from optlab.lessons.answers import is_number
from optlab.lessons.faults import LessonError

Table = Mapping[str, Any]


def no_others(table: Table, known: Collection[str], what: str) -> None:
    """LessonError where a table holds more than the ``known`` fields; ``what`` is its name."""
    strange = [name for name in table if name not in known]
    if strange:
        raise LessonError(f"{what}: it has no field {strange[0][:40]!r}", f"it has {', '.join(sorted(known))}")


def text_at(table: Table, name: str, otherwise: str | None = None, *, field: str = "", most: int = 4_000) -> str:
    """The text of a field, ``otherwise`` where it is not there; without that it may not be empty either."""
    value, field = table.get(name, otherwise), field or name
    if value is None:
        raise LessonError(f"{field}: is missing", "a text")
    if not isinstance(value, str) or (otherwise is None and not value.strip()):
        raise LessonError(f"{field}: a text is wanted, got {shortened(value)}")
    if len(value) > most:
        raise LessonError(f"{field}: {len(value):,} characters", f"at most {most:,}")
    return value.strip()


def texts_at(table: Table, name: str, field: str, most: int) -> tuple[str, ...]:
    """A list of texts; empty where it is not there."""
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise LessonError(f"{field}: a list of texts is wanted, got {shortened(value)}")
    if len(value) > most:
        raise LessonError(f"{field}: {len(value):,} of them", f"at most {most}")
    return tuple(value)


def whole_at(table: Table, name: str, otherwise: int | None, low: int, high: int, field: str = "") -> int:
    """A whole number between two bounds."""
    value, field = table.get(name, otherwise), field or name
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise LessonError(f"{field}: a whole number from {low} to {high} is wanted, got {shortened(value)}")
    return value


def real_at(table: Table, name: str, field: str) -> float:
    """A finite number."""
    value = table.get(name)
    if not is_number(value):
        raise LessonError(f"{field}: a number is wanted, got {shortened(value)}")
    return float(value)  # type: ignore[arg-type]


def table_at(table: Table, name: str, otherwise: Table | None = None) -> Table:
    """A table within the table."""
    value = table.get(name, otherwise)
    if not isinstance(value, dict):
        raise LessonError(f"{name}: is missing" if value is None else f"{name}: a table is wanted")
    return value


def tables_at(table: Table, name: str, field: str, fewest: int, most: int) -> list[Table]:
    """A list of tables within the table."""
    value = table.get(name)
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise LessonError(f"{field}: is missing", f"{fewest} to {most} tables [[{field}]]")
    if not fewest <= len(value) <= most:
        raise LessonError(f"{field}: {len(value)} of them", f"{fewest} to {most}")
    return value


def shortened(value: object) -> str:
    """A value in a message; of a number with thousands of digits Python makes no text."""
    try:
        return repr(value)[:40]
    except ValueError:
        return "a number too large"
