"""Text to rows of cells: its lines, what is not part of the table, and what separates its values."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from optlab.datasets.numbers import is_gap, shape_of
from optlab.errors import DataError

SPACE = " "
"""The separator of tables that are aligned with spaces (or spaces and tabs)."""

SEPARATORS = ("\t", ";", "|", ",", SPACE)
"""Of those that suit equally well the first is meant: a comma may be a decimal sign, a space part of a word."""

LOOKED_AT = 40
"""Lines from which the separator is told."""

MOST_CELLS = 100
"""Of one of them."""

COMMENTS = ("#", "%", "//")
SPARE = 10
"""Rows that may stand above and below the table."""

LINES_A_ROW = 8
"""Lines that a row may take on average: blank ones, comments, cells of several lines."""

FAULTS = {
    "unexpected end": "a quotation mark is never closed",
    "larger than field limit": "a value has no end: perhaps a quotation mark is never closed",
    "expected after": "something stands between the end of a quotation and the separator",
}
"""What ``csv`` says of a text, in other words."""

FEWER = "leave some out"
EXAMPLE = "for example\nhours,score\n1,52\n2.5,61"

_DECLARED = re.compile(r'"?sep=([^\w"\'.+-])"?', re.IGNORECASE)
_RUN_OF_SPACES = re.compile(r'("[^"]*")|[ \t]+')
_FRAME = " \t|:+=-"


class Row(NamedTuple):
    """The cells of a row, without spaces around them, and the number of the line that it begins on."""

    line: int
    cells: list[str]


class Cells(NamedTuple):
    """The rows of a text, its comments (line and text without the sign), and the separator that was meant."""

    rows: list[Row]
    comments: list[tuple[int, str]]
    separator: str


def split(text: str, most_rows: int, most_columns: int) -> Cells:
    """The rows of a text, a few more than ``most_rows`` at most; DataError for more columns, or quotes never closed."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > LINES_A_ROW * most_rows:
        raise DataError(f"this table has {len(lines):,} lines, more than {most_rows:,} rows", FEWER)
    declared = _take_declared(lines)
    comments = _take_comments(lines)
    separator = declared or _likeliest(lines)
    rows: list[Row] = []
    try:
        for row in _rows(lines, separator, strict=True):
            values = len(_without_end(row.cells)) or len(row.cells)
            if values > most_columns + any(row.cells):  # one more for the names of the rows
                raise DataError(f"line {row.line} has {values:,} values, more than {most_columns} columns", FEWER)
            if any(row.cells):
                rows.append(Row(row.line, row.cells[: most_columns + 1]))
            if len(rows) > most_rows + SPARE:
                break
    except csv.Error as error:
        raise DataError(f"this is not a table of text: {error}", "write every quotation mark twice, or none") from error
    return Cells(rows, comments, separator)


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of one line."""
    return next((row.cells for row in _rows([line], separator)), [])


def _take_declared(lines: list[str]) -> str | None:
    """The separator that the first line states (Excel's ``sep=;``), which is emptied."""
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    match = _DECLARED.fullmatch(lines[first].strip(" \r"))
    if not match:
        return None
    lines[first] = ""
    return match[1]


def _take_comments(lines: list[str]) -> list[tuple[int, str]]:
    """Lines of comment, which are emptied so that the others keep their numbers.

    ``#,name`` is no comment but a line of names whose first is #.
    """
    comments = []
    for place, line in enumerate(lines):
        sign = next((sign for sign in COMMENTS if line.lstrip().startswith(sign)), None)
        rest = line.lstrip()[len(sign) :] if sign else ""
        if sign and not rest.startswith(SEPARATORS[:-1]):
            comments.append((place + 1, rest.strip()))
            lines[place] = ""
    return comments


def _rows(lines: Sequence[str], separator: str, *, strict: bool = False) -> Iterator[Row]:
    reader = csv.reader(_prepared(lines, separator), skipinitialspace=True, strict=strict, delimiter=_sign(separator))
    line = 1
    try:
        for cells in reader:
            yield Row(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        known = next((words for part, words in FAULTS.items() if part in str(error)), str(error))
        raise csv.Error(f"in the row that begins in line {line}, {known}") from error


def _sign(separator: str) -> str:
    return "\t" if separator == SPACE else separator


def _prepared(lines: Iterable[str], separator: str) -> Iterator[str]:
    """Lines as ``csv`` can split them: runs of spaces become tabs, the frame of a Markdown table goes."""
    for line in lines:
        if separator == SPACE:
            yield _RUN_OF_SPACES.sub(lambda match: match[1] or "\t", line.strip()) + "\n"
        elif separator == "|":
            rule = not line.strip(_FRAME)
            yield ("" if rule else line.strip().removeprefix("|").removesuffix("|")) + "\n"
        else:
            yield line + "\n"


def _likeliest(lines: Sequence[str]) -> str:
    """The separator by which most lines have equally many cells and most cells are numbers."""
    looked_at = [line for line in lines if line.strip()][:LOOKED_AT]
    best = max(SEPARATORS, key=lambda separator: _suits(looked_at, separator))
    return best if _suits(looked_at, best) > 0.0 else ","


def _suits(lines: Sequence[str], separator: str) -> float:
    """How well a separator suits: 0 where it separates nothing; below 1 where lines differ in their cells."""
    try:
        rows = [row.cells for row in _rows(lines, separator) if any(row.cells)]
    except csv.Error:
        return 0.0
    counts = Counter(len(_without_end(cells)) for cells in rows)
    if not counts:
        return 0.0
    usual = max(counts, key=lambda width: (counts[width], width))
    if usual < 2:
        return 0.0
    even = counts[usual] / len(rows)
    cells = [cell for cells in rows[1:] or rows for cell in cells[:MOST_CELLS] if not is_gap(cell)]
    numbers = sum(shape_of(cell) is not None for cell in cells) / max(1, len(cells))
    return round(even, 1) + round(numbers, 1) / 4.0


def _without_end(cells: list[str]) -> list[str]:
    """The cells without empty ones at the end, of which some programs write more or fewer."""
    filled = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return cells[: filled + 1]
