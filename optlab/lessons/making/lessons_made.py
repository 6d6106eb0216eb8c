"""The questions that a picture can answer, and a lesson made of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import Lesson
from optlab.lessons.making.of_places import offers_of_a_walk, offers_of_slopes
from optlab.lessons.making.of_runs import offers_of_runs
from optlab.lessons.making.offer import Offer
from optlab.lessons.pictured import Pictured
from optlab.lessons.question import Choose, Order
from optlab.lessons.reading import read
from optlab.lessons.writing import text_of

_OFFERS: dict[str, Callable[[Pictured], Iterator[Offer]]] = {
    "compare": offers_of_runs,
    "slopes": offers_of_slopes,
    "chain-rule": offers_of_a_walk,
}

SECTION_OF = {"compare": "flavours", "slopes": "hill", "chain-rule": "chain"}
"""Where a lesson of each page stands on the shelf."""


@dataclass(frozen=True)
class Words:
    """What a visitor says in place of the usual words; what is empty stays usual.  ``texts`` are of choices, by key."""

    title: str = ""
    ask: str = ""
    say: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


def offers(shown: Pictured) -> tuple[Offer, ...]:
    """The questions that a picture has an answer to.

    LessonError where no run could be told from another by its name.
    """
    names = [track.name for track in shown.tracks]
    strange = [name for name in names if names.count(name) > 1 or name != name.strip() or not name]
    if strange:
        raise LessonError(f"the runs cannot be told apart by the name {strange[0]!r}", "give each a name of its own")
    answered = (_answered(offer, shown) for offer in _OFFERS[shown.page](shown))
    return tuple(offer for offer in answered if offer is not None)


def _answered(offer: Offer, shown: Pictured) -> Offer | None:
    """The offer where the picture has an answer; things to be put in order do not stand in the right one."""
    try:
        truth = _lesson("compare", shown.page, offer, Words()).truth(shown)
    except LessonError:
        return None
    question = offer.question
    if isinstance(question, Order) and tuple(item.key for item in question.items) == truth.value:
        return replace(offer, question=replace(question, items=question.items[::-1]))
    return offer


def made(picture: str, shown: Pictured, offer: Offer, words: Words) -> Lesson:
    """The lesson that asks a question of the address of a picture, in a visitor's words.

    It is read back from its file: LessonError says what of the words cannot stand in one.
    """
    lesson = read(text_of(_lesson(picture, shown.page, offer, words)))
    lesson.truth(shown)
    return lesson


def _lesson(picture: str, page: str, offer: Offer, words: Words) -> Lesson:
    return Lesson(
        name="",
        title=words.title.strip() or offer.title[:100],
        minutes=3,
        section=SECTION_OF[page],
        picture=picture,
        intro=offer.intro,
        question=_asked(offer, words),
        say=words.say.strip() or offer.say,
        numbers=tuple(offer.numbers.items()),
        hides=offer.hides,
    )


def _asked(offer: Offer, words: Words) -> Any:
    """The question in the visitor's words."""
    question = replace(offer.question, ask=words.ask.strip() or offer.question.ask)
    texts = {key: text.strip() for key, text in words.texts.items() if text.strip()}
    if isinstance(question, Choose):
        said = tuple(replace(choice, text=texts.get(choice.key, choice.text)) for choice in question.choices)
        return replace(question, choices=said)
    if isinstance(question, Order):
        return replace(
            question, items=tuple(replace(item, text=texts.get(item.key, item.text)) for item in question.items)
        )
    return question
