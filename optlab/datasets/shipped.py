"""The tables that come with the package."""

from __future__ import annotations

from importlib import resources

import pandas as pd

from optlab.errors import DataError

_TABLES = resources.files("optlab.datasets.tables")


def names() -> tuple[str, ...]:
    """The tables that ``load`` knows."""
    return tuple(sorted(entry.name.removesuffix(".csv") for entry in _TABLES.iterdir() if entry.name.endswith(".csv")))


def load(name: str) -> pd.DataFrame:
    """A shipped table without its rows that have gaps; ``frame.attrs["rows_dropped"]`` says how many those were.

    >>> frame = load("penguins")
    >>> len(frame), frame.attrs["rows_dropped"]
    (333, 11)
    """
    if name not in names():
        raise DataError(f"there is no table called {name!r}", f"there is: {', '.join(names())}")
    with (_TABLES / f"{name}.csv").open(encoding="utf-8") as file:
        table = pd.read_csv(file)
    complete = table.dropna().reset_index(drop=True)
    complete.attrs["rows_dropped"] = len(table) - len(complete)
    return complete


def source(name: str) -> str:
    """Where a shipped table comes from, and its licence."""
    load(name)
    return (_TABLES / f"{name}.txt").read_text(encoding="utf-8")


def standardised(table: pd.DataFrame) -> pd.DataFrame:
    """The numeric columns shifted and scaled to mean 0 and standard deviation 1."""
    numbers = table.select_dtypes("number")
    spread = numbers.std(ddof=0)
    constant = [str(name) for name in numbers.columns if not spread[name] > 0.0]
    if constant:
        raise DataError(f"column '{constant[0]}' has the same value in every row", "leave it out")
    return (numbers - numbers.mean()) / spread
