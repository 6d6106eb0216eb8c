"""How good a model is on rows: the share of the variance that it explains, or of the rows that it tells right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from optlab.expressions import Array
from optlab.losses.columns import Table
from optlab.losses.labels import Points
from optlab.models.predicting import many_points, raw_outputs
from optlab.models.rows import codes_of, input_numbers, labels_of, table_of, value_numbers

if TYPE_CHECKING:
    from optlab.models.model import Model


def measure(model: Model, points: Points, frame: Table) -> dict[str, Array]:
    """``Model.measure``."""
    many, _ = many_points(model, points)
    table = table_of(model, frame, [*model.inputs, model.target])
    whole = ~(np.isnan(input_numbers(model, table)).any(axis=0) | table[model.target].isna().to_numpy())
    table = table.loc[whole].reset_index(drop=True)
    if not len(table):
        nothing = np.full(len(many), np.nan)
        return {"R2": nothing} if model.classes is None else {"accuracy": nothing, "wrong": np.zeros(len(many))}
    outputs = raw_outputs(model, many, table)
    with np.errstate(all="ignore"):
        if model.classes is None:
            return {"R2": explained(outputs[:, 0], value_numbers(model, table))}
        wrong = _wrong(outputs, codes_of(model, table, labels_of(model, table)))
    return {"accuracy": 1.0 - wrong / len(table), "wrong": wrong}


def explained(predictions: Array, values: Array) -> Array:
    """R², the share of the variance of ``values`` that the predictions explain, ``(runs, rows)`` -> ``(runs,)``."""
    residuals: Array = ((predictions - values) ** 2).sum(axis=1)
    spread = float(((values - values.mean()) ** 2).sum())
    return 1.0 - residuals / spread if spread > 0.0 else np.full(len(predictions), np.nan)


def _wrong(outputs: Array, codes: NDArray[np.intp]) -> Array:
    """How many rows are told wrong, ``(runs, outputs, rows)`` -> ``(runs,)``; where an output is no number, all are."""
    chosen = outputs[:, 0] > 0.0 if outputs.shape[1] == 1 else outputs.argmax(axis=1)
    right = (chosen == codes) & ~np.isnan(outputs).any(axis=1)
    wrong: Array = (~right).sum(axis=1).astype(float)
    return wrong
