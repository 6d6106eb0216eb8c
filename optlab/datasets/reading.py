"""Rows that a visitor brings: a table as text becomes columns of numbers under names that a formula can hold.

Bytes → letters (``decoding``) → rows of cells (``separator``) → names and rows (``header``) → columns (``kinds``) →
what of them is kept (here).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import pandas as pd

from optlab.datasets.decoding import WIDEST_LETTER, decode
from optlab.datasets.header import table_of
from optlab.datasets.kinds import LABELS, LEFT_OUT, NUMBERS, TRUTH, Column, columns_of
from optlab.datasets.naming import headless, usable
from optlab.datasets.separator import EXAMPLE, FEWER, split
from optlab.errors import DataError

LARGEST_TEXT = 1_000_000
"""Characters of a table."""

MOST_ROWS = 5_000
MOST_COLUMNS = 20

NAMELESS = "column "
"""What a column is called, with its number, in a table without names."""

CONSTANT = "it has the same value in every row"

ENDINGS = ("csv", "tsv", "tab", "txt", "data", "dat", "asc")
"""Endings of the names of files that may hold a table of text."""


def read(
    text: str | bytes, reserved: Collection[str] = (), *, labels: bool = False, gaps: bool = False
) -> pd.DataFrame:
    r"""The columns of numbers in a table of text (or in the bytes of a file), float64.

    Separators, decimal signs, thousands, comments, titles and whether there is a line of names are told by the whole
    text.  Names become such as a formula can hold and not ``reserved``; without a line of names they are x and y, or
    x1, x2, … and y.  yes and no, true and false are 1 and 0.  Left out are columns of words and dates, columns that are
    mostly gaps, columns that have one value in every row, and rows with a gap.  With ``labels`` columns of words with
    few different ones are kept as classes 0, 1, 2, … in the order of the alphabet; with ``gaps`` rows with a gap are
    kept, with nan there.

    ``attrs["notes"]`` says in sentences what was left out or read in a particular way, ``attrs["rows_dropped"]`` counts
    rows, ``attrs["columns_dropped"]`` names columns, ``attrs["labels"]`` those that hold classes.  DataError where no
    table is left, or it is too large.

    >>> table = read("body mass (g),species,wings\n3750,Adelie,2\n3800,Gentoo,3\n,Gentoo,2")
    >>> list(table.columns), len(table), table.attrs["rows_dropped"], table.attrs["columns_dropped"]
    (['body_mass_g', 'wings'], 2, 1, ['species'])
    >>> read("age,passed\n19,no\n21,yes").to_dict("list")
    {'age': [19.0, 21.0], 'passed': [0.0, 1.0]}
    """
    letters, notes = _letters(text)
    cells = split(letters, MOST_ROWS, MOST_COLUMNS)
    found = table_of(cells)
    width = len(found.rows[0].cells) if found.rows else 0
    _check_size(len(found.rows), width)
    names = found.names or [f"{NAMELESS}{place + 1}" for place in range(width)]
    columns = columns_of(names, found.rows, cells.separator)
    kept, dropped = _sorted_out(columns, labels=labels)
    own = _own_names(kept, found.names is None, reserved)
    frame = pd.DataFrame({name: column.values for name, column in zip(own, kept, strict=True)})
    whole = frame.dropna(how="all" if gaps else "any")
    if not len(whole):
        raise DataError("every row of this table has a gap", "leave out the columns with gaps")
    said = _left_out(dropped, frame, whole, [row.line for row in found.rows])
    whole = whole.reset_index(drop=True)
    whole.attrs = {
        "rows_dropped": len(frame) - len(whole),
        "columns_dropped": [column.name for column in dropped],
        "labels": [name for name, column in zip(own, kept, strict=True) if column.kind == LABELS],
        "notes": (*notes, *found.notes, *_told(own, kept), *said),
    }
    return whole


def _letters(text: str | bytes) -> tuple[str, tuple[str, ...]]:
    """The text and notes on its letters; DataError for one that is too long, before anything is done with it."""
    if isinstance(text, bytes) and len(text) <= WIDEST_LETTER * LARGEST_TEXT:
        letters, notes = decode(text)
    elif isinstance(text, str):
        letters, notes = text, ()
    else:
        raise DataError(f"this file has {len(text):,} bytes", f"at most {LARGEST_TEXT:,}: leave out rows")
    if len(letters) > LARGEST_TEXT:
        raise DataError(f"this table has {len(letters):,} characters", f"at most {LARGEST_TEXT:,}: leave out rows")
    if "\0" in letters:
        raise DataError("this is not a table of text: it holds zeros instead of letters", EXAMPLE)
    return letters, notes


def _check_size(rows: int, columns: int) -> None:
    if not rows:
        raise DataError("this table has no rows", EXAMPLE)
    if columns > MOST_COLUMNS:
        raise DataError(f"this table has more than {MOST_COLUMNS} columns", FEWER)
    if rows > MOST_ROWS:
        raise DataError(f"this table has more than {MOST_ROWS:,} rows", FEWER)


def _sorted_out(columns: Sequence[Column], *, labels: bool) -> tuple[list[Column], list[Column]]:
    """The columns that are kept, and those left out with the reason for a note; DataError where none is kept."""
    wanted = (NUMBERS, TRUTH, LABELS) if labels else (NUMBERS, TRUTH)
    judged = [_judged(column) for column in columns]
    kept = [column for column in judged if column.kind in wanted]
    if not any(column.kind in (NUMBERS, TRUTH) for column in kept):
        constant = next((column for column in judged if column.note == CONSTANT), None)
        if constant is not None:
            raise DataError(f"column {constant.name[:40]!r} has the {CONSTANT.removeprefix('it has the ')}", EXAMPLE)
        raise DataError("no column of this table holds numbers", EXAMPLE)
    return kept, [column for column in judged if column.kind not in wanted]


def _judged(column: Column) -> Column:
    """The column, or why it is left out: mostly gaps, or one value (told by the numbers as they stand)."""
    if column.kind == LEFT_OUT:
        return column
    given = [value for value in column.values if not math.isnan(value)]
    if 2 * len(given) <= len(column.values):
        return Column(column.name, LEFT_OUT, [], "it is mostly gaps")
    if len(column.values) > 1 and len(set(given)) == 1:
        return Column(column.name, LEFT_OUT, [], CONSTANT)
    return column


def _own_names(kept: Sequence[Column], without_names: bool, reserved: Collection[str]) -> list[str]:
    if not without_names:
        return usable([column.name for column in kept], reserved)
    numbers = iter(headless(sum(column.kind != LABELS for column in kept)))
    return usable(["label" if column.kind == LABELS else next(numbers) for column in kept], reserved)


def _told(names: Sequence[str], kept: Sequence[Column]) -> list[str]:
    """How columns were read that may be meant otherwise."""
    return [f"{name}: {column.note}" for name, column in zip(names, kept, strict=True) if column.note]


def _left_out(dropped: Sequence[Column], frame: pd.DataFrame, whole: pd.DataFrame, lines: Sequence[int]) -> list[str]:
    """What was left out, and the gaps that cost a row where a formula uses their column."""
    said = [f"Left out: {_called(column)}, {_reason(column)}" for column in dropped]
    lost = [line for line, is_there in zip(lines, frame.index.isin(whole.index), strict=True) if not is_there]
    said += [f"Left out: {len(lost)} row(s) with gaps, the first in line {lost[0]}"] if lost else []
    gaps = {name: count for name, count in whole.isna().sum().items() if count}
    return said + [
        f"{name} has {count} gap(s): a formula with {name} leaves those rows out" for name, count in gaps.items()
    ]


def _called(column: Column) -> str:
    return column.name if column.name.startswith(NAMELESS) else f"column {column.name[:40]!r}"


def _reason(column: Column) -> str:
    return "it holds labels" if column.kind == LABELS else column.note
