"""Where a visitor of the Lessons page is, as a value and as an address: what is asked, and what was answered so far.

===========  ==================================================================
``lesson``   name of the lesson that is open; without it the shelf is
``own``      a lesson of one's own, packed, in its place
``course``   name of a course, or names of lessons with commas
``a``        an answer that was given (repeated): ``cliff~Bold``
``section``  the explainer's section that the shelf is narrowed to
``minutes``  minutes that a lesson on the shelf may take
``quick``    1: without questions, everything is shown at once
``sheet``    what is to be printed: questions or answers
``j``        whether the page is enlarged for a projector: 1 or 0
===========  ==================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from optlab.errors import OptlabError, SettingsError
from optlab.lessons import packed
from optlab.lessons.answers import LONGEST, Answer, read_answer, text_of
from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import SECTIONS, Lesson
from optlab.lessons.reading import read
from optlab.lessons.shipped import courses, get, names
from optlab.optimizers.hyperparameters import Checked
from optlab.picture.address import Query, unknown, written
from optlab.picture.address import read as read_fields
from optlab.picture.faults import fault_text
from optlab.picture.fields import Field, Texts, choice, declared, switch, text, whole

MOST_ANSWERS = 60
"""Answers that an address holds."""

OWN = "own"
"""The name under which the answer to a lesson of one's own stands."""

LONGEST_COURSE = 1_000
"""Characters of the names of a course's lessons."""


def _answers() -> Any:
    """Answers given, each ``name~text``."""

    def holds(value: object) -> bool:
        return isinstance(value, tuple) and len(value) <= MOST_ANSWERS

    def read_texts(texts: Texts) -> tuple[tuple[str, str], ...]:
        pairs = [tuple(part.split("~", 1)) for part in texts[:MOST_ANSWERS]]
        if any(len(pair) != 2 or len(pair[1]) > LONGEST for pair in pairs):
            raise SettingsError("must be answers such as cliff~Bold")
        return tuple(dict(pairs).items())  # type: ignore[arg-type]

    def write(pairs: Sequence[tuple[str, str]]) -> Texts:
        return [f"{name}~{answer}" for name, answer in pairs]

    return declared((), Field("answers such as cliff~Bold", holds, "answers", "a", write, read_texts))


@dataclass(frozen=True)
class Visit(Checked):
    """The shelf, or a lesson that is open with the ``answers`` given so far: pairs of a lesson's name and a text."""

    lesson: str = text("lesson", "", 60)
    own: str = text("own", "", packed.LONGEST)
    course: str = text("course", "", LONGEST_COURSE)
    answers: tuple[tuple[str, str], ...] = _answers()
    section: str = choice("section", "", ("", *SECTIONS))
    minutes: int = whole("minutes", 0, 0, 60)
    quick: bool = switch("quick", False)
    sheet: str = choice("sheet", "", ("", "questions", "answers"))
    projector: bool = switch("j", False)

    @property
    def key(self) -> str:
        """Under what the answer to the lesson that is open stands."""
        return OWN if self.own else self.lesson

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the course's lessons; none without a course."""
        known = courses().get(self.course)
        return known.lessons if known else tuple(filter(None, self.course.split(",")))

    @property
    def place(self) -> int | None:
        """Which lesson of the course is open, counted from 0."""
        return self.steps.index(self.lesson) if self.lesson in self.steps else None

    def beside(self, by: int) -> str:
        """The lesson so many further in the course, the empty text where there is none; without a course what the
        lesson itself names as next.
        """
        if self.place is not None:
            at = self.place + by
            return self.steps[at] if 0 <= at < len(self.steps) else ""
        following = self.opened.next if by == 1 and self.key else ""
        return following if following in names() else ""

    @property
    def opened(self) -> Lesson:
        """The lesson that is open; LessonError where there is none."""
        return read(packed.unpack(self.own)) if self.own else get(self.lesson)

    def answer(self, lesson: Lesson) -> Answer | None:
        """What was answered to the open lesson, if anything."""
        given = dict(self.answers).get(self.key)
        return None if given is None else read_answer(lesson.question, given)

    def answered(self, lesson: Lesson, answer: Answer) -> Visit:
        """The visit with an answer to the open lesson; one that was given stays."""
        if self.key in dict(self.answers):
            return self
        return replace(self, answers=(*self.answers, (self.key, text_of(lesson.question, answer)))[-MOST_ANSWERS:])


def to_query(visit: Visit) -> Query:
    """The query parameters of a visit: what is otherwise than on the shelf."""
    return written(visit, Visit())


def from_query(query: Mapping[str, Sequence[str]]) -> tuple[Visit, list[str]]:
    """The visit that a query says, as far as its lessons are there, and a notice for each part that is not."""
    visit, notices = read_fields(query, Visit())
    notices = [*unknown(query, Visit()), *notices]
    for fit in (_course, _lesson, _given):
        visit, more = fit(visit)
        notices += more
    return visit, notices


def _course(visit: Visit) -> tuple[Visit, list[str]]:
    wrong = [name for name in visit.steps if _fault(name)]
    return (replace(visit, course=""), [f"course: {_fault(wrong[0])}"]) if wrong else (visit, [])


def _fault(name: str) -> str:
    try:
        get(name)
    except OptlabError as error:
        return fault_text(error)
    return ""


def _lesson(visit: Visit) -> tuple[Visit, list[str]]:
    """Its lesson is there; of a course of which none is open, the first."""
    if visit.own:
        try:
            read(packed.unpack(visit.own))
        except LessonError as error:
            return replace(visit, own="", lesson=""), [f"own: {fault_text(error)}"]
        return replace(visit, lesson=""), []
    if visit.lesson and (fault := _fault(visit.lesson)):
        return replace(visit, lesson=""), [f"lesson: {fault}"]
    if visit.course and not visit.lesson:
        return replace(visit, lesson=visit.steps[0] if visit.steps else ""), []
    return visit, []


def _given(visit: Visit) -> tuple[Visit, list[str]]:
    """Answers that can be answers; the others are named and asked again."""
    kept, notices = [], []
    for name, given in visit.answers:
        try:
            lesson = visit.opened if name == OWN and visit.own else get(name)
            read_answer(lesson.question, given)
            kept.append((name, given))
        except LessonError as error:
            notices.append(f"a: {fault_text(error)}")
    return replace(visit, answers=tuple(kept)), notices
