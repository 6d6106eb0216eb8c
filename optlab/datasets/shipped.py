"""The tables that come with the package: NAME.csv, its source and licence in NAME.txt, what to fit in NAME.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd

from optlab.errors import DataError

_TABLES = resources.files("optlab.datasets.tables")

ROUNDING = 1e-15
"""A deviation below this share of a column's values is nothing but rounding of their mean."""


@lru_cache(maxsize=1)
def tables() -> tuple[str, ...]:
    """The names of the shipped tables."""
    return tuple(sorted(entry.name.removesuffix(".csv") for entry in _TABLES.iterdir() if entry.name.endswith(".csv")))


def table(name: str) -> pd.DataFrame:
    """A shipped table without its rows that have gaps; ``frame.attrs["rows_dropped"]`` says how many those were."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8") as file:
        whole = pd.read_csv(file)
    complete = whole.dropna().reset_index(drop=True)
    complete.attrs["rows_dropped"] = len(whole) - len(complete)
    return complete


def about(name: str) -> str:
    """What a shipped table holds, where it comes from and its licence."""
    return (_TABLES / f"{name}.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def card(name: str) -> dict[str, Any]:
    """What NAME.toml says: ``title``, ``fits`` (inputs and target, what one fits by default first), ``certified``."""
    return tomllib.loads((_TABLES / f"{name}.toml").read_text(encoding="utf-8"))


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
