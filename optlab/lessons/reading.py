"""A lesson's file read: TOML that anyone may have written; what is wrong with it is named by its field."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from optlab.lessons.answers import is_number
from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import PLACEHOLDER, SECTIONS, Lesson, Notes
from optlab.lessons.measures import MEASURES
from optlab.lessons.pictured import split
from optlab.lessons.question import Choice, Choose, Click, Item, Number, Order, Question, Sketch

LONGEST = 20_000
"""Characters of a lesson's file."""

MOST_WORDS = 60
"""Of an introduction: then comes the picture."""

HIDDEN = ("curves", "marks", "words", "slices", "numbers")
"""What of a picture can be held back until the answer."""

FIELDS = {
    *("title", "minutes", "section", "picture", "intro", "say", "needs", "sentence", "next", "shows", "hides"),
    *("question", "numbers", "notes"),
}
Table = Mapping[str, Any]


def read(text: str, name: str = "") -> Lesson:
    """The lesson that a TOML text says; LessonError names the field that is missing or wrong.

    ``name`` is that of a shipped one.
    """
    if len(text) > LONGEST:
        raise LessonError(f"a lesson of {len(text):,} characters is too long", f"at most {LONGEST:,}")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LessonError(f"this is no lesson: {str(error)[:120]}", "a lesson is a TOML file") from error
    strange = [field for field in table if field not in FIELDS]
    if strange:
        raise LessonError(f"{strange[0][:40]}: a lesson has no such field", f"it has {', '.join(sorted(FIELDS))}")
    return _lesson(table, name)


def _lesson(table: Table, name: str) -> Lesson:
    picture = _text(table, "picture", most=8_000)
    split(picture)
    intro, section = _text(table, "intro", ""), _text(table, "section", "flavours")
    if len(intro.split()) > MOST_WORDS:
        raise LessonError(f"intro: {len(intro.split())} words", f"at most {MOST_WORDS}: then comes the picture")
    if section not in SECTIONS:
        raise LessonError(f"section: {section[:40]!r} is none", f"one of {', '.join(SECTIONS)}")
    numbers = _numbers(_table(table, "numbers", {}))
    return Lesson(
        name=name,
        title=_text(table, "title", most=100),
        minutes=_whole(table, "minutes", 3, 1, 60),
        section=section,
        picture=picture,
        intro=intro,
        question=_question(_table(table, "question")),
        say=_say(table, dict(numbers)),
        numbers=numbers,
        needs=_text(table, "needs", ""),
        sentence=_text(table, "sentence", ""),
        next=_text(table, "next", "", most=60),
        shows=_whole(table, "shows", 0, 0, 5_000),
        hides=_hides(table),
        notes=_notes(_table(table, "notes", {})),
    )


def _say(table: Table, numbers: Table) -> str:
    say = _text(table, "say", "")
    unknown = [name for name in PLACEHOLDER.findall(say) if name not in numbers]
    if unknown:
        raise LessonError(f"say: {{{unknown[0]}}} is no number of this lesson", "name it under [numbers]")
    return say


def _numbers(table: Table) -> tuple[tuple[str, Any], ...]:
    for name, spec in table.items():
        if not PLACEHOLDER.fullmatch(f"{{{name}}}"):
            raise LessonError(f"numbers: {name[:40]!r} is no name", "small letters and _")
        _measure(spec, f"numbers.{name}")
    return tuple(table.items())


def _measure(spec: object, field: str) -> Table:
    """A measure: its name is known, and it is computed; a written value would be no truth."""
    if not isinstance(spec, dict) or spec.get("measure") not in MEASURES:
        got = spec.get("measure") if isinstance(spec, dict) else spec
        raise LessonError(f"{field}: there is no measure {str(got)[:40]!r}", f"one of {', '.join(sorted(MEASURES))}")
    return spec


def _hides(table: Table) -> tuple[str, ...]:
    hides = table.get("hides", [])
    wrong = [part for part in hides if part not in HIDDEN] if isinstance(hides, list) else [hides]
    if wrong:
        raise LessonError(f"hides: {str(wrong[0])[:40]!r} cannot be held back", f"of {', '.join(HIDDEN)}")
    return tuple(hides)


def _notes(table: Table) -> Notes:
    parts = {}
    for name in ("simplifies", "ideas", "asks"):
        lines = table.get(name, [])
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise LessonError(f"notes.{name}: a list of sentences is wanted")
        parts[name] = tuple(lines)
    return Notes(**parts)


# ------------------------------------------------------------------ questions


def _question(table: Table) -> Question:
    kind = _text(table, "kind", field="question.kind")
    if kind not in _QUESTIONS:
        raise LessonError(f"question.kind: {kind[:40]!r} is none", f"one of {', '.join(_QUESTIONS)}")
    if "value" in table or "truth" in table or "answer" in table:
        raise LessonError("question: its answer is computed, not written", "name what to compute in 'measure'")
    ask = _text(table, "ask", field="question.ask", most=400)
    return _QUESTIONS[kind](table, {"ask": ask, "measure": _measure(table.get("measure"), "question.measure")})


