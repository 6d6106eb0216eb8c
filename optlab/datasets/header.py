"""Rows of cells to a table: what stands above and below it, its names or none, and names of its rows.

Whether the first row holds names is told by whole columns: it does where words stand above columns of numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from optlab.datasets.numbers import is_gap, shape_of
from optlab.datasets.separator import EXAMPLE, Cells, Row, cells_of
from optlab.datasets.words import truth_of
from optlab.errors import DataError

LOOKED_AT = 200
"""Rows from which it is told whether a column holds numbers."""

MANY = 5
"""Rows that are not counted 1, 2, 3 … by chance."""

YEARS = (1500, 2200)
"""Numbers that may be names: years in order above what was counted in them."""


class Table(NamedTuple):
    """``names`` (None where the text has none), the rows, each with as many cells, and what was left out of them."""

    names: list[str] | None
    rows: list[Row]
    notes: tuple[str, ...]


def table_of(cells: Cells) -> Table:
    """The table in rows of cells; DataError where rows differ in length."""
    rows = _trimmed(cells.rows)
    if not rows:
        raise DataError("this table has no rows", EXAMPLE)
    width = _usual_width(rows)
    above, rows = _above(rows, width)
    below, rows = _below(rows, width)
    notes = [f"Left out: line {row.line}, {' '.join(row.cells).strip()[:60]!r}" for row in above + below]
    names, rows, more = _names(rows, width, cells)
    _check(rows, len(names) if names else width, cells.separator)
    unnamed, names, rows = _without_row_names(names, rows)
    return Table(names, rows, (*notes, *more, *unnamed))


def _trimmed(rows: Sequence[Row]) -> list[Row]:
    """Rows without the empty cells behind the last column that holds anything."""
    width = max((place + 1 for row in rows for place, cell in enumerate(row.cells) if cell), default=0)
    return [Row(row.line, row.cells[:width]) for row in rows]


def _usual_width(rows: Sequence[Row]) -> int:
    """The most frequent number of cells, the larger of two equally frequent ones."""
    counts = Counter(len(row.cells) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _above(rows: list[Row], width: int) -> tuple[list[Row], list[Row]]:
    """Titles above a line of names, and the rest: rows too short, or with nothing but their first cell filled."""
    count = 0
    while count < len(rows) - 1 and _is_title(rows[count], width):
        count += 1
    if count and not _has_names([row for row in rows[count:] if len(row.cells) == width]):
        # no names below: R has a line of names that is one cell shorter; else the titles are all that there is
        last = rows[count - 1]
        is_line_of_names = len(last.cells) == width - 1 and _named_rows(rows[count:], sure=width == 2)
        if is_line_of_names or (width == 2 and _is_name(last, rows[count])):
            count -= 1
        elif any(len(row.cells) == width or len(_filled(row.cells)) > 1 for row in rows[:count]):
            count = 0
    return rows[:count], rows[count:]


def _is_name(row: Row, below: Row) -> bool:
    """Whether a single word directly above rows of two values is the name of a column (of 1,5 and 2,5?), no title."""
    return len(row.cells[0].split()) == 1 and below.line == row.line + 1


def _is_title(row: Row, width: int) -> bool:
    first_alone = width > 1 and bool(row.cells[0]) and len(_filled(row.cells)) == 1
    return (len(row.cells) < width or first_alone) and not any(map(_is_number, row.cells))


def _below(rows: list[Row], width: int) -> tuple[list[Row], list[Row]]:
    """Lines of words below the table (its source, a count of rows), and the rest."""
    count = 0
    while width > 1 and count < len(rows) - 2 and len(_filled(rows[-1 - count].cells)) == 1:
        cells = rows[-1 - count].cells
        is_padded = len(cells) == width and " " not in cells[0]
        if is_padded or not cells[0] or is_gap(cells[0]) or _is_number(cells[0]):
            break
        count += 1
    end = len(rows) - count
    return rows[end:], rows[:end]


def _names(rows: list[Row], width: int, cells: Cells) -> tuple[list[str] | None, list[Row], tuple[str, ...]]:
    """The names of the columns, the rows below, and a note where a comment gave the names."""
    first = rows[0].cells
    if len(first) == width - 1 and not any(map(_is_number, first)) and _named_rows(rows[1:], sure=width == 2):
        return ["", *first], rows[1:], ()
    if _has_names([row for row in rows if len(row.cells) == width]) and len(first) == width:
        return first, rows[1:], ()
    if len(first) < width and not any(map(_is_number, first)):
        what = f"line {rows[0].line} names {len(first)} column(s), but the rows below have {width} values"
        decimal = ", and write decimals with a point" if cells.separator == "," else ""
        raise DataError(what, f"give every column a name{decimal}")
    line, comment = next((pair for pair in reversed(cells.comments) if pair[0] < rows[0].line), (0, ""))
    named = cells_of(comment, cells.separator) if comment else []
    if len(named) == width > 1 and all(named) and not any(map(_is_number, named)):
        return named, rows, (f"The names of the columns were taken from the comment in line {line}",)
    return None, rows, ()


def _has_names(rows: Sequence[Row]) -> bool:
    """Whether the first of the rows holds names: words above columns of numbers or of truth values."""
    if not rows:
        return False
    first, body = rows[0].cells, rows[1 : 1 + LOOKED_AT]
    if not body:
        return not any(map(_is_number, first))
    words, numbers = list[int](), list[int]()
    for place, cell in enumerate(first):
        belongs = _kind([row.cells[place] for row in body])
        if belongs is not None and not is_gap(cell):
            (numbers if belongs(cell) else words).append(place)
    if words or numbers:
        if not words:
            return _counts_columns(first, body) or _are_years([first[place] for place in numbers], body, numbers)
        return len(words) >= len(numbers) or _count_up([first[place] for place in numbers])
    return not any(map(_is_number, first))


def _kind(cells: Sequence[str]) -> Callable[[str], bool] | None:
    """What tells whether one more cell is of the same kind as those of a column of numbers or of truth values."""
    given = [cell for cell in cells if not is_gap(cell)]
    if 2 * sum(map(_is_number, given)) > len(given):
        return _is_number
    return _is_truth if given and all(map(_is_truth, given)) else None


def _is_number(cell: str) -> bool:
    return shape_of(cell) is not None


def _is_truth(cell: str) -> bool:
    return truth_of(cell) is not None


def _count_up(names: Sequence[str]) -> bool:
    """Several whole numbers, each one more than the one before: of columns rather than of things measured."""
    if len(names) < 2 or not all(map(_is_whole, names)):
        return False
    return all(int(high) == int(low) + 1 for low, high in pairwise(names))


def _counts_columns(first: Sequence[str], body: Sequence[Row]) -> bool:
    """Names 0, 1, 2 … over rows 0, 1, 2 …, as pandas writes them for a table without names."""
    counted = first[1:] == [str(place) for place in range(len(first) - 1)]
    return not first[0] and counted and _counts([row.cells[0] for row in body])


def _are_years(names: Sequence[str], body: Sequence[Row], places: Sequence[int]) -> bool:
    """Years in order above numbers that are none."""
    rising = all(map(_is_year, names)) and all(int(low) < int(high) for low, high in pairwise(names))
    return len(names) > 1 and rising and not any(_is_year(row.cells[place]) for row in body for place in places)


def _is_year(cell: str) -> bool:
    return _is_whole(cell) and YEARS[0] < int(cell) < YEARS[1]


def _is_whole(cell: str) -> bool:
    return len(cell) < 10 and cell.isdecimal()


def _named_rows(rows: Sequence[Row], *, sure: bool = False) -> bool:
    """Whether the first cells of the rows are names of them: words or 1, 2, 3 …, no two alike.

    ``sure``: a few counted rows are not enough, because they may be decimals (1,5 and 2,5).
    """
    first = [row.cells[0] for row in rows]
    words = not any(map(_is_number, first)) and len(set(first)) == len(first)
    counted = _counts(first) and not (sure and len(first) < MANY)
    return bool(first) and all(first) and (words or counted)


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells count from 0 or 1 on, at least two of them."""
    return len(cells) > 1 and any(cells == [str(place) for place in range(at, at + len(cells))] for at in (0, 1))


def _without_row_names(names: list[str] | None, rows: list[Row]) -> tuple[tuple[str, ...], list[str] | None, list[Row]]:
    """The table without a first column that has no name and only numbers or names its rows, and a note of it."""
    if not names or len(names) < 2 or names[0] not in ("", "Unnamed: 0", "rownames") or not _named_rows(rows):
        return (), names, rows
    return ("Left out: the first column, the names of the rows",), names[1:], [Row(n, cells[1:]) for n, cells in rows]


def _check(rows: Sequence[Row], width: int, separator: str) -> None:
    """DataError where a row has more or fewer cells than there are columns."""
    row = next((row for row in rows if len(row.cells) != width), None)
    if row is not None:
        what = f"line {row.line} has {len(row.cells)} value(s) for {width} column(s)"
        quotes = '; a comma at the thousands needs quotes: "1,234"' if separator == "," else ""
        raise DataError(what, f"give every row one value for each column{quotes}")


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]
