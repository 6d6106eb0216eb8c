"""Rows under the hand: those of a model of one or two inputs, few enough to be moved one by one.

What comes of an edit are rows of the visitor's own, rounded so that an address can hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from optlab import datasets
from optlab.errors import DataError
from optlab.expressions import Array
from optlab.picture.fit import Fit, table_of
from optlab.picture.labelling import is_comparison, labels_of
from optlab.picture.model import ModelSettings
from optlab.picture.subject import Subject

MOST_ROWS, FEWEST_ROWS = 300, 4
"""Rows that can be edited, and that must be left."""

MOST_INPUTS = 2

DIGITS = 3
"""Decimals of a number that is typed by hand, of numbers about one in size; fewer of larger ones."""


@dataclass(frozen=True, eq=False)
class Rows:
    """``table`` has the columns ``inputs`` and then ``target``; of a target of classes it holds their places, and
    ``classes`` are their labels in order (none for values).
    """

    table: pd.DataFrame
    inputs: tuple[str, ...]
    target: str
    classes: tuple[str, ...]

    @property
    def window(self) -> tuple[tuple[float, float], ...]:
        """Low and high of each column, with room around the rows: where points can be put."""
        sides = []
        for name in self.table.columns:
            low, high = float(self.table[name].min()), float(self.table[name].max())
            room = 0.15 * (high - low) or 1.0
            sides.append((low - room, high + room))
        return tuple(sides)


def rows_of(subject: Subject) -> Rows:
    """The rows of a subject's model as they are edited; DataError says why they cannot be."""
    fit = subject.fit()
    if fit is None or subject.model is None:
        raise DataError("there are no rows of a model to edit", "choose a model on rows")
    model = fit.model
    if len(model.inputs) > MOST_INPUTS:
        what = f"the model has {len(model.inputs)} inputs: their rows do not lie in a plane"
        raise DataError(what, "choose one or two inputs to edit the rows")
    table = table_of(subject.model, subject.rows)[[*model.inputs, model.target]].dropna().reset_index(drop=True)
    if len(table) > MOST_ROWS:
        raise DataError(f"there are {len(table):,} rows; up to {MOST_ROWS} can be edited by hand", "draw fewer rows")
    return Rows(_plain(table, fit), model.inputs, model.target, tuple(map(_short, fit.classes)))


def _plain(table: pd.DataFrame, fit: Fit) -> pd.DataFrame:
    """The same with the places of classes in place of their labels."""
    if not fit.classes:
        return table.astype(float)
    places = {label: float(place) for place, label in enumerate(fit.classes)}
    return table.assign(**{fit.model.target: table[fit.model.target].map(places)}).astype(float)


def _short(label: object) -> str:
    return f"{label:g}" if isinstance(label, float) else str(label)


def edited(rows: Rows, numbers: Sequence[float]) -> Rows:
    """The rows with these numbers, row after row, in place of their own; DataError for numbers that are no such rows.

    A class is the place of one that there is.
    """
    width = len(rows.table.columns)
    if len(numbers) % width or len(numbers) > MOST_ROWS * width:
        raise DataError(f"{len(numbers)} numbers are no rows of {width}", f"at most {MOST_ROWS} rows")
    table = pd.DataFrame(np.reshape(np.array(numbers, dtype=float), (-1, width)), columns=rows.table.columns)
    if rows.classes:
        classes = table[rows.target]
        if not classes.isin(range(len(rows.classes))).all():
            raise DataError("a row is of a class that there is not", f"there are {len(rows.classes)}")
    return replace(rows, table=table)


def labelled(rows: Rows, rule: str) -> Rows:
    """The rows with what a rule says of them for a target; ExpressionError or DataError where that cannot be.

    Classes need a comparison, such as ``y > x^2``; values may have any formula.
    """
    labels = labels_of(rule, rows.table, rows.inputs)
    if rows.classes and not is_comparison(rule):
        labels = (labels > 0.0).astype(float)
    if len(np.unique(labels)) < 2:
        raise DataError("the formula says the same of every row", "choose one that some rows fulfil and others do not")
    return replace(rows, table=rows.table.assign(**{rows.target: labels}))


def as_own(subject: Subject, rows: Rows) -> Subject:
    """The subject on these rows, which are the visitor's own from now on; DataError for too few."""
    if subject.model is None or len(rows.table) < FEWEST_ROWS:
        raise DataError(f"{len(rows.table)} row(s) are too few for a model", f"leave at least {FEWEST_ROWS}")
    table, model = _renumbered(_rounded(rows), rows), subject.model
    own = ModelSettings(model.kind)
    scaled = model.scaled and not model.is_drawn  # a generator's rows are not, and stay so
    changed: dict[str, Any] = {
        "data": "",
        "inputs": (),
        "target": "",
        "rows": own.rows,
        "noise": own.noise,
        "scaled": scaled,
    }
    return replace(subject, rows=datasets.pack(table), model=replace(model, **changed))


def _rounded(rows: Rows) -> pd.DataFrame:
    """The rows to a thousandth of about their size: more digits than a hand or an eye tells apart."""
    columns: dict[str, Array] = {}
    for name in rows.table.columns:
        values = rows.table[name].to_numpy(dtype=float)
        size = float(values.max() - values.min()) or 1.0
        digits = DIGITS - int(np.floor(np.log10(size)))
        columns[name] = np.round(values, digits) + 0.0  # not -0
    return pd.DataFrame(columns)


def _renumbered(table: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Classes numbered anew where one of them has no row left."""
    if not rows.classes:
        return table
    there = sorted(set(table[rows.target]))
    places = {label: float(place) for place, label in enumerate(there)}
    return table.assign(**{rows.target: table[rows.target].map(places)})
