"""The picture of the Chain rule page as a value: what is computed, from which inputs, and how far one has walked.

=========  ==================================================================
``eg``     the example: composition, line, paths, neuron, valley, network, own
``e``      a formula of one's own
``hold``   an input of it that is held at a number (repeated): ``lambda~0.1``
``at``     the inputs, ``1.2,0.5``
``depth``  hidden layers of the network
``gain``   size of its weights
``draw``   seed of its weights
``step``   the step of the walk at which the player rests
``j``      whether the page is enlarged for a projector: 1 or 0
=========  ==================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from optlab.errors import OptlabError
from optlab.expressions.text.parser import MOST_NAMES
from optlab.optimizers.hyperparameters import Checked
from optlab.picture.address import Query, read, unknown, written
from optlab.picture.faults import fault_text
from optlab.picture.fields import choice, level, numbers, switch, whole
from optlab.picture.fitting import held_fitting
from optlab.picture.holding import KEY, Held, held_field
from optlab.picture.plus import with_plus
from optlab.picture.subject import Subject, formula_field


@dataclass(frozen=True)
class Example:
    """A formula with a point at which its walk is worth seeing; ``shows`` says what to look for."""

    title: str
    formula: str
    point: tuple[float, ...]
    shows: str


EXAMPLES = {
    "composition": Example("Composition: sin(x²)", "sin(x^2)", (1.2,), "One function inside another: slopes multiply."),
    "line": Example(
        "Squared error of a line", "(w*x + b - y)^2", (1.5, -1.0, 0.5, 2.0), "The error travels back to w and b."
    ),
    "paths": Example(
        "Two paths: x·exp(−x)", "x*exp(-x)", (0.5,), "x is used twice: what comes back along both paths adds up."
    ),
    "neuron": Example(
        "Sigmoid neuron",
        "(sigmoid(w*x + b) - y)^2",
        (2.0, 1.0, -0.5, 0.0),
        "Turn w up: a saturated neuron passes almost nothing back.",
    ),
    "valley": Example(
        "Rosenbrock valley",
        "(1-x)^2 + 5*(y-x^2)^2",
        (-1.2, 1.0),
        "Two paths lead from x to the loss, and their slopes add up.",
    ),
}
FIRST_EXAMPLE = "composition"
NETWORK, OWN = "network", "own"

GAINS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
"""Sizes of a network's weights: their standard deviation times the root of the number of inputs."""

DEEPEST = 6
"""Hidden layers of a network."""

MOST_STEPS = 10_000
"""Steps that no walk has."""


@dataclass(frozen=True)
class ChainSettings(Checked):
    """A computation and a step of the walk over its graph.

    ``formula`` is empty but for OWN, and nothing is ``held`` then; ``point`` has a number for each input of a formula,
    and none for the NETWORK, whose weights follow from ``gain`` and ``draw``.

    >>> ChainSettings(depth=7)
    Traceback (most recent call last):
        ...
    optlab.errors.SettingsError: depth must be a whole number from 1 to 6, got 7
    1 is the usual choice
    """

    example: str = choice("eg", FIRST_EXAMPLE, (*EXAMPLES, NETWORK, OWN))
    formula: str = formula_field()
    point: tuple[float, ...] = numbers("at", (), MOST_NAMES)
    depth: int = whole("depth", 1, 1, DEEPEST)
    gain: float = level("gain", 1.0, GAINS)
    draw: int = whole("draw", 0, 0, 9_999)
    step: int = whole("step", 0, 0, MOST_STEPS)
    projector: bool = switch("j", False)
    held: tuple[tuple[str, float], ...] = held_field()

    @property
    def is_network(self) -> bool:
        """Whether a network is computed and not a formula."""
        return self.example == NETWORK

    @property
    def text(self) -> str:
        """The formula, whosever it is; empty for the network."""
        return EXAMPLES[self.example].formula if self.example in EXAMPLES else self.formula


def first_point(settings: ChainSettings, start: tuple[float, ...]) -> tuple[float, ...]:
    """The inputs to begin with: the example's, or for a formula of one's own its ``start``; none for the network."""
    if settings.is_network:
        return ()
    return EXAMPLES[settings.example].point if settings.example in EXAMPLES else start


# ------------------------------------------------------------------ as an address


def to_query(settings: ChainSettings, first: tuple[float, ...]) -> Query:
    """The query parameters of a picture; left out are the inputs where they are the ``first`` ones."""
    return written(settings, ChainSettings(point=first))


def from_query(
    query: Mapping[str, Sequence[str]], fault_of: Callable[[str, Held], OptlabError | None]
) -> tuple[ChainSettings, list[str]]:
    """The picture, whose inputs may not fit its formula yet, and a notice for each parameter that could not be read.

    ``fault_of`` says what is wrong with a formula of which something is held, if anything.
    """
    query, plus = with_plus(query)
    begin = ChainSettings(OWN if "e" in query else FIRST_EXAMPLE)
    settings, notices = read(query, begin)
    unread = any(notice.startswith("e:") for notice in notices)
    fault = fault_of(settings.formula, ()) if "e" in query and not unread else None
    notices = [*unknown(query, begin), *plus, *notices]
    if fault is not None:
        notices.append(f"e: {fault_text(fault)}")
    if settings.example != OWN:
        notices += [f"{KEY}: only of a formula of one's own"] if settings.held else []
        return replace(settings, formula="", held=()), notices
    if not settings.formula or fault is not None:
        return replace(settings, formula=EXAMPLES[FIRST_EXAMPLE].formula, held=()), notices
    subject = Subject(formula=settings.formula, held=settings.held)
    held, more = held_fitting(subject, lambda own: fault_of(own.formula, own.held))
    return replace(settings, held=held), [*notices, *more]


def fitted(settings: ChainSettings, first: tuple[float, ...]) -> tuple[ChainSettings, list[str]]:
    """Settings with a number for each input: the ``first`` ones where there are none or too few or too many, which a
    notice says.
    """
    count = len(settings.point)
    if count == len(first):
        return settings, []
    wrong = bool(count) and not settings.is_network
    notices = [f"at: {count} number(s) for {len(first)} input(s)"] if wrong else []
    return replace(settings, point=first), notices
