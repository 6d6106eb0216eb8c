"""A lesson of one's own as a text for an address, and as a file: nothing of it is kept on the server."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import Lesson
from optlab.lessons.reading import LONGEST as LONGEST_TEXT

LONGEST = 16_000
"""Characters of a packed lesson."""


def pack(text: str) -> str:
    """A lesson's file as letters, digits, - and _.

    >>> unpack(pack('title = "Größe"'))
    'title = "Größe"'
    """
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(packed: str) -> str:
    """The file of a packed lesson; LessonError for what was not made by ``pack``, or is too long."""
    stream = zlib.decompressobj()
    try:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        plain = stream.decompress(content, 4 * LONGEST_TEXT)
        whole = stream.eof and not stream.unused_data
        text = plain.decode()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise LessonError("this packed lesson cannot be read", "open its file instead") from error
    if not whole or len(packed) > LONGEST:
        raise LessonError("this packed lesson is cut off or too long", "open its file instead")
    return text


# ------------------------------------------------------------------ as a file


def text_of(lesson: Lesson) -> str:
    """The file of a lesson, which reads back as the same lesson."""
    question = {"kind": lesson.question.kind, **_plain(lesson.question)}
    question = {_PLURAL.get(name, name): value for name, value in question.items()}
    head = {
        name: value for name, value in _plain(lesson).items() if name not in ("name", "question", "numbers", "notes")
    }
    lines = [f"{name} = {_toml(value)}" for name, value in head.items() if value not in ("", [], 0)]
    lines += ["", "[question]"]
    lines += [f"{name} = {_toml(value)}" for name, value in question.items() if name not in _PLURAL.values()]
    for name in set(_PLURAL.values()) & set(question):
        for entry in question[name]:
            lines += ["", f"[[question.{name}]]", *(f"{part} = {_toml(value)}" for part, value in entry.items())]
    if lesson.numbers:
        lines += ["", "[numbers]", *(f"{name} = {_toml(spec)}" for name, spec in lesson.numbers)]
    notes = {name: value for name, value in _plain(lesson.notes).items() if value}
    if notes:
        lines += ["", "[notes]", *(f"{name} = {_toml(value)}" for name, value in notes.items())]
    return "\n".join(lines) + "\n"


_PLURAL = {"choices": "choice", "items": "item"}


def _plain(value: Any) -> dict[str, Any]:
    """A dataclass as tables and lists."""
    return {field.name: _inner(getattr(value, field.name)) for field in fields(value)}


def _inner(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_inner(part) for part in value]
    return _plain(value) if hasattr(value, "__dataclass_fields__") else value


def _toml(value: Any) -> str:
    """A value as TOML writes it; JSON writes texts, numbers and lists in the same way, but for the letter DEL."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
