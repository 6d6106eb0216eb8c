"""Settings as the query of an address, and back.

=====  ==============================================================================
``f``  name of a landscape of the gallery (with ``e``: the one whose rows are used)
``e``  a formula of one's own, instead of the landscape's
``s``  the start, ``-1.2,1``
``n``  number of steps
``d``  seed of the random choices
``o``  strength of the noise (tilts) of a loss without data
``x``  what the curves are drawn against: steps, epochs or samples
``y``  what they show: gap, loss, gradient or distance
``l``  whether their height is logarithmic: 1 or 0
``k``  number of seeds
``r``  a run (repeated): ``name~method~rate~batch~colour~option=value…``; besides the method's hyperparameters the
       options are ``schedule``, ``clip`` and ``hidden``
=====  ==============================================================================

What equals its default is left out.  Reading never fails: what cannot be read keeps its default, and a notice names it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from optlab.errors import OptlabError, SettingsError
from optlab.experiment.settings import (
    DEFAULT_LANDSCAPE,
    HORIZONTAL,
    MOST_RUNS,
    MOST_SEEDS,
    MOST_STEPS,
    VERTICAL,
    RunSettings,
    Settings,
    defaults,
)
from optlab.expressions.tokens import LONGEST_TEXT
from optlab.losses import landscapes
from optlab.optimizers import METHODS, SCHEDULES

LONGEST_NAME = 40

Query = dict[str, list[str]]


def to_query(settings: Settings) -> Query:
    """The query parameters of the settings, each a list of texts.

    >>> to_query(defaults())
    {}
    """
    usual = defaults(settings.landscape)
    query = {"f": [settings.landscape]} if settings.landscape != DEFAULT_LANDSCAPE else {}
    for key, entry in ENTRIES.items():
        texts = entry.write(getattr(settings, entry.name))
        if texts != entry.write(getattr(usual, entry.name)):
            query[key] = texts
    return query


def from_query(query: Mapping[str, Sequence[str]]) -> tuple[Settings, list[str]]:
    """The settings, and a notice for each parameter that could not be read."""
    notices: list[str] = []
    name = (list(query.get("f", [])) or [DEFAULT_LANDSCAPE])[0]
    if name not in landscapes.names():
        notices.append(f"f: there is no landscape called {name[:40]!r}")
        name = DEFAULT_LANDSCAPE
    settings = defaults(name)
    notices += [f"{key[:20]}: not a setting" for key in query if key not in ENTRIES and key != "f"]
    for key, entry in ENTRIES.items():
        if key in query:
            try:
                settings = replace(settings, **{entry.name: entry.read(list(query[key]))})
            except (OptlabError, ValueError, IndexError, OverflowError) as error:
                notices.append(f"{key}: {str(error)[:120]}")
    return settings, notices


class Entry(NamedTuple):
    """The field of Settings called ``name``, written to and read from a list of texts."""

    name: str
    write: Callable[[Any], list[str]]
    read: Callable[[list[str]], Any]


def _text(longest: int) -> Callable[[list[str]], str]:
    def read(texts: list[str]) -> str:
        if len(texts[0]) > longest:
            raise SettingsError(f"longer than {longest} characters")
        return texts[0]

    return read


def _whole(low: int, high: int) -> Callable[[list[str]], int]:
    def read(texts: list[str]) -> int:
        value = int(texts[0])
        if not low <= value <= high:
            raise SettingsError(f"must be from {low} to {high}, got {value}")
        return value

    return read


def _choice(options: Sequence[str]) -> Callable[[list[str]], str]:
    def read(texts: list[str]) -> str:
        if texts[0] not in options:
            raise SettingsError(f"must be one of {', '.join(options)}")
        return texts[0]

    return read


def _switch_text(on: bool) -> list[str]:
    return ["1" if on else "0"]


def _switch(texts: list[str]) -> bool:
    return _choice(("0", "1"))(texts) == "1"


def number(text: str, low: float = -math.inf) -> float:
    """A finite number of at least ``low``; SettingsError otherwise."""
    value = float(text)
    if not math.isfinite(value) or value < low:
        raise SettingsError(
            f"must be a finite number{f' of at least {low:g}' if low > -math.inf else ''}, got {text[:20]}"
        )
    return value


def numbers(text: str) -> tuple[float, ...]:
    """Finite numbers separated by commas or spaces; SettingsError otherwise."""
    parts = text.replace(",", " ").replace(";", " ").split()
    if not 1 <= len(parts) <= 128:
        raise SettingsError("write one number for each parameter", "for example -1.2, 1")
    return tuple(number(part) for part in parts)


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def _run_text(run: RunSettings) -> str:
    options = [f"{name}={number_text(value)}" for name, value in run.options]
    if run.schedule:
        options.append(f"schedule={run.schedule}")
    if run.clip:
        options.append(f"clip={number_text(run.clip)}")
    if not run.shown:
        options.append("hidden=1")
    batch = "all" if run.batch is None else str(run.batch)
    return "~".join([run.name.replace("~", "-"), run.method, number_text(run.rate), batch, str(run.colour), *options])


def _run(text: str) -> RunSettings:
    name, method, rate, batch, colour, *pairs = text.split("~")
    options = dict(pair.split("=", 1) for pair in pairs)
    schedule, clip, hidden = options.pop("schedule", ""), options.pop("clip", "0"), options.pop("hidden", "0")
    if method not in METHODS or len(name) > LONGEST_NAME or int(colour) not in range(MOST_RUNS):
        raise SettingsError(f"not a run: {text[:60]}")
    if schedule and schedule not in SCHEDULES:
        raise SettingsError(f"there is no schedule called {schedule[:40]!r}")
    run = RunSettings(
        name,
        method,
        number(rate, 0.0),
        None if batch == "all" else _whole(1, 10**9)([batch]),
        int(colour),
        tuple((option, _option(method, option, value)) for option, value in options.items()),
        schedule,
        number(clip, 0.0),
        hidden != "1",
    )
    run.rule(0.0)
    return run


def _option(method: str, name: str, text: str) -> float:
    """A hyperparameter as the method declares it: a switch, a whole number or a number."""
    for parameter in METHODS[method].description.hyperparameters:
        if parameter.name == name:
            value = number(text)
            return bool(value) if parameter.kind == "switch" else int(value) if parameter.kind == "whole" else value
    raise SettingsError(f"{method} has no hyperparameter called {name[:40]!r}")


def _runs(texts: list[str]) -> tuple[RunSettings, ...]:
    if not 1 <= len(texts) <= MOST_RUNS:
        raise SettingsError(f"between 1 and {MOST_RUNS} runs, got {len(texts)}")
    return tuple(_run(text) for text in texts)


ENTRIES: dict[str, Entry] = {
    "e": Entry("formula", lambda text: [text], _text(LONGEST_TEXT)),
    "s": Entry("start", lambda start: [",".join(map(number_text, start))], lambda texts: numbers(texts[0])),
    "n": Entry("steps", lambda steps: [str(steps)], _whole(0, MOST_STEPS)),
    "d": Entry("seed", lambda seed: [str(seed)], _whole(0, 2**32 - 1)),
    "o": Entry("noise", lambda noise: [number_text(noise)], lambda texts: number(texts[0], 0.0)),
    "x": Entry("horizontal", lambda choice: [choice], _choice(HORIZONTAL)),
    "y": Entry("vertical", lambda choice: [choice], _choice(VERTICAL)),
    "k": Entry("seeds", lambda seeds: [str(seeds)], _whole(1, MOST_SEEDS)),
    "l": Entry("log", _switch_text, _switch),
    "r": Entry("runs", lambda runs: [_run_text(run) for run in runs], _runs),
}
"""One table that both writes and reads the address."""
