"""The rows of a picture of the data: where they lie, which are of training, and which a step looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.charts.data.axes import Axis, unit_of
from optlab.charts.data.deltas import raw
from optlab.picture.fit import Fit

MOST_ROWS = 1_500
"""Rows that are drawn, evenly chosen where there are more."""

Lit = NDArray[np.uint16]
"""Row numbers ``(steps, batch)``."""


def drawn_rows(fit: Fit) -> pd.DataFrame:
    """Those of training, then those held back; as many as are drawn."""
    return pd.concat([fit.train.iloc[_kept(fit)[0]], fit.test.iloc[_kept(fit)[1]]], ignore_index=True)


def _kept(fit: Fit) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Which rows of training and which of those held back are drawn."""
    whole = len(fit.train) + len(fit.test)
    share = min(1.0, MOST_ROWS / max(1, whole))
    counts = [max(1, round(share * len(rows))) if len(rows) else 0 for rows in (fit.train, fit.test)]
    train, test = (
        np.unique(np.linspace(0, len(rows) - 1, count).round().astype(int)) if count else np.empty(0, dtype=int)
        for rows, count in zip((fit.train, fit.test), counts, strict=True)
    )
    return train, test


def told_rows(fit: Fit, shown: tuple[str, ...], x_axis: Axis, y_axis: Axis) -> tuple[dict[str, Any], NDArray[np.int_]]:
    """The rows as drawn: x, y, and which class or how high; the first ``train`` of them are those of training, which
    are returned too.
    """
    drawn, target = drawn_rows(fit), fit.model.target
    classes = {value: place for place, value in enumerate(fit.classes)}
    if classes:
        actual = np.array([classes[value] for value in drawn[target]], dtype=float)
    else:
        mean, deviation = unit_of(fit, target)
        actual = drawn[target].to_numpy(dtype=float) * deviation + mean
    x = x_axis.shown(drawn[shown[0]].to_numpy(dtype=float)) if shown else actual
    y = y_axis.shown(drawn[shown[1]].to_numpy(dtype=float)) if len(shown) == 2 else actual
    columns = {"x": x, "y": y, "of": actual}
    told: dict[str, Any] = {name: [float(f"{value:.5g}") for value in values] for name, values in columns.items()}
    kept = _kept(fit)[0]
    return {**told, "train": len(kept)}, kept


def told_lit(rows: Lit | None, kept: NDArray[np.int_]) -> dict[str, Any] | None:
    """The rows that each step looked at, by their place among those that are drawn; not where some are not drawn."""
    whole = len(kept) and kept[-1] == len(kept) - 1
    return raw(rows) if rows is not None and whole else None
