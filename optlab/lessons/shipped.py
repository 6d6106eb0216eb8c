"""The lessons and courses that come with the package."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import SECTIONS, Lesson
from optlab.lessons.reading import read

_TEXTS = resources.files("optlab.lessons.texts")


@dataclass(frozen=True)
class Course:
    """Several lessons in order, with what they are ``about``."""

    name: str
    title: str
    about: str
    lessons: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Of all its lessons together, with the questions."""
        return sum(get(name).minutes for name in self.lessons)


@cache
def names() -> tuple[str, ...]:
    """The names of all lessons by the explainer's sections, and within one by their minutes."""
    sections = list(SECTIONS)
    lessons = [get(name) for name in sorted(_files())]
    lessons.sort(key=lambda lesson: (sections.index(lesson.section), lesson.minutes))
    return tuple(lesson.name for lesson in lessons)


@cache
def _files() -> frozenset[str]:
    return frozenset(entry.name.removesuffix(".toml") for entry in _TEXTS.iterdir() if entry.name.endswith(".toml"))


@cache
def _lesson(name: str) -> Lesson:
    return read((_TEXTS / f"{name}.toml").read_text(encoding="utf-8"), name)


def get(name: str) -> Lesson:
    """The lesson of that name.

    >>> get("clif")
    Traceback (most recent call last):
        ...
    optlab.lessons.faults.LessonError: there is no lesson called 'clif'
    did you mean cliff?
    """
    if name not in _files():
        near = difflib.get_close_matches(name[:40], sorted(_files()), 1)
        raise LessonError(f"there is no lesson called {name[:40]!r}", f"did you mean {near[0]}?" if near else "")
    return _lesson(name)


@cache
def courses() -> dict[str, Course]:
    """The courses by name."""
    text = resources.files("optlab.lessons").joinpath("courses.toml").read_text(encoding="utf-8")
    return {
        name: Course(name, entry["title"], entry["about"], tuple(entry["lessons"]))
        for name, entry in tomllib.loads(text).items()
    }
