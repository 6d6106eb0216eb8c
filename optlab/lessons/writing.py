"""A lesson as a file, which reads back as the same lesson."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from optlab.lessons.lesson import Lesson

BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A name that TOML takes without quotes."""

_PLURAL = {"choices": "choice", "items": "item"}


def text_of(lesson: Lesson) -> str:
    """The TOML text of a lesson; what is empty is left out."""
    table = {name: value for name, value in asdict(lesson).items() if name != "name"}
    question = {_PLURAL.get(name, name): value for name, value in table["question"].items()}
    table["question"] = {"kind": lesson.question.kind, **question}
    table["numbers"] = {name: dict(spec) for name, spec in lesson.numbers}
    table["notes"] = {name: lines for name, lines in table["notes"].items() if lines}
    return written({name: value for name, value in table.items() if value not in ("", (), {}, 0)})


def written(table: Mapping[str, Any]) -> str:
    """A table as TOML: first its values, then the tables in it, of which those further in stand on one line each.

    >>> print(written({"title": "The cliff", "question": {"kind": "click", "measure": {"measure": "end"}}}))
    title = "The cliff"
    <BLANKLINE>
    [question]
    kind = "click"
    measure = { measure = "end" }
    <BLANKLINE>
    """
    inner = {name: value for name, value in table.items() if isinstance(value, Mapping)}
    lines = [f"{_name(name)} = {_value(value)}" for name, value in table.items() if name not in inner]
    for name, value in inner.items():
        lines += ["", *_section(name, value)]
    return "\n".join(lines) + "\n"


def _section(name: str, table: Mapping[str, Any]) -> list[str]:
    rows = {part: value for part, value in table.items() if _is_rows(value)}
    lines = [
        f"[{_name(name)}]",
        *(f"{_name(part)} = {_value(value)}" for part, value in table.items() if part not in rows),
    ]
    for part, entries in rows.items():
        for entry in entries:
            values = (f"{_name(field)} = {_value(value)}" for field, value in entry.items())
            lines += ["", f"[[{_name(name)}.{_name(part)}]]", *values]
    return lines


def _is_rows(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(entry, Mapping) for entry in value)


def _name(name: str) -> str:
    return name if BARE.fullmatch(name) else _value(name)


def _value(value: Any) -> str:
    """A value on one line; JSON writes texts, numbers and truths as TOML does, but for the letter DEL."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_name(name)} = {_value(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
