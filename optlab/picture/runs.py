"""A run of a picture: its method with all numbers, its name and its paint; as a value and as a text.

A run has an id, which stays its own while others come and go: whatever is paired with a run is paired by that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from optlab.errors import SettingsError
from optlab.optimizers import METHODS, SCHEDULES, Clipped, make_schedule
from optlab.optimizers.description import Hyperparameter
from optlab.optimizers.hyperparameters import Checked
from optlab.optimizers.rule import Method
from optlab.picture.fields import choice, number, number_text, read_number, read_whole, switch, text, whole

Part = TypeVar("Part")

MOST_RUNS = 8
"""Runs of a picture: as many as there are colours."""

LONGEST_NAME = 40
LARGEST_BATCH = 10**9
MOST_WHOLE = 100
"""Largest value of a whole hyperparameter that states none."""


@dataclass(frozen=True)
class RunSettings(Checked):
    """One run of a picture, known by its ``id``.

    ``batch`` is None for all examples; ``options`` are hyperparameters that differ from their defaults; ``schedule`` is
    the name of one, or empty; ``clip`` is the longest gradient let through, 0 for any; ``colour`` is paint.
    """

    name: str = text("", "", LONGEST_NAME)
    method: str = choice("", "GradientDescent", METHODS)
    rate: float = number("", 0.01, 0.0)
    batch: int | None = None
    colour: int = whole("", 0, 0, MOST_RUNS - 1)
    options: tuple[tuple[str, float], ...] = ()
    schedule: str = choice("", "", SCHEDULES, "")
    clip: float = number("", 0.0, 0.0)
    shown: bool = switch("", True)
    id: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.batch is not None and not 1 <= self.batch <= LARGEST_BATCH:
            raise SettingsError(f"a batch is from 1 to {LARGEST_BATCH} examples, got {self.batch}", "or None, for all")
        for name, _ in self.options:
            _declaration(self.method, name)
        self.rule(0.0)

    @property
    def unpainted(self) -> RunSettings:
        """What its numbers depend on: the same run without name, colour and id, and shown."""
        return replace(self, name="", colour=0, shown=True, id=0)

    def rule(self, minimum_value: float | None = None) -> Method | Clipped:
        """The method with its hyperparameters; SettingsError when one is out of range."""
        rule = METHODS[self.method].make(minimum_value, **dict(self.options))
        return Clipped(rule, self.clip) if self.clip else rule

    @property
    def heavy_ball_decay(self) -> float | None:
        """β where the limits of the rate are known (0: plain descent): a schedule or clipping moves them."""
        return None if self.schedule else self.rule().heavy_ball_decay

    def factor(self, steps: int) -> Callable[[int], float] | None:
        """The schedule over that many steps."""
        return make_schedule(self.schedule, steps) if self.schedule else None


def numbered(runs: Iterable[RunSettings]) -> tuple[RunSettings, ...]:
    """The runs with ids in their order, from 0 on."""
    return tuple(replace(run, id=place) for place, run in enumerate(runs))


def repainted(runs: Iterable[RunSettings]) -> tuple[tuple[RunSettings, ...], list[str]]:
    """At most MOST_RUNS runs, each in a colour of its own, and a notice for each that had the colour of one before."""
    painted: list[RunSettings] = []
    notices: list[str] = []
    for run in runs:
        taken = {other.colour: other.name for other in painted}
        if run.colour in taken:
            notices.append(f"r: {run.name} had the colour of {taken[run.colour]} and has another one now")
            run = replace(run, colour=min(set(range(MOST_RUNS)) - set(taken)))  # noqa: PLW2901 - the same run
        painted.append(run)
    return tuple(painted), notices


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a number behind it where another run has it.

    >>> free_name("Adam", ["Adam", "Adam 2"]), free_name("Adam 2", ["Adam 2"])
    ('Adam 3', 'Adam 3')
    """
    taken = set(taken)
    if name not in taken:
        return name
    stem = re.sub(r" \d+$", "", name)[: LONGEST_NAME - 3]
    return next(text for number in range(2, 99) if (text := f"{stem} {number}") not in taken)


