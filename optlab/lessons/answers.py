"""Answers to questions: what may be one, how an address writes it, and what of it can be drawn as a ghost."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from optlab.lessons.faults import LessonError
from optlab.lessons.question import MOST_POINTS, Choose, Click, Number, Order, Question, Sketch

Point = tuple[float, float]
Answer = str | float | Point | tuple[str, ...] | tuple[Point, ...]
"""By the kind of question: a key, a number, a point, keys in order, a curve."""

LONGEST = 2_000
"""Characters of an answer in an address."""


def is_answer(question: Question, value: object) -> bool:
    """Whether a value answers the question, be it right or wrong."""
    return _KINDS[question.kind](question, value)


def _is_key(question: Any, value: object) -> bool:
    return value in {choice.key for choice in question.choices}


def _is_within(question: Any, value: object) -> bool:
    return is_number(value) and question.low <= value <= question.high


def _is_point(_: Question, value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(map(is_number, value))


def _is_order(question: Any, value: object) -> bool:
    return isinstance(value, tuple) and sorted(map(str, value)) == sorted(item.key for item in question.items)


def _is_curve(question: Any, value: object) -> bool:
    if not isinstance(value, tuple) or not 2 <= len(value) <= MOST_POINTS + 1:
        return False
    points = all(_is_point(question, point) and 0.0 <= point[0] <= question.steps for point in value)
    return points and all(before[0] < after[0] for before, after in pairwise(value))


_KINDS: dict[str, Callable[[Any, object], bool]] = {
    "choose": _is_key,
    "number": _is_within,
    "click": _is_point,
    "order": _is_order,
    "sketch": _is_curve,
}


def is_number(value: object) -> bool:
    """Whether a value is a finite number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond all floats
        return False


# ------------------------------------------------------------------ as a text


def text_of(question: Question, answer: Answer) -> str:
    """An answer as an address writes it; four digits are enough of what a hand has shown."""
    if isinstance(question, Choose):
        return str(answer)
    if isinstance(question, Number):
        return _digits(answer)
    if isinstance(question, Click):
        return ",".join(_digits(part) for part in answer)  # type: ignore[union-attr]
    if isinstance(question, Order):
        return ",".join(map(str, answer))  # type: ignore[arg-type]
    return ";".join(",".join(_digits(part) for part in point) for point in answer)  # type: ignore[union-attr]


def _digits(value: Any) -> str:
    return f"{float(value):.5g}"


def read_answer(question: Question, text: str) -> Answer:
    """The answer that a text says; LessonError names what cannot be an answer to this question."""
    try:
        answer = _READERS[question.kind](text[:LONGEST])
    except ValueError:
        answer = ""
    if len(text) > LONGEST or not is_answer(question, answer):
        raise LessonError(f"the answer {text[:40]!r} is none to this question", expected(question))
    return answer


def expected(question: Question) -> str:
    """What an answer may be, in words."""
    if isinstance(question, Choose):
        return f"one of {', '.join(choice.key for choice in question.choices)}"
    if isinstance(question, Number):
        return f"a number from {question.low:g} to {question.high:g}"
    if isinstance(question, Click):
        return "a point, such as 1.5,-2"
    if isinstance(question, Order):
        return f"all of {', '.join(item.key for item in question.items)}, each once"
    assert isinstance(question, Sketch)
    return f"2 to {MOST_POINTS} points from step 0 to {question.steps}, such as 0,1;10,0.5"


def _point(text: str) -> Point:
    across, up = map(float, text.split(","))
    return (across, up)


_READERS: dict[str, Callable[[str], Answer]] = {
    "choose": str,
    "number": float,
    "click": _point,
    "order": lambda text: tuple(text.split(",")),
    "sketch": lambda text: tuple(map(_point, text.split(";"))),
}


# ------------------------------------------------------------------ in the picture


@dataclass(frozen=True)
class Ghost:
    """What of a guess stands in the picture itself: a ``point`` of the map, or a ``curve`` over the steps."""

    point: Point | None = None
    curve: tuple[Point, ...] = ()


def ghost_of(question: Question, answer: Answer) -> Ghost:
    """What can be drawn of an answer."""
    if isinstance(question, Click):
        return Ghost(point=answer)  # type: ignore[arg-type]
    return Ghost(curve=answer) if isinstance(question, Sketch) else Ghost()  # type: ignore[arg-type]
