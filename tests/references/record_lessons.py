"""Write the teachers' list of lessons anew: ``python -m tests.references.record_lessons``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from optlab import lessons

FILE = Path(__file__).parents[2] / ".github" / "LESSONS.md"

HEAD = """# Lessons, for teachers

Each lesson is one picture and one question: the class predicts, commits, looks, and then reads why, with the numbers of
the run on the screen. Put the address after that of your server: `/lessons` is the shelf, `/lessons?lesson=cliff` a
lesson, `/lessons?course=twelve` a course, and `/lessons?course=cliff,newton_maximum` one that you put together. With
`&quick=1` there are no questions, and all is shown at once.

- Before the lesson: `&sheet=questions` is the worksheet to print, of a course all its questions; `&sheet=answers` has
  the answers and why.
- A prediction counts for learning, right or wrong: let everyone commit before you go on, and ask for reasons before the
  answer.
- An answer that was given stays, after a reload too; *Start afresh* on the shelf forgets all. The QR code hands on the
  lesson unanswered.
- Notes for you are folded below each lesson: what the picture leaves out, ideas to expect, what to ask next.

The right answer is nowhere written down: the program computes it from the picture. `tests/lessons/test_truths.py` holds
it to values that were found without the program. [How to add a lesson](CONTRIBUTING.md#adding-a-lesson).
"""

ANSWERS = {
    "choose": "choose",
    "number": "a number on a slider",
    "click": "click on the picture",
    "order": "put in order",
    "sketch": "draw the curve",
}
"""How a question is answered, by its kind."""


def main() -> None:
    """Write the file."""
    FILE.write_text(text(), encoding="utf-8")


def text() -> str:
    """The whole list: courses, then the lessons of each of the explainer's sections."""
    return "\n".join([HEAD, *_courses(), *_sections()])


def _courses() -> Iterator[str]:
    yield "## Courses\n"
    yield from _head("course", "min", "lessons in order", "address")
    for course in lessons.courses().values():
        titles = "; ".join(lessons.get(name).title for name in course.lessons)
        what = f"**{plain(course.title)}.** {plain(course.about)}"
        yield _row(what, f"{course.minutes}", plain(titles), f"`/lessons?course={course.name}`")
    yield ""


def _sections() -> Iterator[str]:
    for section, title in lessons.SECTIONS.items():
        yield f"## {title}\n"
        yield from _head("lesson", "min", "question", "idea to expect", "what it shows")
        for name in lessons.names():
            lesson = lessons.get(name)
            if lesson.section == section:
                yield _lesson(lesson)
        yield ""


def _lesson(lesson: lessons.Lesson) -> str:
    question, idea = lesson.question, next(iter(lesson.notes.ideas), "")
    return _row(
        f"**{plain(lesson.title)}** `?lesson={lesson.name}`",
        f"{lesson.minutes}",
        f"{plain(question.ask)} *{ANSWERS[question.kind]}*",
        plain(idea),
        plain(lesson.sentence),
    )


def _head(*names: str) -> list[str]:
    return [_row(*names), "|" + "---|" * len(names)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def plain(words: str) -> str:
    """Words as they stand in a cell: nothing in them is markup."""
    return re.sub(r"([\\`*_|<\[])", r"\\\1", " ".join(words.split()))


if __name__ == "__main__":
    main()
