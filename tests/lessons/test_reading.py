"""A lesson's file may come from anyone: what is missing or wrong is named by its field, and texts stay texts."""

import tomllib
from copy import deepcopy

import pytest

from optlab.lessons import read
from optlab.lessons.faults import LessonError
from optlab.lessons.writing import written

CLICK = {"kind": "click", "ask": "Where?", "near": 0.1, "measure": {"measure": "end", "run": "A"}}
NUMBER = {
    **{"kind": "number", "ask": "How much?", "low": 1.0, "high": 100.0, "log": True, "near": 2.0, "unit": "steps"},
    "measure": {"measure": "final", "run": "A"},
}
SKETCH = {
    **{"kind": "sketch", "ask": "Draw it", "of": "loss", "low": 0.1, "high": 10.0, "steps": 20, "near": 0.1},
    "measure": {"measure": "curve", "run": "A"},
}
ORDER = {
    **{"kind": "order", "ask": "In which order?", "item": [{"key": "A", "text": "a"}, {"key": "B", "text": "b"}]},
    **{"meaning": "…", "measure": {"measure": "order", "runs": ["A", "B"], "by": {"measure": "final"}}},
}
CHOOSE = {
    **{"kind": "choose", "ask": "Which?", "measure": {"measure": "outcome", "run": "A"}},
    "choice": [{"key": "A", "text": "a", "meaning": "…"}, {"key": "B", "text": "b", "meaning": "…"}],
}
LESSON = {
    **{"title": "A lesson", "minutes": 3, "section": "hill", "picture": "compare?f=bowl", "intro": "Look."},
    **{"say": "It is {much}.", "numbers": {"much": {"measure": "final", "run": "A"}}, "hides": ["curves"]},
    **{"notes": {"asks": ["Why?"]}, "question": CHOOSE},
}


def changed(where: str, value: object, lesson: dict | None = None) -> str:
    """The lesson's file with one field otherwise; None leaves it out."""
    table = deepcopy(lesson or LESSON)
    *way, last = where.split(".")
    inner = table
    for part in way:
        inner = inner[int(part)] if part.isdecimal() else inner[part]
    inner.pop(last, None)
    if value is not None:
        inner[last] = value
    return written(table)


def asked(question: dict) -> dict:
    return {**LESSON, "question": question}


@pytest.mark.quick
@pytest.mark.parametrize("question", [CHOOSE, NUMBER, CLICK, ORDER, SKETCH], ids=lambda question: question["kind"])
def test_each_kind_of_question_is_read(question):
    assert read(written(asked(question))).question.kind == question["kind"]


@pytest.mark.parametrize("field", ["title", "picture", "question", "question.kind", "question.ask", "question.measure"])
def test_a_field_that_is_missing_is_named(field):
    with pytest.raises(LessonError, match=rf"^{field}: is missing"):
        read(changed(field, None))


@pytest.mark.parametrize(
    ("question", "field"),
    [
        *((CHOOSE, name) for name in ("choice", "choice.0.key", "choice.1.text")),
        *((ORDER, name) for name in ("item", "item.0.key", "item.1.text")),
        *((NUMBER, name) for name in ("low", "high", "near")),
        *((SKETCH, name) for name in ("low", "high", "near", "steps", "of")),
        (CLICK, "near"),
    ],
    ids=str,
)
def test_a_field_of_a_question_that_is_missing_is_named(question, field):
    named = "question." + ".".join(part for part in field.split(".") if not part.isdecimal())
    with pytest.raises(LessonError, match=named):
        read(changed(f"question.{field}", None, asked(question)))


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("title", 3, "title: a text"),
        ("title", " ", "title: a text"),
        ("title", "x" * 101, "title: 101 characters"),
        ("minutes", 0, "minutes: a whole number from 1 to 60"),
        ("minutes", True, "minutes"),
        ("minutes", "three", "minutes"),
        ("section", "cooking", "section: 'cooking'"),
        ("picture", "https://elsewhere.example/compare", "picture: .* is no page"),
        ("picture", "//[", "picture: .* is no address"),
        ("picture", "javascript:alert(1)", "picture: .* is no page"),
        ("intro", "word " * 61, "intro: 61 words"),
        ("say", "It is {less}.", "say: {less}"),
        ("say", "It is {__class__}.", "say: {__class__}"),
        ("shows", -1, "shows"),
        ("hides", ["everything"], "hides: 'everything'"),
        ("hides", "curves", "hides: a list"),
        ("hides", [["curves"]], "hides: a list"),
        ("notes", {"asks": "Why?"}, "notes.asks: a list"),
        ("notes", {"asks": ["?"] * 13}, "notes.asks: 13"),
        ("notes", {"jokes": ["?"]}, "notes: it has no field 'jokes'"),
        ("numbers", {"Much": {"measure": "final"}}, "numbers: 'Much'"),
        ("numbers", {"much": 3}, "numbers.much: 3"),
        ("numbers", {f"n{'x' * number}": {"measure": "final"} for number in range(25)}, "numbers: 25"),
        ("colour", "red", "no field 'colour'"),
        ("question", "Which?", "question: a table"),
        ("question.kind", "essay", "question.kind: 'essay'"),
        ("question.ask", "x" * 401, "question.ask: 401"),
        ("question.measure", "final", "question.measure: 'final'"),
        ("question.measure", {"measure": "constant", "of": "A"}, "question.measure: 'constant'"),
        ("question.measure", {"measure": ["final"]}, "question.measure"),
        ("question.choice", [{"key": "A", "text": "a"}], "question.choice: 1 of them"),
        ("question.choice", [{"key": "A", "text": "a"}] * 2, "question.choice: two have the same key"),
        ("question.choice", ["A", "B"], "question.choice"),
        ("question.right", "A", "question: it has no field 'right'"),
    ],
)
def test_a_field_that_is_wrong_is_named(field, value, named):
    with pytest.raises(LessonError, match=named):
        read(changed(field, value))


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        (NUMBER, "low", 200.0),
        (NUMBER, "low", -1.0),
        (NUMBER, "near", 1.0),
        (NUMBER, "log", "yes"),
        (NUMBER, "high", 10**400),
        (SKETCH, "near", 1.5),
        (SKETCH, "steps", 0),
        (CLICK, "near", 0.0),
        (ORDER, "item", [{"key": "A,B", "text": "a"}, {"key": "C", "text": "c"}]),
    ],
    ids=str,
)
def test_what_no_question_can_be_is_named(question, field, value):
    with pytest.raises(LessonError, match=f"question.*{field}"):
        read(changed(f"question.{field}", value, asked(question)))


@pytest.mark.parametrize("name", ["value", "truth", "answer"])
def test_an_answer_cannot_be_written_down(name):
    with pytest.raises(LessonError, match="computed, not written"):
        read(changed(f"question.{name}", "A"))


@pytest.mark.parametrize("text", ["", "title", "[" * 5_000, "x = " + "[" * 5_000, f"minutes = {'9' * 5_000}", "\x00"])
def test_what_is_no_file_of_a_lesson_is_said_to_be_none(text):
    with pytest.raises(LessonError):
        read(text)


def test_a_file_that_is_too_long_is_not_looked_at():
    with pytest.raises(LessonError, match="too long"):
        read("#" * 20_001)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "**bold**", "{numbers.__init__}", "{much!r}", "{0}"])
def test_hostile_texts_stay_texts(text):
    lesson = read(changed("say", text))
    assert lesson.say == text
    assert lesson.explained(type("Truth", (), {"numbers": {}})) == text


def test_files_of_lessons_are_plain_toml():
    assert tomllib.loads(written(LESSON)) == LESSON
