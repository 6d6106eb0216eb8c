"""A guess beside the truth: whether it is right, how far off in words, and what it may mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.expressions.printing.plain import plain_number
from optlab.lessons.answers import Answer
from optlab.lessons.question import Choose, Click, Number, Order, Question, Sketch

RULER = 60
"""Places along the steps at which two curves are compared."""


@dataclass(frozen=True)
class Judgement:
    """Whether a guess is ``right``, its distance from the truth in ``words``, and its ``meaning`` (may be empty)."""

    right: bool
    words: str
    meaning: str = ""


def judge(question: Question, truth: Answer, answer: Answer, diagonal: float = 1.0) -> Judgement:
    """The judgement on an answer; ``diagonal`` is that of the picture's window, which a click is measured by.

    >>> speed = Number("How many times faster?", {}, 1.0, 100.0, 1.5, log=True)
    >>> judge(speed, 8.0, 4.0).words
    'You said 4; it is 8: too low by a factor of 2.'
    """
    if isinstance(question, Choose):
        return _chosen(question, truth, answer)
    if isinstance(question, Number):
        return _number(question, float(truth), float(answer))  # type: ignore[arg-type]
    if isinstance(question, Click):
        return _click(question, np.array(truth, float), np.array(answer, float), diagonal)
    if isinstance(question, Order):
        return _order(question, truth, answer)
    assert isinstance(question, Sketch)
    return _sketch(question, truth, answer)


def _chosen(question: Choose, truth: Answer, answer: Answer) -> Judgement:
    texts = {choice.key: choice for choice in question.choices}
    right = answer == truth
    true, given = texts[str(truth)], texts[str(answer)]
    words = f"Yes: {true.text}." if right else f"You said “{given.text}”; it is “{true.text}”."
    return Judgement(right, words.replace("..", "."), given.meaning)


def _number(question: Number, truth: float, guess: float) -> Judgement:
    said = f"You said {_with_unit(guess, question)}; it is {_with_unit(truth, question)}"
    if question.log:
        factor = math.inf if min(guess, truth) <= 0.0 else max(guess / truth, truth / guess)
        right = factor <= question.near
        off = f"too {'low' if guess < truth else 'high'} by a factor of {plain_number(factor, 2)}"
    else:
        right = abs(guess - truth) <= question.near
        off = f"too {'low' if guess < truth else 'high'} by {plain_number(abs(guess - truth), 2)}"
    if guess == truth:
        return Judgement(True, f"{said}: exactly.")
    return Judgement(right, f"{said}: {'close enough, ' if right else ''}{off}.")


def _with_unit(value: float, question: Number) -> str:
    return f"{plain_number(value, 3)} {question.unit}".rstrip()


def _click(question: Click, truth: Any, guess: Any, diagonal: float) -> Judgement:
    share = float(np.hypot(*(guess - truth))) / diagonal
    right = share <= question.near
    at = f"({plain_number(truth[0])}, {plain_number(truth[1])})"
    words = f"It is at {at}; your point is {plain_number(100.0 * share, 2)} % of the picture's diagonal away"
    return Judgement(right, f"{words}{': near enough' if right else ''}.")


def _order(question: Order, truth: Any, answer: Any) -> Judgement:
    texts = {item.key: item.text for item in question.items}
    names = ", ".join(texts[key] for key in truth)
    if tuple(answer) == tuple(truth):
        return Judgement(True, f"Yes, in this order: {names}.")
    place = {key: number for number, key in enumerate(truth)}
    ranks = [place[key] for key in answer]
    wrong = sum(ranks[one] > ranks[two] for one in range(len(ranks)) for two in range(one + 1, len(ranks)))
    pairs = len(ranks) * (len(ranks) - 1) // 2
    return Judgement(False, f"It is {names}: {wrong} of {pairs} pairs stand the wrong way round.", question.meaning)


def _sketch(question: Sketch, truth: Any, answer: Any) -> Judgement:
    share = distance(question, truth, answer)
    right = share <= question.near
    words = f"Your curve is on average {plain_number(100.0 * share, 2)} % of the axis away from what came"
    return Judgement(right, f"{words}{': well drawn' if right else ''}.")


def distance(question: Sketch, first: tuple[Any, ...], second: tuple[Any, ...]) -> float:
    """The mean distance of two curves where both are known, as a share of the height of the axis."""
    ends = [(curve[0][0], curve[-1][0]) for curve in (first, second)]
    steps = np.linspace(max(ends[0][0], ends[1][0]), min(ends[0][1], ends[1][1]), RULER)
    heights = [np.interp(steps, *np.array(curve, dtype=float).T) for curve in (first, second)]
    low, high = question.low, question.high
    heights = [np.clip(height, low, high) for height in heights]  # both are drawn to the edge of one axis
    if question.log:
        heights, low, high = [np.log10(height) for height in heights], math.log10(low), math.log10(high)
    return float(np.abs(heights[0] - heights[1]).mean() / (high - low))
