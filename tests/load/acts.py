"""What a visitor does next: one change of one control, drawn by chance from what the page offers."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from tests.load.controls import control_of, is_component, options
from tests.load.formulas import formula
from tests.load.page import Page
from tests.load.session import Session

FAR = 10
"""Notches by which a rate is moved at most: a factor of ten."""


class Change(NamedTuple):
    """A control and its new value."""

    key: str
    value: Any


Act = Callable[[Random, Page], Change]


def rate(random: Random, page: Page) -> Change:
    """Move the rate of one run some notches up or down, or, where there are none, by any factor of so much."""
    key = random.choice(page.rates())
    element = page.find(key)
    if is_component(element):
        return Change(key, json.loads(control_of(element).json)["rate"] * 10 ** random.uniform(-1.0, 1.0))
    notches = options(element)
    here = notches.index(page.value(key))
    near = [notch for notch in notches[max(0, here - FAR) : here + FAR + 1] if notch != page.value(key)]
    return Change(key, random.choice(near))


def steps(random: Random, page: Page) -> Change:
    """Up to a thousand steps."""
    return Change("steps", random.choice([value for value in range(50, 1001, 50) if value != page.value("steps")]))


def seed(random: Random, page: Page) -> Change:
    """Other random choices, where they are unfolded."""
    return Change("seed", random.randrange(10_000)) if "seed" in page.names() else steps(random, page)


def start(random: Random, page: Page) -> Change:
    """Another start, a number for each of the present ones."""
    return Change("start", ", ".join(f"{random.uniform(-2, 2):.2g}" for _ in page.value("start").split(",")))


def function(random: Random, page: Page) -> Change:
    """Another function of the gallery."""
    return another("function", random, page)


def typed(random: Random, page: Page) -> Change:
    """A formula of one's own."""
    return Change("formula", formula(random))


def axis(random: Random, page: Page) -> Change:
    """The curves against something else, or other curves."""
    return another(random.choice([key for key in ("horizontal", "vertical") if key in page.names()]), random, page)


def view(random: Random, page: Page) -> Change:
    """From above or in perspective, where there is a choice."""
    return another("view", random, page) if "view" in page.names() else rate(random, page)


def another(key: str, random: Random, page: Page) -> Change:
    """Any other choice of a list."""
    return Change(key, random.choice([text for text in options(page.find(key)) if text != page.value(key)]))


USUAL: dict[Act, int] = {rate: 60, steps: 7, seed: 7, axis: 8, function: 6, typed: 6, start: 4, view: 2}
"""How often in a hundred changes."""


async def unfold(session: Session) -> None:
    """Open what holds the seed, where it is folded away."""
    if not session.page.has("seed"):
        await session.open("experiment")


async def usual(random: Random, session: Session) -> float:
    """Do one of the usual things; the seconds until the script had answered."""
    act = random.choices(list(USUAL), list(USUAL.values()))[0]
    return await session.change(*act(random, session.page))
