"""Questions about a picture, by the way in which they are answered; none of them holds its own answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

Measure = Mapping[str, Any]
"""What the program computes to know the answer: ``{"measure": "final", "run": "Vanilla", "of": "x"}``."""

MOST_POINTS = 60
"""Points of a sketched curve."""


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose from; ``meaning`` is what it means when someone picks it."""

    key: str
    text: str
    meaning: str


@dataclass(frozen=True)
class Item:
    """One of the things to be put in order."""

    key: str
    text: str


@dataclass(frozen=True)
class Question:
    """What is asked, in words; ``measure`` is what the program computes to answer it."""

    kind: ClassVar[str]
    ask: str
    measure: Measure


@dataclass(frozen=True)
class Choose(Question):
    """One of two to five choices; an answer is the key of one."""

    kind: ClassVar[str] = "choose"
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Number(Question):
    """A number from ``low`` to ``high`` on a slider, logarithmic with ``log``.

    ``near`` is what counts as right: a factor (above 1) on a logarithmic slider, else a distance.
    """

    kind: ClassVar[str] = "number"
    low: float
    high: float
    near: float
    log: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Click(Question):
    """A point of the picture; ``near`` is the share of the window's diagonal that counts as right."""

    kind: ClassVar[str] = "click"
    near: float


@dataclass(frozen=True)
class Order(Question):
    """Two to six things in order; an answer has the keys of all of them.  ``meaning`` is said of a wrong order."""

    kind: ClassVar[str] = "order"
    items: tuple[Item, ...]
    meaning: str


@dataclass(frozen=True)
class Sketch(Question):
    """A curve of what is called ``of`` over the steps 0 to ``steps``, of a height from ``low`` to ``high``.

    An answer is a curve of at most MOST_POINTS points ``(step, height)``.  ``near`` is what counts as right: the mean
    distance as a share of the height of the axis (logarithmic with ``log``).
    """

    kind: ClassVar[str] = "sketch"
    of: str
    low: float
    high: float
    steps: int
    near: float
    log: bool = False
