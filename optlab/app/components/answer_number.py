"""A number to be answered on a track, linear or logarithmic, and in a field; nothing is set before the first touch."""

from __future__ import annotations

from optlab.app.components import component, reported, told

_NUMBER = component("answer_number")


def answer_number(
    key: str, label: str, low: float, high: float, *, log: bool, unit: str, locked: float | None
) -> float | None:
    """Draw it; what was answered so far, None before the first touch.  A ``locked`` number cannot be changed."""
    data = {"label": label, "low": low, "high": high, "log": log, "unit": unit}
    _NUMBER(data={**data, "locked": locked is not None, "value": locked}, key=key, on_value_change=lambda: None)
    return number_at(key, low, high)


def number_at(key: str, low: float, high: float) -> float | None:
    """The number that was answered last in the part with that key, None where there is none."""
    value = told.number(reported(key, "value"))
    return value if value is not None and low <= value <= high else None
