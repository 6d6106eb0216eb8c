"""The tables that come with the package."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pandas as pd

from optlab.errors import DataError

_TABLES = resources.files("optlab.datasets.tables")

ROUNDING = 1e-15
"""A deviation below this share of a column's values is nothing but rounding of their mean."""


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
    """The numeric columns shifted and scaled to mean 0 and standard deviation 1 (of their values; gaps stay).

    Whether a column is constant is told by its values as they are: the deviation of 0.1, 0.1, 0.1 is not zero, but
    rounding.
    """
    numbers = table.select_dtypes("number")
    constant = [str(name) for name in numbers.columns if numbers[name].nunique() < 2]
    if constant:
        raise DataError(f"column '{constant[0]}' has the same value in every row", "leave it out")
    # powers of two cost no bit, and squares neither overflow nor vanish
    numbers = numbers / [2.0 ** float(np.frexp(numbers[name].abs().max())[1] - 1) for name in numbers.columns]
    spread = numbers.std(ddof=0)
    rounding = [str(name) for name in numbers.columns if not spread[name] > ROUNDING * numbers[name].abs().max()]
    if rounding:
        raise DataError(f"the values of column '{rounding[0]}' differ by rounding alone", "subtract what they share")
    return (numbers - numbers.mean()) / spread
