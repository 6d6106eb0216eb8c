"""A lesson's file read: TOML that anyone may have written; what is wrong with it is named by its field."""

from __future__ import annotations

import tomllib
from typing import Any

from optlab.lessons.faults import LessonError
from optlab.lessons.fields import Table, no_others, table_at, text_at, texts_at, whole_at
from optlab.lessons.lesson import PLACEHOLDER, SECTIONS, Lesson, Notes
from optlab.lessons.pictured import LONGEST as LONGEST_PICTURE
from optlab.lessons.pictured import split
from optlab.lessons.reading_questions import measure, question

LONGEST = 20_000
"""Characters of a lesson's file."""

MOST_WORDS = 60
"""Of an introduction: then comes the picture."""

MOST_NUMBERS, MOST_NOTES = 24, 12
"""Numbers that an explanation names; lines of each kind of note."""

HIDDEN = ("curves", "marks", "words", "rates", "slices", "numbers")
"""What of a picture can be held back until the answer."""

FIELDS = {
    *("title", "minutes", "section", "picture", "intro", "say", "needs", "sentence", "next", "shows", "hides"),
    *("question", "numbers", "notes"),
}


def read(text: str, name: str = "") -> Lesson:
    """The lesson that a TOML text says; LessonError names the field that is missing or wrong.

    ``name`` is that of a shipped one.
    """
    if len(text) > LONGEST:
        raise LessonError(f"a lesson of {len(text):,} characters is too long", f"at most {LONGEST:,}")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of too many digits is a ValueError of its own
        raise LessonError(f"this is no lesson: {str(error)[:120]}", "a lesson is a TOML file") from error
    no_others(table, FIELDS, "lesson")
    return _lesson(table, name)


def _lesson(table: Table, name: str) -> Lesson:
    numbers = _numbers(table_at(table, "numbers", {}))
    return Lesson(
        name=name,
        title=text_at(table, "title", most=100),
        minutes=whole_at(table, "minutes", 3, 1, 60),
        section=_section(table),
        picture=_picture(table),
        intro=_intro(table),
        question=question(table_at(table, "question")),
        say=_say(table, dict(numbers)),
        numbers=numbers,
        needs=text_at(table, "needs", "", most=300),
        sentence=text_at(table, "sentence", "", most=300),
        next=text_at(table, "next", "", most=60),
        shows=whole_at(table, "shows", 0, 0, 5_000),
        hides=_hides(table),
        notes=_notes(table_at(table, "notes", {})),
    )


def _section(table: Table) -> str:
    section = text_at(table, "section", "flavours")
    if section not in SECTIONS:
        raise LessonError(f"section: {section[:40]!r} is none", f"one of {', '.join(SECTIONS)}")
    return section


def _picture(table: Table) -> str:
    picture = text_at(table, "picture", most=LONGEST_PICTURE)
    split(picture)
    return picture


def _intro(table: Table) -> str:
    intro = text_at(table, "intro", "")
    if len(intro.split()) > MOST_WORDS:
        raise LessonError(f"intro: {len(intro.split())} words", f"at most {MOST_WORDS}: then comes the picture")
    return intro


def _say(table: Table, numbers: Table) -> str:
    say = text_at(table, "say", "")
    unknown = [name for name in PLACEHOLDER.findall(say) if name not in numbers]
    if unknown:
        raise LessonError(f"say: {{{unknown[0]}}} is no number of this lesson", "name it under [numbers]")
    return say


def _numbers(table: Table) -> tuple[tuple[str, Any], ...]:
    if len(table) > MOST_NUMBERS:
        raise LessonError(f"numbers: {len(table)} of them", f"at most {MOST_NUMBERS}")
    for name in table:
        if not PLACEHOLDER.fullmatch(f"{{{name}}}"):
            raise LessonError(f"numbers: {name[:40]!r} is no name", "small letters and _")
    return tuple((name, measure(spec, f"numbers.{name}")) for name, spec in table.items())


def _hides(table: Table) -> tuple[str, ...]:
    hides = texts_at(table, "hides", "hides", len(HIDDEN))
    wrong = [part for part in hides if part not in HIDDEN]
    if wrong:
        raise LessonError(f"hides: {wrong[0][:40]!r} cannot be held back", f"of {', '.join(HIDDEN)}")
    return hides


def _notes(table: Table) -> Notes:
    parts = ("simplifies", "ideas", "asks")
    no_others(table, parts, "notes")
    return Notes(**{name: texts_at(table, name, f"notes.{name}", MOST_NOTES) for name in parts})
