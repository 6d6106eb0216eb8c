"""Measures of measures: which run has the least of something, in what order they stand, how many times as much."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from optlab.lessons.faults import LessonError
from optlab.lessons.measures.table import inner, measure, number, text, texts
from optlab.lessons.pictured import Pictured

Spec = Mapping[str, Any]


@measure
def first(spec: Spec, shown: Pictured) -> str:
    """The name among ``runs`` with the least of what ``by`` measures; LessonError where two share it."""
    names = _in_order(spec, shown)
    least, other = (inner(spec, "by", shown, run=name) for name in names[:2])
    if least == other:
        raise LessonError(f"{names[0]!r} and {names[1]!r} are equal by this measure", "ask of other runs")
    return names[0]


@measure
def last(spec: Spec, shown: Pictured) -> str:
    """The name among ``runs`` with the most of what ``by`` measures (never counts as most)."""
    names = _in_order(spec, shown)
    most, other = (inner(spec, "by", shown, run=name) for name in names[:-3:-1])
    if most == other:
        raise LessonError(f"{names[-1]!r} and {names[-2]!r} are equal by this measure", "ask of other runs")
    return names[-1]


@measure
def order(spec: Spec, shown: Pictured) -> tuple[str, ...]:
    """The names of ``runs`` from the least of what ``by`` measures to the most; what is no number stands last.

    LessonError where two share it: neither order would be the right one.
    """
    names = _in_order(spec, shown)
    sizes = [_size(inner(spec, "by", shown, run=name)) for name in names]
    equal = [pair for pair, (first, second) in zip(pairwise(names), pairwise(sizes), strict=True) if first == second]
    if equal:
        raise LessonError(f"{equal[0][0]!r} and {equal[0][1]!r} are equal by this measure", "ask of other runs")
    return names


def _in_order(spec: Spec, shown: Pictured) -> tuple[str, ...]:
    names = texts(spec, "runs")
    sizes = {name: _size(inner(spec, "by", shown, run=name)) for name in names}
    return tuple(sorted(names, key=sizes.__getitem__))


def _size(value: object) -> float:
    if not isinstance(value, int | float):
        raise LessonError(f"measure: runs cannot be put in order by {str(value)[:40]!r}", "measure a number")
    return math.inf if math.isnan(value) else float(value)


@measure
def ratio(spec: Spec, shown: Pictured) -> float:
    """How many times ``over`` goes into ``of``."""
    of, over = _size(inner(spec, "of", shown)), _size(inner(spec, "over", shown))
    if over == 0.0:
        raise LessonError("measure 'ratio': what is divided by is zero")
    return of / over


@measure
def difference(spec: Spec, shown: Pictured) -> float:
    """``of`` less ``minus``."""
    return _size(inner(spec, "of", shown)) - _size(inner(spec, "minus", shown))


@measure
def compared(spec: Spec, shown: Pictured) -> str:
    """``"less"``, ``"equal"`` or ``"more"``: ``of`` beside ``beside``, equal within the share ``within`` (0.01)."""
    of, beside = _size(inner(spec, "of", shown)), _size(inner(spec, "beside", shown))
    within = number(spec, "within", 0.01)
    if of == beside or math.isclose(of, beside, rel_tol=max(within, 0.0)):
        return "equal"
    return "less" if of < beside else "more"


@measure
def sign(spec: Spec, shown: Pictured) -> str:
    """``"negative"``, ``"zero"`` or ``"positive"``: what ``of`` is."""
    value = _size(inner(spec, "of", shown))
    return "zero" if abs(value) < 1e-12 else "negative" if value < 0.0 else "positive"


@measure
def chosen(spec: Spec, shown: Pictured) -> str:
    """What ``of`` measures, by the words of ``words``: the key under which another measure's word stands."""
    word = str(inner(spec, "of", shown))
    words = spec.get("words")
    if not isinstance(words, Mapping) or word not in words:
        raise LessonError(f"measure 'chosen' has no word for {word[:40]!r}", "add it to 'words'")
    return text({**words, "measure": "chosen"}, word)
