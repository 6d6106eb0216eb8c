"""The rows a loss averages over: checked once, kept as a float64 array ``(columns, rows)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from optlab.errors import DataError, OptlabError
from optlab.expressions import Array
from optlab.expressions.functions import RESERVED

Table = pd.DataFrame | Mapping[str, Any]
"""Rows of data: a DataFrame, or anything that ``pandas.DataFrame`` takes, such as a dict of equally long lists."""


def read_columns(table: pd.DataFrame, names: Sequence[str]) -> tuple[Array, tuple[str, ...]]:
    """The named columns as ``(columns, rows)`` float64, without the rows that have a gap in one of *these* columns, and
    a note that says how many those were; DataError for text, infinite values or no rows.
    """
    if not len(table):
        raise DataError("the table has no rows", "a loss is a mean over examples: give at least one row")
    values = np.array([numbers_in(table, name) for name in names], dtype=float)
    gaps = np.isnan(values)
    whole = ~gaps.any(axis=0)
    if whole.all():
        return values, ()
    gappy = ", ".join(f"'{name}'" for name, has_gap in zip(names, gaps.any(axis=1), strict=True) if has_gap)
    if not whole.any():
        raise DataError(f"every row has a gap in {gappy}", "leave the column with gaps out of the formula")
    dropped = len(table) - int(whole.sum())
    return values[:, whole], (f"{dropped} of {len(table)} rows are left out: they have a gap in {gappy}",)


def as_table(data: Table) -> pd.DataFrame:
    """The data as a DataFrame with text column names, each once."""
    try:
        table = data if isinstance(data, pd.DataFrame) else pd.DataFrame(data)
    except (ValueError, TypeError) as error:
        raise DataError(f"these rows do not form a table: {error}", "give columns of equal length") from error
    names = [str(name) for name in table.columns]
    for name in names:
        if names.count(name) > 1:
            raise DataError(f"two columns are called '{name}'", "rename one of them")
    return table.set_axis(names, axis="columns")


def numbers_in(
    table: pd.DataFrame, name: str, hint: str = "convert it to numbers, or leave it out of the formula"
) -> Array:
    """The named column as float64, gaps as nan; DataError with this hint for text, and for infinite values."""
    column = table[name]
    if not len(column):
        return np.empty(0)
    if not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column)):
        example = next((value for value in column if isinstance(value, str)), column.iloc[0])
        raise DataError(
            f"column '{name}' does not hold numbers but, for example, {str(example)[:40]!r}",
            hint,
        )
    if pd.api.types.is_complex_dtype(column):
        raise DataError(f"column '{name}' holds complex numbers", "a loss is real")
    values: Array = column.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(values).any():
        row = int(np.flatnonzero(np.isinf(values))[0])
        raise DataError(f"column '{name}' is infinite in row {row}", "every value must be a finite number")
    return values


def near_misses(names: Sequence[str], columns: Sequence[str]) -> list[tuple[str, str]]:
    """Names that are no columns but differ from one only in capitals or underscores, each with that column.

    >>> near_misses(["w", "Body_mass", "age"], ["bodymass", "age"])
    [('Body_mass', 'bodymass')]
    """
    bare = {_bare(column): column for column in columns}
    return [(name, bare[_bare(name)]) for name in names if name not in columns and _bare(name) in bare]


def _bare(name: str) -> str:
    return name.replace("_", "").replace(" ", "").casefold()


def check_used(used: Sequence[str], names: Sequence[str], table: pd.DataFrame) -> tuple[str, ...]:
    """Notes on names that are almost columns; DataError where the formula uses no column at all, because then what was
    meant for a column became a parameter.
    """
    columns = [str(name) for name in table.columns]
    near = near_misses(names, columns)
    if used:
        return tuple(f"'{name}' is a parameter: the column is called '{column}'" for name, column in near)
    listed = ", ".join(columns)[:200]
    hint = "name columns in the formula, or leave the data out"
    if near:
        hint = f"write '{near[0][1]}' for '{near[0][0]}'"
    elif columns and all(name.isdecimal() for name in columns):
        hint = "give the columns names: pandas.DataFrame(rows, columns=['x', 'y'])"
    raise DataError(f"the formula uses no column of the data; they are called {listed}", hint)


def parameters_of(names: Sequence[str], columns: Sequence[str], wanted: Sequence[str] | None) -> tuple[str, ...]:
    """The parameters in order: ``names`` that are no columns, or ``wanted``.  OptlabError when there are none, or when
    ``wanted`` leaves one out.
    """
    free = [name for name in names if name not in columns]
    clash = sorted(set(columns) & RESERVED)
    if clash:
        raise DataError(f"column '{clash[0]}' has the name of a function or constant", "rename the column")
    if wanted is not None:
        wanted = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        clash = sorted(set(wanted) & RESERVED)
        if clash:
            raise OptlabError(f"'{clash[0]}' is the name of a function or constant", "choose another parameter name")
        missing = [name for name in free if name not in wanted]
        if missing:
            raise OptlabError(f"'{missing[0]}' is neither a parameter nor a column", "add it to parameters=(…)")
        free = list(dict.fromkeys(wanted))
    if not free:
        raise OptlabError("the formula has no parameter to descend in", "use at least one name, for example x")
    return tuple(free)
