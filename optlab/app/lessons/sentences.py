"""The sentences of the Lessons page."""

from __future__ import annotations

from collections.abc import Mapping

from optlab.app.shared.escaping import escaped
from optlab.lessons import SECTIONS, Course, Lesson, Notes
from optlab.lessons.visit import Visit

NOTES = {
    "simplifies": "What the picture leaves out",
    "ideas": "Ideas to expect",
    "asks": "What to ask next",
}
LATER = "The rest of the picture comes after your answer."
LOCKED = "Your answer is in the address: it stays as it is."
OF_A_VISITOR = "A question that someone made"


def headline(lesson: Lesson, revealed: bool = True) -> tuple[str, str]:
    """The title, and the one sentence of a lesson or, because that often is the answer, before it the section."""
    return escaped(lesson.title), escaped(lesson.sentence if revealed else SECTIONS[lesson.section])


def paragraphs(text: str) -> str:
    """Plain text as Markdown: nothing in it is markup, blank lines part it."""
    return "\n\n".join(escaped(part) for part in text.split("\n\n") if part.strip())


def introduction(lesson: Lesson) -> str:
    """What to know before the picture."""
    return paragraphs("\n\n".join(filter(None, [lesson.needs and f"Before: {lesson.needs}", lesson.intro])))


def card(lesson: Lesson, answered: bool) -> str:
    """A lesson on the shelf: title, minutes and question."""
    done = " ✓" if answered else ""
    return f"**{escaped(lesson.title)}**{done} · {lesson.minutes} min  \n{escaped(lesson.question.ask)}"


def course(of: Course) -> str:
    """A course on the shelf."""
    return f"**{escaped(of.title)}** · {len(of.lessons)} lessons, {of.minutes} min  \n{escaped(of.about)}"


def progress(visit: Visit, titles: Mapping[str, str]) -> str:
    """Where in a course one is, as dots: answered, here, to come."""
    answered = {name for name, _ in visit.answers}
    dots = ["◉" if name == visit.lesson else "●" if name in answered else "○" for name in visit.steps]
    return f"{' '.join(dots)}  {(visit.place or 0) + 1} of {len(titles)}"


def notes(of: Notes) -> str:
    """What a teacher should know, as lists."""
    parts = []
    for name, head in NOTES.items():
        lines = getattr(of, name)
        if lines:
            parts.append("\n".join([f"**{head}**", "", *(f"- {escaped(line)}" for line in lines)]))
    return "\n\n".join(parts)
