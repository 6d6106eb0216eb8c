"""What teachers and authors of lessons are told is so: .github/LESSONS.md, and its section in CONTRIBUTING."""

import re
from dataclasses import fields
from urllib.parse import parse_qs, urlsplit

import pytest

from optlab import lessons
from optlab.lessons import Choose, Click, Lesson, Number, Order, Sketch
from optlab.lessons.measures import MEASURES
from optlab.lessons.reading import FIELDS, HIDDEN
from optlab.lessons.visit import from_query
from tests.references import record_lessons

TEACHERS = record_lessons.FILE.read_text(encoding="utf-8")
CONTRIBUTING = (record_lessons.FILE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
ADDING = CONTRIBUTING.partition("## Adding a lesson\n")[2].partition("\n## ")[0]
ADDRESSES = sorted(set(re.findall(r"`/lessons(\?\S+?)`", TEACHERS)))


def names_in(cell):
    return re.findall(r"`(\w+)`", cell)


def rows_of(head):
    """The cells of the table that begins with ``head``, line by line."""
    lines = ADDING.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


@pytest.fixture(scope="module")
def example():
    (text,) = re.findall(r"```toml\n(.*?)```", ADDING, re.DOTALL)
    return lessons.read(text)


def test_the_teachers_list_is_that_of_the_lessons_that_come_with_the_package():
    assert record_lessons.text() == TEACHERS, "python -m tests.references.record_lessons"


def test_every_lesson_stands_in_the_list_once_with_its_minutes():
    for name in lessons.names():
        (line,) = [line for line in TEACHERS.splitlines() if f"`?lesson={name}`" in line]
        assert line.split(" | ")[1] == f"{lessons.get(name).minutes}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_teachers_are_told_opens_as_it_stands(address):
    visit, notices = from_query(parse_qs(urlsplit(address).query))
    assert visit.lesson
    assert notices == []


def test_words_of_a_lesson_are_no_markup_in_the_list():
    assert record_lessons.plain("a|b *c* <i> [d](e) f_1") == r"a\|b \*c\* \<i> \[d](e) f\_1"


def test_the_example_tells_what_a_round_bowl_does_to_steps_of_a_tenth_and_nine_tenths(example):
    """One step of x² + y² multiplies the place by 1 − 2η: by 0.8, and by −0.8."""
    told = example.truth()
    assert told.value == "equal"
    height = (2.1**2 + 1.8**2) * 0.8**40
    assert told.numbers == pytest.approx({"short": height, "long": height}, rel=1e-12)
    assert example.explained(told).count("0.001017") == 2


def test_the_example_has_all_that_a_lesson_that_is_shipped_must_have(example):
    assert len(f"{example.needs} {example.intro}".split()) <= 60
    assert all(choice.meaning for choice in example.question.choices)
    assert all(getattr(example.notes, field.name) for field in fields(example.notes))
    assert "curves" in example.hides
    assert example.sentence
    assert lessons.get(example.next)


def test_the_table_of_fields_names_all_that_a_file_may_hold():
    rows = rows_of("field")
    listed = [name for row in rows for name in names_in(row[0])]
    assert sorted(listed) == sorted(FIELDS - {"numbers"})  # the paragraph above it tells of these
    assert set(listed) < {field.name for field in fields(Lesson)}
    told = {row[0]: names_in(row[1]) for row in rows}
    assert told["`section`"] == list(lessons.SECTIONS)
    assert set(told["`shows`, `hides`"]) == set(HIDDEN)


@pytest.mark.parametrize("kind", [Choose, Number, Click, Order, Sketch])
def test_the_table_of_questions_names_each_kinds_own_fields(kind):
    (row,) = [row for row in rows_of("`question.kind`") if names_in(row[0]) == [kind.kind]]
    own = {field.name for field in fields(kind)} - {"ask", "measure"}
    inside = {"choices": "choice", "items": "item"}
    assert {inside.get(name, name) for name in own} <= set(names_in(row[1]))


def test_the_table_of_measures_has_each_once():
    listed = [name for row in rows_of("measures") for name in names_in(row[0])]
    assert sorted(listed) == sorted(MEASURES)
