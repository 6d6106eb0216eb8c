"""What a column of cells holds, and its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from optlab.datasets.numbers import COMMA, POINT, Shape, decimal_sign, decimals_of, is_gap, shape_of, value_of
from optlab.datasets.separator import Row
from optlab.datasets.words import classes_of, is_code, is_date, truth_of
from optlab.errors import DataError

NUMBERS, TRUTH, LABELS, LEFT_OUT = "numbers", "truth values", "labels", "left out"

MOST_SAID = 6
"""Labels of a column that a note tells."""


class Column(NamedTuple):
    """A column called ``name`` in the text: what ``kind`` it is of, its numbers (nan for gaps), and a note on how they
    were read, or why the column was left out.
    """

    name: str
    kind: str
    values: list[float]
    note: str = ""


class _Draft(NamedTuple):
    """A column whose numbers are not yet read, because other columns may tell their decimal sign."""

    name: str
    cells: list[str]
    shapes: list[Shape | None]

    @property
    def numbers(self) -> list[Shape]:
        return [shape for shape in self.shapes if shape is not None]


def columns_of(names: Sequence[str], rows: Sequence[Row], separator: str) -> list[Column]:
    """The columns, each with its kind; DataError for numbers that can be read two ways."""
    drafts = [_draft(name, [row.cells[place] for row in rows]) for place, name in enumerate(names)]
    lines = [row.line for row in rows]
    held = [_words(draft, lines) or draft for draft in drafts]
    elsewhere = {sign for draft in held if isinstance(draft, _Draft) for sign in decimals_of(draft.numbers)}
    return [_numbers(draft, elsewhere, separator, lines) if isinstance(draft, _Draft) else draft for draft in held]


def _draft(name: str, cells: list[str]) -> _Draft:
    return _Draft(name, cells, [None if is_gap(cell) else shape_of(cell) for cell in cells])


def _words(draft: _Draft, lines: Sequence[int]) -> Column | None:
    """The column where it holds something else than numbers."""
    name, cells = draft.name, draft.cells
    given = [(cell, shape) for cell, shape in zip(cells, draft.shapes, strict=True) if not is_gap(cell)]
    if not given:
        return Column(name, LEFT_OUT, [], "it is empty")
    if all(truth_of(cell) is not None for cell, _ in given):
        return _truth(name, cells)
    if 2 * sum(shape is None and is_date(cell) for cell, shape in given) > len(given):
        return Column(name, LEFT_OUT, [], "it holds dates")
    words = [cell for cell, shape in given if shape is None]
    units = {shape.unit for _, shape in given if shape is not None} - {""}
    code = next((word for word in words if is_code(word) and not is_date(word)), None)
    if 2 * len(words) < len(given) and code is None and len(units) < 2:
        return None
    if labels := classes_of(cells):
        return _labels(name, cells, labels)
    example = code or (words[0] if words else given[0][0])
    where = lines[cells.index(example)]
    return Column(name, LEFT_OUT, [], f"it holds words, such as {example[:30]!r} in line {where}")


def _labels(name: str, cells: Sequence[str], labels: Sequence[str]) -> Column:
    places = {label: float(place) for place, label in enumerate(labels)}
    said = ", ".join(f"{place} {label[:20]}" for place, label in enumerate(labels[:MOST_SAID]))
    more = ", …" if len(labels) > MOST_SAID else ""
    return Column(name, LABELS, [places.get(cell, math.nan) for cell in cells], f"its labels are {said}{more}")


def _truth(name: str, cells: Sequence[str]) -> Column:
    values = [truth_of(cell) for cell in cells]
    words = {value: cell for cell, value in zip(cells, values, strict=True) if value is not None}
    said = " and ".join(f"{words[value]!r} is {value:g}" for value in (0.0, 1.0) if value in words)
    return Column(name, TRUTH, [math.nan if value is None else value for value in values], f"{said}")


def _numbers(draft: _Draft, elsewhere: set[str], separator: str, lines: Sequence[int]) -> Column:
    """The column's numbers; a word among them is a gap."""
    numbers = draft.numbers
    decimal = decimal_sign(numbers, elsewhere, separator)
    if decimal is None:
        raise _doubt(draft, lines)
    values = [math.nan] * len(draft.shapes)
    for place, shape in enumerate(draft.shapes):
        if shape is not None:
            try:
                values[place] = value_of(shape, decimal)
            except DataError as error:
                raise DataError(f"line {lines[place]}, column {draft.name[:40]!r}: {error.what}", error.hint) from None
    return Column(draft.name, NUMBERS, values, _how(draft, decimal))


def _doubt(draft: _Draft, lines: Sequence[int]) -> DataError:
    """Numbers that can be read two ways."""
    seen: dict[str, str] = {}
    for shape, cell, line in zip(draft.shapes, draft.cells, lines, strict=True):
        if shape is not None and (shape.decimal or shape.either):
            seen.setdefault(shape.decimal or shape.either, f"{cell[:20]} in line {line}")
    name = draft.name[:40]
    if len(seen) > 1:
        what = f"column {name!r} writes its decimals in two ways: {' and '.join(seen.values())}"
        return DataError(what, "write all of its numbers with a decimal point")
    sign = "comma" if COMMA in seen else "point"
    what = f"column {name!r} can be read two ways: {next(iter(seen.values()))} may have a thousands or a decimal {sign}"
    hint = "take the commas out if they stand at the thousands, or write a decimal point"
    if sign == "point":
        hint = "take the points out if they stand at the thousands, or separate the values by commas"
    return DataError(what, hint)


def _how(draft: _Draft, decimal: str) -> str:
    """How numbers were read that may be meant otherwise, by an example; empty for plain ones."""
    pairs = zip(draft.cells, draft.shapes, strict=True)
    unusual = ((cell, shape) for cell, shape in pairs if shape is not None and _is_unusual(shape, decimal))
    return next((f"{cell[:20]} is {_plain(value_of(shape, decimal))}" for cell, shape in unusual), "")


def _is_unusual(shape: Shape, decimal: str) -> bool:
    """A comma, a group of digits, a unit, a point at the thousands."""
    point = shape.either == POINT and decimal == COMMA
    return bool(shape.unit or shape.grouped or COMMA in shape.digits or point)


def _plain(value: float) -> str:
    return repr(value).removesuffix(".0")
