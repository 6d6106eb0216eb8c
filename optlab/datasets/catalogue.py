"""All tables by name, shipped or generated: their rows, what one fits in them, and where they come from."""

from __future__ import annotations

import difflib
from typing import Any, NamedTuple

import pandas as pd

from optlab.datasets import generated, shipped
from optlab.errors import DataError, SettingsError

OPTIONS = ("rows", "noise", "seed")
"""Of a generated table."""


class Fit(NamedTuple):
    """The columns that predict, and the one that is predicted."""

    inputs: tuple[str, ...]
    target: str


def names() -> tuple[str, ...]:
    """The tables that ``load`` knows: the shipped ones, then those that are generated."""
    return (*shipped.tables(), *generators())


def generators() -> tuple[str, ...]:
    """The tables made by a formula and a seed; ``load`` takes ``rows``, ``noise`` and ``seed`` for them."""
    return tuple(generated.GENERATORS)


def load(name: str, **options: Any) -> pd.DataFrame:
    """A shipped table without its rows that have gaps (``frame.attrs["rows_dropped"]`` says how many those were), or a
    generated one: ``rows`` (240), ``noise`` (0.1: a standard deviation) and ``seed`` (0).

    DataError for a name that is not in ``names()``; SettingsError for an option that the table does not have, or that
    is out of range.

    >>> frame = load("penguins")
    >>> len(frame), frame.attrs["rows_dropped"]
    (333, 11)
    >>> list(load("moons", rows=100, noise=0.2, seed=3))
    ['x1', 'x2', 'label']
    """
    _check(name)
    known = OPTIONS if name in generators() else ()
    unknown = next((option for option in options if option not in known), None)
    if unknown is not None:
        hint = (
            f"give {', '.join(OPTIONS[:-1])} or {OPTIONS[-1]}"
            if known
            else f"only {generators()[0]}, … are made to order"
        )
        raise SettingsError(f"the table {name!r} has no option {unknown!r}", hint)
    return generated.generate(name, **options) if known else shipped.table(name)


def source(name: str) -> str:
    """What a table holds, where it comes from, and its licence."""
    _check(name)
    return generated.about(name) if name in generators() else shipped.about(name)


def title(name: str) -> str:
    """What a table is called in a sentence or a list.

    >>> title("moons"), title("penguins")
    ('Two moons', 'Palmer penguins')
    """
    _check(name)
    return generated.TITLES[name] if name in generators() else str(shipped.card(name)["title"])


def fits(name: str) -> tuple[Fit, ...]:
    """What can be fitted in a table, what one does by default first."""
    _check(name)
    if name in generators():
        return (Fit(*generated.fit_of(name)),)
    return tuple(Fit(tuple(fit["inputs"]), str(fit["target"])) for fit in shipped.card(name)["fits"])


def inputs_of(name: str, classes: bool | None = None) -> tuple[str, ...]:
    """The columns that predict by default; where ``classes`` is given, those for a target of classes, or of values.

    >>> inputs_of("penguins"), inputs_of("penguins", classes=True)
    (('flipper_length_mm',), ('bill_length_mm', 'bill_depth_mm'))
    """
    return _fit(name, classes).inputs


def target_of(name: str, classes: bool | None = None) -> str:
    """The column that is predicted by default; where ``classes`` is given, one of classes, or of values.

    DataError where the table has no such column.
    """
    return _fit(name, classes).target


def _fit(name: str, classes: bool | None) -> Fit:
    known = fits(name)
    if classes is None:
        return known[0]
    fit = next((fit for fit in known if _has_classes(name, fit) is classes), None)
    if fit is None:
        other = "classes" if not classes else "values"
        what = f"the table {name!r} has no target of {'classes' if classes else 'values'}"
        raise DataError(what, f"predict its {other}, {known[0].target}, or choose another table")
    return fit


def _has_classes(name: str, fit: Fit) -> bool:
    if name in generators():
        return fit.target == "label"
    return not pd.api.types.is_numeric_dtype(shipped.table(name)[fit.target].dtype)


def _check(name: str) -> None:
    """DataError for a table that there is not, with those whose names are near."""
    if name in names():
        return
    near = difflib.get_close_matches(str(name), names(), 3)
    hint = f"did you mean {' or '.join(near)}?  " if near else ""
    raise DataError(f"there is no table called {str(name)[:40]!r}", f"{hint}there is: {', '.join(names())}")
