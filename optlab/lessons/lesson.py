"""A lesson as a value: words, a picture, a question.  Its truth is computed from the picture whenever it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from optlab.errors import OptlabError
from optlab.expressions.printing.plain import plain_number
from optlab.lessons.answers import Answer, is_answer
from optlab.lessons.faults import LessonError
from optlab.lessons.measures import Value, measured
from optlab.lessons.pictured import Pictured, pictured
from optlab.lessons.question import Click, Measure, Question

SECTIONS = {
    "hill": "Two slopes on a hill",
    "partials": "Computing partial derivatives",
    "learning": "Why they matter in machine learning",
    "loop": "The loop of gradient descent",
    "knobs": "Two knobs, and then hundreds",
    "chain": "The chain rule",
    "flavours": "Flavours of descent",
    "surface": "The surface in 3-D",
    "networks": "From a line to a network",
}
"""The explainer's sections in its own order, by key."""

PLACEHOLDER = re.compile(r"\{([a-z_]{1,40})\}")


@dataclass(frozen=True)
class Notes:
    """For the teacher: what the picture ``simplifies``, typical wrong ``ideas``, and what it ``asks`` for next."""

    simplifies: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Truth:
    """The right answer as the picture gives it, and the ``numbers`` that the explanation names."""

    value: Answer
    numbers: dict[str, Value]


@dataclass(frozen=True)
class Lesson:
    """A ``picture`` (the address of a page), what is asked of it, and what to say then.

    Up to step ``shows`` its runs are seen before the answer; ``hides`` names what else is held back.  ``say`` has the
    names of ``measures`` in braces, where their numbers go; ``name`` is empty for one that a visitor made.
    """

    name: str
    title: str
    minutes: int
    section: str
    picture: str
    intro: str
    question: Question
    say: str
    numbers: tuple[tuple[str, Measure], ...] = ()
    needs: str = ""
    sentence: str = ""
    next: str = ""
    shows: int = 0
    hides: tuple[str, ...] = ()
    notes: Notes = Notes()

    def truth(self, shown: Pictured | None = None) -> Truth:
        """The answer that the picture gives; ``shown`` saves making it anew.  LessonError where there is none."""
        shown = shown or pictured(self.picture)
        self._check_shown(shown)
        try:
            value = measured(self.question.measure, shown)
            numbers = {name: measured(measure, shown) for name, measure in self.numbers}
        except LessonError:
            raise
        except OptlabError as error:
            raise LessonError(f"the picture gives no answer: {error.what}", error.hint) from error
        if not is_answer(self.question, value):
            raise LessonError(f"the picture gives no answer that can be given: {str(value)[:80]}")
        return Truth(value, numbers)

    def _check_shown(self, shown: Pictured) -> None:
        """A click wants a map; a schedule depends on the number of steps: a run of fewer is no part of that of all."""
        if isinstance(self.question, Click) and (shown.page != "compare" or shown.settings.view != "map"):
            raise LessonError("question.kind: a click is an answer on the map of Compare alone", "choose, or a number")
        if self.shows and any(track.run.schedule for track in shown.tracks):
            raise LessonError("shows: a run with a schedule cannot be shown in part", "shows = 0")

    def explained(self, truth: Truth) -> str:
        """What to say after the answer, with the numbers of this picture in it."""
        return PLACEHOLDER.sub(lambda name: said(truth.numbers.get(name[1], name[0])), self.say)


def said(value: Value) -> str:
    """A value as it stands in a sentence.

    >>> said(0.0202), said(-1234567.0), said((1.0, -2.5)), said(("Adam", "Momentum"))
    ('0.0202', '−1,234,567', '(1, −2.5)', 'Adam, Momentum')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        texts = [said(part) for part in value]
        return ", ".join(texts) if value and isinstance(value[0], str) else f"({', '.join(texts)})"
    number = float(value)
    if number == int(number) if abs(number) < 1e15 else False:
        return f"{int(number):,}".replace("-", "−")
    return plain_number(number, 4)
