"""The rows that a model is fitted to: which columns, which of them whole, and a target of classes as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.datasets.naming import usable
from optlab.errors import DataError
from optlab.expressions import Array
from optlab.expressions.functions import RESERVED
from optlab.losses.columns import Table, as_table, numbers_in
from optlab.models.names import close_names

if TYPE_CHECKING:
    from optlab.models.model import Model

Label = str | float | bool
"""What a class is called in its column."""

MOST_CLASSES = 20
FEWEST_ROWS = 2


class Examples(NamedTuple):
    """``table`` holds the inputs and the columns ``targets`` as numbers; ``notes`` are sentences on what was done."""

    table: pd.DataFrame
    targets: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_examples(model: Model, frame: Table) -> Examples:
    """The whole rows of what the model reads; DataError where it cannot be fitted to them."""
    table = table_of(model, frame, [*model.inputs, model.target])
    inputs = input_numbers(model, table)
    gaps = np.isnan(inputs).any(axis=0) | table[model.target].isna().to_numpy()
    kept = ~gaps
    if kept.sum() < FEWEST_ROWS:
        count = {0: "are no rows", 1: "is one row only"}[int(kept.sum())] + (" without gaps" if gaps.any() else "")
        raise DataError(f"there {count}", f"a model is fitted to at least {FEWEST_ROWS} rows")
    columns = dict(zip(model.inputs, inputs[:, kept], strict=True))
    own = table.loc[kept]
    targets = _value_target(model, own) if model.classes is None else _class_targets(model, own)
    notes = _notes_on(columns, table.loc[gaps], len(table))
    return Examples(pd.DataFrame(columns | targets), tuple(targets), notes)


def table_of(model: Model, frame: Table, names: Sequence[str]) -> pd.DataFrame:
    """The named columns; DataError for one that is not there."""
    table = as_table(frame)
    for name in names:
        if name not in table.columns:
            close = close_names(name, table.columns)
            listed = ", ".join(map(str, table.columns))[:200]
            hint = f"did you mean {' or '.join(close)}?" if close else f"the columns are {listed}"
            raise DataError(f"there is no column called '{name}'", hint)
    return table[list(names)].reset_index(drop=True)


def input_numbers(model: Model, table: pd.DataFrame) -> Array:
    """The inputs as ``(inputs, rows)``; gaps are nan."""
    hint = "leave it out of the inputs, or give its classes numbers"
    return np.array([numbers_in(table, name, hint) for name in model.inputs], dtype=float).reshape(
        len(model.inputs), -1
    )


def value_numbers(model: Model, table: pd.DataFrame) -> Array:
    """A target of values, ``(rows,)``; gaps are nan."""
    hint = "choose a column of numbers as the target, or a model that predicts classes: Logistic, Softmax or Network"
    return numbers_in(table, model.target, hint)


def _value_target(model: Model, table: pd.DataFrame) -> dict[str, Array]:
    return {model.target: value_numbers(model, table)}


def _class_targets(model: Model, table: pd.DataFrame) -> dict[str, Array]:
    """Of two classes a column of 0 and 1, which is the target itself where it holds these; else one a class."""
    labels = labels_of(model, table)
    codes = codes_of(model, table, labels)
    there = np.unique(codes)
    if len(there) < 2:
        raise DataError(
            f"column '{model.target}' holds one class only: {labels[there[0]]}", "bring rows of at least two classes"
        )
    if labels == (0, 1):
        return {model.target: codes.astype(float)}
    shown = labels[1:] if len(labels) == 2 else labels
    reserved = {*model.inputs, model.target, *model.parameters, *RESERVED}
    names = usable([f"is_{label}" for label in shown], reserved)
    first = len(labels) - len(shown)
    return {name: (codes == place).astype(float) for place, name in enumerate(names, first)}


def labels_of(model: Model, frame: Table) -> tuple[Label, ...]:
    """The labels of the model's classes in order: its own, or those of the rows, sorted; DataError where the rows do
    not have as many.
    """
    if isinstance(model.classes, tuple):
        return model.classes
    column = table_of(model, frame, [model.target])[model.target].dropna()
    labels = _sorted_labels(column)
    count = model.class_count
    if len(labels) > MOST_CLASSES:
        raise DataError(
            f"column '{model.target}' has {len(labels)} different values: too many to be classes",
            f"choose a column of up to {MOST_CLASSES} classes, or a model that predicts a value",
        )
    if set(labels) <= set(range(count)):
        return tuple(range(count))
    if len(labels) == 1:
        raise DataError(f"column '{model.target}' holds one class only: {labels[0]}", "bring rows of several classes")
    if len(labels) != count:
        listed = ", ".join(map(str, labels))[:100]
        raise DataError(
            f"column '{model.target}' has {len(labels)} classes ({listed}), the model {count}",
            f"write classes={len(labels)}" if len(labels) > count else "give the labels: classes=('a', 'b', 'c')",
        )
    return labels


def _sorted_labels(column: pd.Series) -> tuple[Label, ...]:
    """The different values of a column, numbers as numbers and all else as text."""
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        numbers = sorted(set(map(float, column)))
        return tuple(int(number) if number.is_integer() else number for number in numbers)
    return tuple(sorted(set(map(str, column))))


def codes_of(model: Model, table: pd.DataFrame, labels: tuple[Label, ...]) -> NDArray[np.intp]:
    """Which class each row is of; DataError for a value that is no label."""
    column = table[model.target]
    words = not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column))
    places = {_key(label, words): place for place, label in enumerate(labels)}
    values = [_key(value, words) for value in column]
    strange = next((value for value in values if value not in places), None)
    if strange is not None:
        raise DataError(
            f"{_shown(strange)} in column '{model.target}' is none of the model's classes",
            f"the classes are {', '.join(map(str, labels))[:200]}",
        )
    return np.array([places[value] for value in values], dtype=np.intp)


def _key(label: Label, words: bool) -> Label:
    """A label as what it is compared by: text among words, a number among numbers, also where it is written as text."""
    if words:
        return str(label)
    try:
        return float(label)
    except ValueError:
        return label


def _shown(value: Label) -> str:
    return repr(value) if isinstance(value, str) else f"{value:g}"


def _notes_on(columns: dict[str, Array], gappy: pd.DataFrame, rows: int) -> tuple[str, ...]:
    """Sentences on rows left out and inputs that never change."""
    notes = []
    if len(gappy):
        names = ", ".join(f"'{name}'" for name in gappy.columns if gappy[name].isna().any())
        notes.append(f"{len(gappy)} of {rows} rows are left out: they have a gap in {names}")
    notes += [
        f"'{name}' is {values[0]:g} in every row, so its weight does nothing that a bias cannot do"
        for name, values in columns.items()
        if (values == values[0]).all()
    ]
    return tuple(notes)
