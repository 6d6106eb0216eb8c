"""The pictures of lessons and their truths, computed once for all visitors."""

from __future__ import annotations

from typing import Any

from optlab.app.serving.shared_cache import CACHE, cached, key_bytes
from optlab.app.shared import computations
from optlab.lessons import Lesson, Truth, pictured
from optlab.lessons.pictured import opened
from optlab.picture.problem import Problem

BYTES = 20_000
"""Of a picture's settings, or of a truth with its numbers."""


@cached(lambda _: BYTES)
def opened_picture(picture: str) -> tuple[Any, Problem | None]:
    """Settings and problem of a lesson's picture; LessonError where it does not open."""
    _, settings, problem = opened(picture, computations.problem)
    return settings, problem


def truth_of(key: str, lesson: Lesson) -> Truth:
    """The right answer to a lesson; the trajectories are those that the picture draws.

    ``key`` stands for the lesson: its name, or its packed text.
    """
    truth: Truth = CACHE.remember(("truth", key), lambda: _truth(lesson), lambda _: BYTES + key_bytes(key))
    return truth


def _truth(lesson: Lesson) -> Truth:
    shown = pictured(lesson.picture, computations.problem, lambda descent: computations.trajectory(descent, _quiet))
    return lesson.truth(shown)


def _quiet(_: int) -> None:
    """Nobody watches."""
