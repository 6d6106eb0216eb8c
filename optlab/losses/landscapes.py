"""The gallery: functions worth descending, with their minima, a start, rates that work, and what they teach."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import pandas as pd

from optlab import datasets
from optlab.errors import OptlabError
from optlab.losses.loss import Loss, parse_loss
from optlab.losses.refining import Minima, Point, refined

ASKS = "Which run gets down first?"
"""What to predict where a landscape has no question of its own."""


@dataclass(frozen=True)
class Landscape:
    """An entry of the gallery.

    ``domain`` is the window worth looking at, (low, high) for each parameter; ``minima`` are its global minima, all of
    ``minimum_value`` (empty and None where there is none), ``stated`` what the gallery's file says of them; ``rate``
    suits plain descent from ``start``,
    ``momentum_rate`` momentum with decay 0.9; ``noise`` is a strength of tilts that shows but does not drown the slope;
    ``condition_number`` is that of the Hessian at the first minimum.  ``teaches`` is a sentence (without its full stop)
    on what its four default runs show, ``asks`` what to predict before they run, and ``promises`` say the sentence in
    the vocabulary of ``optlab.analysis.promises``, so that it can be checked.
    """

    name: str
    title: str
    formula: str
    domain: tuple[tuple[float, float], ...]
    stated: Minima
    start: Point
    rate: float
    momentum_rate: float
    noise: float
    condition_number: float | None
    teaches: str
    asks: str
    promises: tuple[str, ...]
    parameters: tuple[str, ...] | None
    source: Mapping[str, Any] | None

    @property
    def minima(self) -> tuple[Point, ...]:
        """The global minima; of a loss on rows to the last digit, because a gap is measured from them."""
        return self._lowest.points

    @property
    def minimum_value(self) -> float | None:
        """The lowest value; None where there is none."""
        return self._lowest.value

    @cached_property
    def _lowest(self) -> Minima:
        return self.stated if self.source is None else refined(self.loss, self.stated)

    @cached_property
    def data(self) -> pd.DataFrame | None:
        """The rows of a data loss: standardised columns under the names of the formula."""
        if self.source is None:
            return None
        table = datasets.standardised(datasets.load(self.source["table"]))
        return pd.DataFrame({name: table[column] for name, column in self.source["columns"].items()})

    @cached_property
    def loss(self) -> Loss:
        """The loss, ready to be evaluated."""
        return parse_loss(self.formula, self.data, self.parameters)


def names() -> tuple[str, ...]:
    """The entries in order."""
    return tuple(_gallery())


def get(name: str) -> Landscape:
    """The entry of that name.

    >>> get("rosenbrock").minima
    ((1.0, 1.0),)
    """
    try:
        return _gallery()[name]
    except KeyError:
        raise OptlabError(f"there is no landscape called {name!r}", f"there is: {', '.join(names())}") from None


@cache
def _gallery() -> dict[str, Landscape]:
    text = resources.files("optlab.losses").joinpath("landscapes.toml").read_text(encoding="utf-8")
    return {name: _landscape(name, entry) for name, entry in tomllib.loads(text).items()}


def _landscape(name: str, entry: dict[str, Any]) -> Landscape:
    return Landscape(
        name=name,
        title=entry["title"],
        formula=entry["formula"],
        domain=tuple((float(low), float(high)) for low, high in entry["domain"]),
        stated=Minima(tuple(tuple(map(float, point)) for point in entry["minima"]), entry.get("minimum_value")),
        start=tuple(map(float, entry["start"])),
        rate=entry["rate"],
        momentum_rate=entry["momentum_rate"],
        noise=float(entry.get("noise", 0.0)),
        condition_number=entry.get("condition_number"),
        teaches=entry["teaches"],
        asks=entry.get("asks", ASKS),
        promises=tuple(entry["promises"]),
        parameters=tuple(entry["parameters"]) if "parameters" in entry else None,
        source=entry.get("data"),
    )
