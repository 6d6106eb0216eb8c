"""A lesson's question read, by its kind: TOML that anyone may have written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optlab.lessons.faults import LessonError
from optlab.lessons.fields import Table, no_others, real_at, shortened, tables_at, text_at, whole_at
from optlab.lessons.measures import MEASURES
from optlab.lessons.question import Choice, Choose, Click, Item, Number, Order, Question, Sketch

WRITTEN = ("value", "truth", "answer")
"""How someone might write the answer down."""

LONGEST_ASK, LONGEST_KEY, LONGEST_CHOICE, LONGEST_MEANING = 400, 60, 200, 600


def question(table: Table) -> Question:
    """The question that a table says; LessonError names the field that is missing or wrong."""
    kind = text_at(table, "kind", field="question.kind")
    if kind not in KINDS:
        raise LessonError(f"question.kind: {kind[:40]!r} is none", f"one of {', '.join(KINDS)}")
    if any(name in table for name in WRITTEN):
        raise LessonError("question: its answer is computed, not written", "name what to compute in 'measure'")
    read, own = KINDS[kind]
    no_others(table, ("kind", "ask", "measure", *own), "question")
    ask = text_at(table, "ask", field="question.ask", most=LONGEST_ASK)
    return read(table, {"ask": ask, "measure": measure(table.get("measure"), "question.measure")})


def measure(spec: object, field: str) -> Table:
    """A measure: its name is known, and it is computed; a written value would be no truth."""
    name = spec.get("measure") if isinstance(spec, dict) else spec
    if not isinstance(spec, dict) or not isinstance(name, str) or name not in MEASURES:
        wanted = f"{{ measure = … }} with one of {', '.join(sorted(MEASURES))}"
        raise LessonError(f"{field}: is missing" if spec is None else f"{field}: {shortened(name)} is none", wanted)
    return spec


def _choose(table: Table, both: dict[str, Any]) -> Question:
    field = "question.choice"
    choices = tuple(
        Choice(*_keyed(entry, field, "meaning"), text_at(entry, "meaning", "", field=f"{field}.meaning", most=600))
        for entry in tables_at(table, "choice", field, 2, 5)
    )
    _different([choice.key for choice in choices], field)
    return Choose(**both, choices=choices)


def _order(table: Table, both: dict[str, Any]) -> Question:
    field = "question.item"
    items = tuple(Item(*_keyed(entry, field)) for entry in tables_at(table, "item", field, 2, 6))
    _different([item.key for item in items], field)
    if any("," in item.key for item in items):
        raise LessonError("question.item.key: no commas", "they stand between keys in an address")
    meaning = text_at(table, "meaning", "", field="question.meaning", most=LONGEST_MEANING)
    return Order(**both, items=items, meaning=meaning)


def _keyed(entry: Table, field: str, *more: str) -> tuple[str, str]:
    """Key and text of a choice or an item."""
    no_others(entry, ("key", "text", *more), field)
    key = text_at(entry, "key", field=f"{field}.key", most=LONGEST_KEY)
    return key, text_at(entry, "text", field=f"{field}.text", most=LONGEST_CHOICE)


def _different(keys: list[str], field: str) -> None:
    if len(set(keys)) < len(keys):
        raise LessonError(f"{field}: two have the same key")


def _number(table: Table, both: dict[str, Any]) -> Question:
    low, high, log = _axis(table)
    near, unit = real_at(table, "near", "question.near"), text_at(table, "unit", "", field="question.unit", most=20)
    if near <= (1.0 if log else 0.0):
        raise LessonError(f"question.near: {near:g} lets nothing be right", "a factor above 1, or a distance above 0")
    return Number(**both, low=low, high=high, near=near, log=log, unit=unit)


def _click(table: Table, both: dict[str, Any]) -> Question:
    return Click(**both, near=_share(table))


def _sketch(table: Table, both: dict[str, Any]) -> Question:
    low, high, log = _axis(table)
    steps, of = whole_at(table, "steps", None, 1, 5_000, "question.steps"), text_at(table, "of", field="question.of")
    return Sketch(**both, of=of, low=low, high=high, steps=steps, near=_share(table), log=log)


def _share(table: Table) -> float:
    near = real_at(table, "near", "question.near")
    if not 0.0 < near < 1.0:
        raise LessonError(f"question.near: a share between 0 and 1 is wanted, got {near:g}", "0.1 is usual")
    return near


def _axis(table: Table) -> tuple[float, float, bool]:
    low, high = real_at(table, "low", "question.low"), real_at(table, "high", "question.high")
    log = table.get("log", False)
    if not isinstance(log, bool):
        raise LessonError("question.log: true or false is wanted")
    if low >= high or (log and low <= 0.0):
        raise LessonError(f"question.low, question.high: {low:g} to {high:g} is no axis", "low first; above 0 if log")
    return low, high, log


Reading = Callable[[Table, dict[str, Any]], Question]
KINDS: dict[str, tuple[Reading, tuple[str, ...]]] = {
    "choose": (_choose, ("choice",)),
    "number": (_number, ("low", "high", "near", "log", "unit")),
    "click": (_click, ("near",)),
    "order": (_order, ("item", "meaning")),
    "sketch": (_sketch, ("of", "low", "high", "steps", "near", "log")),
}
"""How each kind of question is read, and the fields that are its own."""