def with_run(runs: Sequence[RunSettings], run: RunSettings) -> tuple[RunSettings, ...]:
    """The runs and one more, with an id of its own, a free name and the first free colour."""
    colour = min(set(range(MOST_RUNS)) - {other.colour for other in runs})
    name = free_name(run.name, (other.name for other in runs))
    return (*runs, replace(run, name=name, colour=colour, id=max(other.id for other in runs) + 1))


# ------------------------------------------------------------------ a run as one text


FORM = "name~method~rate~batch~colour"
"""How a run begins as a text; ``~option=value`` may follow."""


def run_text(run: RunSettings) -> str:
    """``name~method~rate~batch~colour~option=value…``."""
    options = [f"{name}={number_text(value)}" for name, value in run.options]
    if run.schedule:
        options.append(f"schedule={run.schedule}")
    if run.clip:
        options.append(f"clip={number_text(run.clip)}")
    if not run.shown:
        options.append("hidden=1")
    batch = "all" if run.batch is None else str(run.batch)
    return "~".join([run.name.replace("~", "-"), run.method, number_text(run.rate), batch, str(run.colour), *options])


def read_run(text: str) -> RunSettings:
    """The run that a text describes, its name without line breaks and invisible signs; SettingsError otherwise."""
    parts = text.split("~")
    if len(parts) < 5 or not all("=" in pair for pair in parts[5:]):
        raise SettingsError(f"{text[:40]!r} is not a run", f"write {FORM}, for example Mine~Adam~0.01~all~0")
    name, method, rate, batch, colour, *pairs = parts
    options = dict(pair.split("=", 1) for pair in pairs)
    schedule, clip, hidden = options.pop("schedule", ""), options.pop("clip", "0"), options.pop("hidden", "0")
    if method not in METHODS:
        some = ", ".join(list(METHODS)[:3])
        raise SettingsError(
            f"there is no method called {method[:40]!r}", f"write one of {some} … as the page names them"
        )
    return RunSettings(
        "".join(filter(str.isprintable, name)),
        method,
        _part("rate", name, lambda: read_number(rate, 0.0)),
        None if batch == "all" else _part("batch", name, lambda: read_whole(batch, 1, LARGEST_BATCH), "or write all"),
        _part("colour", name, lambda: read_whole(colour, 0, MOST_RUNS - 1)),
        tuple((key, _part(key, name, partial(_option, method, key, value))) for key, value in options.items()),
        schedule,
        _part("clip", name, lambda: read_number(clip, 0.0)),
        hidden != "1",
    )


def read_runs(texts: Sequence[str]) -> tuple[RunSettings, ...]:
    """The runs that the texts describe, with ids in their order; SettingsError or ValueError where they are none."""
    if not 1 <= len(texts) <= MOST_RUNS:
        raise SettingsError(f"a picture has from 1 to {MOST_RUNS} runs, got {len(texts)}")
    return numbered(read_run(text) for text in texts)


def _part(what: str, name: str, read: Callable[[], Part], hint: str = "") -> Part:
    """A part of the run ``name`` as ``read`` reads it; a SettingsError says of which part and run it speaks."""
    try:
        return read()
    except SettingsError as error:
        said = f"the {what[:LONGEST_NAME]} of {name[:LONGEST_NAME]!r} {error.what}"
        raise SettingsError(said if error.what.startswith("must ") else error.what, hint or error.hint) from error


def _option(method: str, name: str, text: str) -> float:
    """A hyperparameter as the method declares it: a switch, a whole number or a number."""
    parameter = _declaration(method, name)
    if parameter.kind != "whole":
        return bool(read_number(text)) if parameter.kind == "switch" else read_number(text)
    return read_whole(text, int(parameter.low or 0), int(parameter.high or MOST_WHOLE))


def _declaration(method: str, name: str) -> Hyperparameter:
    """What a method says of its hyperparameter of that name."""
    for parameter in METHODS[method].description.hyperparameters:
        if parameter.name == name:
            return parameter
    raise SettingsError(f"{method} has no hyperparameter called {name[:40]!r}")