def _choose(table: Table, both: dict[str, Any]) -> Question:
    choices = tuple(
        Choice(
            _text(entry, "key", field="question.choice.key", most=60),
            _text(entry, "text", field="question.choice.text", most=200),
            _text(entry, "meaning", "", field="question.choice.meaning", most=600),
        )
        for entry in _tables(table, "choice", 2, 5)
    )
    _different([choice.key for choice in choices], "question.choice")
    return Choose(**both, choices=choices)


def _order(table: Table, both: dict[str, Any]) -> Question:
    items = tuple(
        Item(
            _text(entry, "key", field="question.item.key", most=60),
            _text(entry, "text", field="question.item.text", most=200),
        )
        for entry in _tables(table, "item", 2, 6)
    )
    _different([item.key for item in items], "question.item")
    if any("," in item.key for item in items):
        raise LessonError("question.item.key: no commas", "they stand between keys in an address")
    return Order(**both, items=items, meaning=_text(table, "meaning", "", field="question.meaning", most=600))


def _different(keys: list[str], field: str) -> None:
    if len(set(keys)) < len(keys):
        raise LessonError(f"{field}: two have the same key")


def _number(table: Table, both: dict[str, Any]) -> Question:
    low, high, log = _axis(table)
    near = _real(table, "near")
    if near <= (1.0 if log else 0.0):
        raise LessonError(f"question.near: {near:g} lets nothing be right", "a factor above 1, or a distance above 0")
    return Number(**both, low=low, high=high, near=near, log=log, unit=_text(table, "unit", "", most=20))


def _click(table: Table, both: dict[str, Any]) -> Question:
    return Click(**both, near=_share(table))


def _sketch(table: Table, both: dict[str, Any]) -> Question:
    low, high, log = _axis(table)
    steps, of = _whole(table, "steps", None, 1, 5_000, "question.steps"), _text(table, "of", field="question.of")
    return Sketch(**both, of=of, low=low, high=high, steps=steps, near=_share(table), log=log)


def _share(table: Table) -> float:
    near = _real(table, "near")
    if not 0.0 < near < 1.0:
        raise LessonError(f"question.near: a share between 0 and 1 is wanted, got {near:g}", "0.1 is usual")
    return near


def _axis(table: Table) -> tuple[float, float, bool]:
    low, high, log = _real(table, "low"), _real(table, "high"), table.get("log", False)
    if not isinstance(log, bool):
        raise LessonError("question.log: true or false")
    if low >= high or (log and low <= 0.0):
        raise LessonError(f"question.low, question.high: {low:g} to {high:g} is no axis", "low first; above 0 if log")
    return low, high, log


_QUESTIONS: dict[str, Callable[[Table, dict[str, Any]], Question]] = {
    "choose": _choose,
    "number": _number,
    "click": _click,
    "order": _order,
    "sketch": _sketch,
}


# ------------------------------------------------------------------ fields


def _text(table: Table, name: str, otherwise: str | None = None, *, field: str = "", most: int = 4_000) -> str:
    value, field = table.get(name, otherwise), field or name
    if value is None:
        raise LessonError(f"{field}: is missing", "a text")
    if not isinstance(value, str) or (otherwise is None and not value.strip()):
        raise LessonError(f"{field}: a text is wanted, got {str(value)[:40]!r}")
    if len(value) > most:
        raise LessonError(f"{field}: {len(value):,} characters", f"at most {most:,}")
    return value.strip()


def _whole(table: Table, name: str, otherwise: int | None, low: int, high: int, field: str = "") -> int:
    value, field = table.get(name, otherwise), field or name
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise LessonError(f"{field}: a whole number from {low} to {high} is wanted, got {str(value)[:40]!r}")
    return value


def _real(table: Table, name: str) -> float:
    value = table.get(name)
    if not is_number(value):
        raise LessonError(f"question.{name}: a number is wanted, got {str(value)[:40]!r}")
    return float(value)  # type: ignore[arg-type]


def _table(table: Table, name: str, otherwise: Table | None = None) -> Table:
    value = table.get(name, otherwise)
    if not isinstance(value, dict):
        raise LessonError(f"{name}: is missing" if value is None else f"{name}: a table is wanted")
    return value


def _tables(table: Table, name: str, fewest: int, most: int) -> list[Table]:
    value = table.get(name)
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise LessonError(f"question.{name}: is missing", f"{fewest} to {most} tables [[question.{name}]]")
    if not fewest <= len(value) <= most:
        raise LessonError(f"question.{name}: {len(value)} of them", f"{fewest} to {most}")
    return value
