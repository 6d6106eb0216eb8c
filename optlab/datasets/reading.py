"""Rows that a visitor brings: a table as text becomes columns of numbers under names that a formula can hold."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Collection, Sequence

import pandas as pd

from optlab.errors import DataError

LARGEST_TEXT = 1_000_000
"""Characters of a table."""

MOST_ROWS = 5_000
MOST_COLUMNS = 20
LONGEST_NAME = 20
SEPARATORS = (";", "\t", ",")

EXAMPLE = "for example\nhours,score\n1,52\n2.5,61"


def read(text: str, reserved: Collection[str] = ()) -> pd.DataFrame:
    r"""The columns of numbers in a table of text, its first line the names, float64.

    Values are separated by commas, semicolons or tabs; between semicolons and tabs 0,5 is a half.  Names become such
    as a formula can hold and not ``reserved``; without a line of names they are x and y, or x1, x2, … and y.  Columns
    that hold mostly something else are left out (``attrs["columns_dropped"]`` names them), then rows with a gap
    (``attrs["rows_dropped"]`` counts them).  DataError where no table is left, or it is too large.

    >>> table = read("body mass (g),species,wings\n3750,Adelie,2\n3800,Gentoo,2\n,Gentoo,2")
    >>> list(table.columns), len(table), table.attrs
    (['body_mass_g', 'wings'], 2, {'rows_dropped': 1, 'columns_dropped': ['species']})
    """
    names, rows, decimal = _cells(text)
    columns = [[_number(row[place], decimal) for row in rows] for place in range(len(names))]
    kept = [place for place, column in enumerate(columns) if 2 * sum(map(math.isfinite, column)) > len(column)]
    if not kept:
        raise DataError("no column of this table holds numbers", EXAMPLE)
    plain = _plain(names, kept, reserved)
    table = pd.DataFrame({name: columns[place] for name, place in zip(plain, kept, strict=True)})
    whole = table.dropna().reset_index(drop=True)
    if not len(whole):
        raise DataError("every row of this table has a gap", "leave out the columns with gaps")
    whole.attrs["rows_dropped"] = len(table) - len(whole)
    whole.attrs["columns_dropped"] = [name for place, name in enumerate(names) if place not in kept]
    return whole


def _cells(text: str) -> tuple[list[str], list[list[str]], str]:
    """Names, rows of as many cells each, and the sign before the decimals; DataError for what is no table."""
    if len(text) > LARGEST_TEXT:
        raise DataError(f"this table has {len(text):,} characters", f"at most {LARGEST_TEXT:,}: leave out rows")
    lines = text.lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = next((sign for sign in SEPARATORS if sign in first), ",")
    if first.count(separator) >= MOST_COLUMNS:
        raise DataError(f"this table has more than {MOST_COLUMNS} columns", "leave some out")
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator, strict=True) if any(map(str.strip, row))]
    except csv.Error as error:
        raise DataError(f"this is not a table of text: {error}", EXAMPLE) from error
    decimal = "." if separator == "," else ","
    names = _header(rows, decimal)
    if not rows:
        raise DataError("this table has no rows", EXAMPLE)
    if len(rows) > MOST_ROWS:
        raise DataError(f"this table has {len(rows):,} rows", f"at most {MOST_ROWS:,}: leave some out")
    uneven = next((number for number, row in enumerate(rows) if len(row) != len(names)), None)
    if uneven is not None:
        what = f"row {uneven + 1} has {len(rows[uneven])} value(s) for {len(names)} column(s)"
        raise DataError(what, "give every row one value for each column")
    return names, rows, decimal


def _header(rows: list[list[str]], decimal: str) -> list[str]:
    """The names of the columns, taken from the rows if they stand there."""
    if not rows:
        return []
    if any(math.isnan(_number(cell, decimal)) for cell in rows[0]):
        return [name.strip() for name in rows.pop(0)]
    many = len(rows[0]) - 1
    return [*([f"x{place + 1}" for place in range(many)] if many > 1 else ["x"] * many), "y"]


def _number(cell: str, decimal: str) -> float:
    """The finite number in a cell, else nan."""
    try:
        value = float(cell.replace(decimal, "."))
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


def _plain(names: Sequence[str], kept: Sequence[int], reserved: Collection[str]) -> list[str]:
    """Names of letters, digits and single underscores that begin with a letter, no two alike."""
    plain: list[str] = []
    for place in kept:
        name = re.sub(r"[^A-Za-z0-9]+", "_", names[place])[:LONGEST_NAME].strip("_")
        name = name if name[:1].isalpha() else f"x{name}" if name else f"x{place + 1}"
        numbered = [name, *(f"{name}_{number}" for number in range(2, MOST_COLUMNS + 2))]
        plain.append(next(name for name in numbered if name not in plain and name not in reserved))
    return plain
