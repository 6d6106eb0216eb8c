"""Rows to learn from and rows held back: the same seed gives the same rows, and each class keeps its share."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.datasets.generated import whole
from optlab.errors import DataError, SettingsError

Indices = NDArray[np.int64]

MOST_HELD = 0.9
"""Share of the rows held back at most."""

LEAST_ROWS = 2
"""Of training and of test."""


def classes_of(frame: pd.DataFrame, column: str) -> tuple[Any, ...]:
    """The different values of a column, in order: numbers as numbers, anything else as text; gaps are no class.

    >>> classes_of(pd.DataFrame({"label": [2, 10, 2], "kind": ["b", "a", None]}), "label")
    (2, 10)
    """
    values = _column(frame, column).dropna()
    different = values.unique().tolist()
    if pd.api.types.is_numeric_dtype(values.dtype):
        return tuple(sorted(different))
    return tuple(sorted(different, key=str))


def split(
    frame: pd.DataFrame, share: float = 0.25, seed: int = 0, by: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Training rows and test rows, each in the order they had and counted from 0; ``share`` of the rows is test.

    The same ``seed`` holds back the same rows on every platform, and a larger share holds back those and more.  ``by``
    names a column of classes: of each class the share is held back to the nearest row that keeps the total, and at
    least one row is on either side; rows with a gap there are shared out alike.

    SettingsError for a share outside 0 to 0.9 or a seed below 0; DataError for too few rows (two in each, of a class
    one in each) and for a missing column.  A share of 0 holds back nothing.
    """
    if not isinstance(share, Real) or isinstance(share, bool) or not 0 <= float(share) <= MOST_HELD:
        raise SettingsError(f"a test share of {share!r} is not possible", f"give a number from 0 to {MOST_HELD:g}")
    seed = whole(seed, "seed", 0, 2**63 - 1)
    order = np.random.default_rng(seed).permutation(len(frame))
    groups = _groups(frame, by)
    held = np.zeros(len(frame), dtype=bool)
    for group, count in enumerate(_counts(frame, groups, float(share), by)):
        held[order[groups[order] == group][:count]] = True
    train, test = frame[~held].reset_index(drop=True), frame[held].reset_index(drop=True)
    if len(train) < LEAST_ROWS or (share > 0 and len(test) < LEAST_ROWS):
        what = f"{len(frame)} row(s) make {len(train)} for training and {len(test)} for the test"
        raise DataError(what, "bring more rows, or hold back another share: at least 2 are needed in each")
    return train, test


def _groups(frame: pd.DataFrame, by: str | None) -> Indices:
    """The number of each row's class, rows without one in a class of their own."""
    if by is None:
        return np.zeros(len(frame), dtype=np.int64)
    values = _column(frame, by)
    place = {label: number for number, label in enumerate(classes_of(frame, by))}
    return np.array([len(place) if pd.isna(value) else place[value] for value in values.tolist()], dtype=np.int64)


def _counts(frame: pd.DataFrame, groups: Indices, share: float, by: str | None) -> Indices:
    """How many rows of each class are held back: whole parts first, then a row each to the largest remainders."""
    sizes = np.bincount(groups)
    if share == 0:
        return np.zeros_like(sizes)
    # a share such as 0.3 of 10 rows is 3 rows, not 2.9999999999999996
    quotas = np.round(share * sizes, 9)
    counts = np.floor(quotas).astype(np.int64)
    missing = int(np.floor(np.round(share * len(frame), 9) + 0.5)) - int(counts.sum())
    counts[np.argsort(counts - quotas, kind="stable")[:missing]] += 1
    if by is None:
        return counts
    labels = classes_of(frame, by)
    alone = next((label for label, size in zip(labels, sizes, strict=False) if size == 1), None)
    if alone is not None:
        hint = "leave it out, hold back nothing, or split without classes where the target is a value"
        raise DataError(f"class {alone!r} of column {by!r} has one row, which cannot be on both sides", hint)
    least = np.where(np.arange(len(sizes)) < len(labels), np.minimum(1, sizes), 0)
    return np.clip(counts, least, sizes - least)


def _column(frame: pd.DataFrame, column: str) -> pd.Series[Any]:
    if column not in frame.columns:
        there = ", ".join(str(name) for name in frame.columns)
        raise DataError(f"there is no column {column!r}", f"there is: {there}")
    return frame[column]
