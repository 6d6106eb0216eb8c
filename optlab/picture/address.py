"""Settings as the query of an address, and back.

=====  ==============================================================================
``f``  name of a landscape of the gallery (with ``e``: the one whose rows are used)
``e``  a formula of one's own, instead of the landscape's
``z``  rows of one's own, packed; ``large`` where they are too many for an address
``s``  the start, ``-1.2,1``
``n``  number of steps
``d``  seed of the random choices
``o``  strength of the noise (tilts) of a loss without data
``x``  what the curves are drawn against: steps, epochs or samples
``y``  what they show: gap, loss, gradient or distance; or numbers, for those of a step instead of curves
``l``  whether their height is logarithmic: 1 or 0
``t``  whether predicted rates are drawn: 1 or 0
``v``  the landscape from above or in perspective: map or surface
``h``  whether the surface's height is logarithmic: 1 or 0
``c``  where the surface is seen from, numbers
``p``  parameters along the axes, counted from 0, ``0,2``; or principal, for the plane of the paths
``u``  colour number of the run that the numbers are about
``j``  whether the page is enlarged for a projector: 1 or 0
``k``  number of seeds
``r``  a run (repeated): ``name~method~rate~batch~colour~option=value…``; besides the method's hyperparameters the
       options are ``schedule``, ``clip`` and ``hidden``
=====  ==============================================================================

What equals its default is left out.  Reading never fails: what cannot be read keeps its default, and a notice names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from optlab import datasets
from optlab.errors import DataError, OptlabError, SettingsError
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.losses import landscapes
from optlab.picture.field_texts import (
    camera,
    choice,
    number,
    number_text,
    numbers,
    plane,
    short_text,
    switch,
    switch_text,
    whole,
)
from optlab.picture.run_text import read_run, run_text
from optlab.picture.settings import (
    HORIZONTAL,
    MOST_RUNS,
    MOST_SEEDS,
    MOST_STEPS,
    VERTICAL,
    VIEWS,
    RunSettings,
    Settings,
    defaults,
)
from optlab.picture.subject import DEFAULT_LANDSCAPE

Query = dict[str, list[str]]

LONGEST_ROWS = 4_000
"""Characters of packed rows in an address; longer ones travel only in a settings file."""

LARGE = "large"


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


def first(read: Callable[[str], Any]) -> Callable[[list[str]], Any]:
    """A reader of the first text of a parameter."""
    return lambda texts: read(texts[0])


def _runs(texts: list[str]) -> tuple[RunSettings, ...]:
    if not 1 <= len(texts) <= MOST_RUNS:
        raise SettingsError(f"between 1 and {MOST_RUNS} runs, got {len(texts)}")
    return tuple(read_run(text) for text in texts)


def _rows_text(rows: str) -> list[str]:
    return [rows if len(rows) <= LONGEST_ROWS else LARGE]


def read_rows(text: str) -> str:
    """Packed rows that can be unpacked; DataError for others."""
    if text == LARGE:
        raise DataError("the rows were too many for an address", "bring them again, or open their settings file")
    if text:
        datasets.unpack(text)
    return text


ENTRIES: dict[str, Entry] = {
    "z": Entry("rows", _rows_text, first(read_rows)),
    "e": Entry("formula", lambda formula: [formula], first(short_text(LONGEST_TEXT))),
    "s": Entry("start", lambda start: [",".join(map(number_text, start))], first(numbers)),
    "n": Entry("steps", lambda steps: [str(steps)], first(whole(0, MOST_STEPS))),
    "d": Entry("seed", lambda seed: [str(seed)], first(whole(0, 2**32 - 1))),
    "o": Entry("noise", lambda noise: [number_text(noise)], first(lambda text: number(text, 0.0))),
    "x": Entry("horizontal", lambda word: [word], first(choice(HORIZONTAL))),
    "y": Entry("vertical", lambda word: [word], first(choice(VERTICAL))),
    "k": Entry("seeds", lambda seeds: [str(seeds)], first(whole(1, MOST_SEEDS))),
    "l": Entry("log", switch_text, first(switch)),
    "t": Entry("theory", switch_text, first(switch)),
    "v": Entry("view", lambda word: [word], first(choice(VIEWS))),
    "h": Entry("log_height", switch_text, first(switch)),
    "c": Entry("camera", lambda place: [",".join(map(number_text, place))], first(camera)),
    "p": Entry("plane", lambda axes: [axes], first(plane)),
    "u": Entry("focus", lambda focus: [str(focus)], first(whole(0, MOST_RUNS - 1))),
    "j": Entry("projector", switch_text, first(switch)),
    "r": Entry("runs", lambda runs: [run_text(run) for run in runs], _runs),
}
"""One table that both writes and reads the address."""
