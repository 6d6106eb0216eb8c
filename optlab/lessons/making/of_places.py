"""Questions about a point on Slopes, and about a walk over a graph on Chain rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from optlab.lessons.making.offer import Offer, axis, near
from optlab.lessons.measures import measured
from optlab.lessons.pictured import Pictured
from optlab.lessons.question import Choice, Choose, Number

HIDES = ("slices", "words", "numbers")

MOST_PARAMETERS = 5
"""Parameters that questions are about."""

SIGNS = {"negative": "It falls", "zero": "It stays the same", "positive": "It rises"}

KINDS = {
    "slope": "A slope",
    "minimum": "A minimum",
    "maximum": "A maximum",
    "saddle": "A saddle: up one way, down another",
    "flat": "A flat place with lower ground beside it",
}


def offers_of_slopes(shown: Pictured) -> Iterator[Offer]:
    """The questions about a point and its slopes."""
    assert shown.problem is not None
    names = shown.problem.loss.parameters[:MOST_PARAMETERS]
    slopes = {name: {"measure": "partial", "along": name} for name in names}
    sizes = [abs(measured(slope, shown)) for slope in slopes.values()]
    for name, slope in slopes.items():
        ask = f"What happens to the loss when {name} alone is turned up a little?"
        yield _sign(f"Up or down along {name}?", ask, slope)
        yield _size(f"How steep is it along {name}?", f"How steep is the loss along {name}?", slope, sizes)
    if len(names) > 1:
        yield _steepest(shown.problem.loss.parameters)
    yield _kind()


def offers_of_a_walk(shown: Pictured) -> Iterator[Offer]:
    """The questions about what comes out of a graph, and about the slopes that come back."""
    names = list(shown.walk.gradient)[:MOST_PARAMETERS]
    output = {"measure": "output"}
    yield _size("What comes out?", "What comes out at the end of the graph?", output, [abs(measured(output, shown))])
    sizes = [abs(shown.walk.gradient[name]) for name in names]
    for name in names:
        slope = {"measure": "adjoint", "of": name}
        ask = f"What happens to what comes out when {name} alone is turned up a little?"
        yield _sign(f"Up or down with {name}?", ask, slope)
        ask = f"By how much does what comes out change for each unit of {name}?"
        yield _size(f"How large is the slope of {name}?", ask, slope, sizes)


def _sign(title: str, ask: str, slope: dict[str, Any]) -> Offer:
    choices = tuple(Choice(sign, text, "") for sign, text in SIGNS.items())
    question = Choose(ask, {"measure": "sign", "of": slope}, choices)
    return Offer(title, question, "The slope is {slope}.", {"slope": slope}, HIDES)


def _size(title: str, ask: str, slope: dict[str, Any], sizes: list[float]) -> Offer:
    largest = max(sizes) or 1.0
    room = axis([-largest, largest], log=False)
    return Offer(title, Number(ask, slope, near=near(room), **room), "It is {slope}.", {"slope": slope}, HIDES)


def _steepest(names: tuple[str, ...]) -> Offer:
    ask, measure = "Along which parameter is the loss steepest, up or down?", {"measure": "steepest"}
    choices = tuple(Choice(name, name, "") for name in names[:MOST_PARAMETERS])
    return Offer(
        "Which parameter matters most?",
        Choose(ask, measure, choices),
        "It is steepest along {name}.",
        {"name": measure},
        HIDES,
    )


def _kind() -> Offer:
    choices = tuple(Choice(word, text, "") for word, text in KINDS.items())
    numbers = {"least": {"measure": "lambda_min"}, "most": {"measure": "lambda_max"}}
    say = "The loss bends by {least} in the direction in which it bends least, and by {most} where it bends most."
    return Offer(
        "What is this place?", Choose("What is this place?", {"measure": "kind"}, choices), say, numbers, HIDES
    )
