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


def read_columns(table: pd.DataFrame, names: Sequence[str]) -> Array:
    """The named columns as ``(columns, rows)`` float64; DataError for text, gaps, infinite values or no rows."""
    if not len(table):
        raise DataError("the table has no rows", "a loss is a mean over examples: give at least one row")
    return np.array([_numbers(table, name) for name in names], dtype=float)


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


def _numbers(table: pd.DataFrame, name: str) -> Array:
    column = table[name]
    if not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column)):
        example = next((value for value in column if isinstance(value, str)), column.iloc[0])
        raise DataError(
            f"column '{name}' does not hold numbers but, for example, {str(example)[:40]!r}",
            "convert it to numbers, or leave it out of the formula",
        )
    if pd.api.types.is_complex_dtype(column):
        raise DataError(f"column '{name}' holds complex numbers", "a loss is real")
    gaps = int(column.isna().sum())
    if gaps:
        row = int(np.flatnonzero(column.isna().to_numpy())[0])
        raise DataError(f"column '{name}' has {gaps} gap(s), the first in row {row}", "drop these rows: frame.dropna()")
    values = column.to_numpy(dtype=float)
    if not np.isfinite(values).all():
        row = int(np.flatnonzero(~np.isfinite(values))[0])
        raise DataError(f"column '{name}' is infinite in row {row}", "every value must be a finite number")
    return values


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
