"""The answer that needs no descent: least squares for lines and polynomials, Newton's method for a logistic model."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.expressions import Array
from optlab.losses.columns import Table
from optlab.models.layered import Layered
from optlab.models.model import Model
from optlab.models.predicting import raw_outputs
from optlab.models.rows import read_examples

SINGULAR = 1e-12
"""Below this share of the largest, what is left of a column without the others is rounding."""

FLAT = 1e-7
"""The same of the roots of a Hessian, in which a class that is nearly told apart for certain weighs nothing."""

MOST_REFINEMENTS, MOST_STEPS, MOST_HALVINGS = 10, 60, 40
SETTLED = 1e-10
"""A step of this share of the weights is the last."""


def exact(model: Model, frame: Table, penalty: float = 0.0) -> Array | None:
    """The parameters with the lowest loss on the rows, ``(dim,)``: of a Line or Polynomial with the squared loss by QR
    with refined residuals, of a Logistic (or a Softmax of two classes) with the log-loss by iteratively reweighted
    least squares with halved steps.

    None for every other model and loss, which has no closed answer; where several weights are as good (collinear
    inputs, fewer rows than weights); and where the classes can be separated, so that larger weights are always better
    and there is no answer.  A penalty on the weights gives a separable problem one again.

    >>> from optlab.models import Line
    >>> exact(Line("x", "y"), pd.DataFrame({"x": [0.0, 1.0, 2.0], "y": [1.0, 3.0, 5.0]})).round(12).tolist()
    [2.0, 1.0]
    """
    if not isinstance(model, Layered) or not model.is_convex or model.outputs > 1:
        return None
    if model.row_loss not in ("squared", "log"):
        return None
    examples = read_examples(model, frame)
    matrix = design(model, examples.table)
    target = examples.table[examples.targets[0]].to_numpy(dtype=float)
    penalties = np.zeros(model.size)
    penalties[model.layers[0].weights.ravel()] = penalty
    solve = least_squares if model.row_loss == "squared" else most_likely
    with np.errstate(all="ignore"):
        answer = solve(matrix, target, penalties)
    return answer if answer is not None and np.isfinite(answer).all() else None


def design(model: Model, table: pd.DataFrame) -> Array:
    """What each parameter of a linear model is multiplied by, ``(rows, dim)``: its output at each unit vector."""
    return np.ascontiguousarray(raw_outputs(model, np.eye(model.size), table)[:, 0].T)


def least_squares(matrix: Array, target: Array, penalties: Array) -> Array | None:
    """Where the mean of squares of ``matrix @ x - target`` plus ``penalties @ x**2`` is lowest; None if not at one
    place only.
    """
    rows = np.flatnonzero(penalties)
    ridge = np.zeros((len(rows), matrix.shape[1]))
    ridge[np.arange(len(rows)), rows] = np.sqrt(len(matrix) * penalties[rows])
    matrix, target = np.vstack([matrix, ridge]), np.concatenate([target, np.zeros(len(rows))])
    scales = np.abs(matrix).max(axis=0)
    if len(matrix) < matrix.shape[1] or not (scales > 0.0).all():
        return None
    scaled = matrix / scales
    triangle = np.linalg.qr(scaled)[1]
    left = np.abs(np.diagonal(triangle))
    if left.min() < SINGULAR * left.max():
        return None
    return _refined(scaled, target, triangle, scales)


def _refined(matrix: Array, target: Array, triangle: Array, scales: Array) -> Array | None:
    """Solve ``RᵀR x = Aᵀb``, and correct x by its residual in longer numbers; None if that does not settle."""
    long_matrix, long_target = matrix.astype(np.longdouble), target.astype(np.longdouble)
    answer = np.zeros(matrix.shape[1], dtype=np.longdouble)
    for _ in range(MOST_REFINEMENTS):
        slopes = (long_matrix.T @ (long_target - long_matrix @ answer)).astype(float)
        step = np.linalg.solve(triangle, np.linalg.solve(triangle.T, slopes))
        answer = answer + step
        if np.abs(step).max() <= 1e-15 * np.abs(answer).max():
            break
    else:
        if np.abs(step).max() > SETTLED * np.abs(answer).max():
            return None
    return (answer / scales).astype(float)


def most_likely(matrix: Array, target: Array, penalties: Array) -> Array | None:
    """Where the mean of ``softplus(z) - target*z``, z = ``matrix @ x``, plus ``penalties @ x**2`` is lowest; None if
    there is no such place.
    """
    scales = np.abs(matrix).max(axis=0)
    if not (scales > 0.0).all():
        return None
    scaled, weights = matrix / scales, penalties / scales / scales
    sides = 2.0 * target - 1.0
    answer, settled = np.zeros(matrix.shape[1]), False
    for _ in range(MOST_STEPS):
        step = _newton_step(scaled, target, weights, answer)
        if step is None or (not penalties.any() and (sides * (scaled @ answer) > 0.0).all()):
            return None
        answer = answer + step * _halved(scaled, target, weights, answer, step)
        if settled:
            result: Array = answer / scales
            return result
        settled = bool(np.abs(step).max() <= SETTLED * max(1.0, float(np.abs(answer).max())))
    return None


def _newton_step(matrix: Array, target: Array, weights: Array, answer: Array) -> Array | None:
    """One step of iteratively reweighted least squares; None where the Hessian is singular."""
    chances = _sigmoid(matrix @ answer)
    slopes = matrix.T @ (chances - target) / len(matrix) + 2.0 * weights * answer
    roots = np.sqrt(chances * _sigmoid(-(matrix @ answer)) / len(matrix))
    rows = np.vstack([matrix * roots[:, None], np.diag(np.sqrt(2.0 * weights))])
    triangle = np.linalg.qr(rows)[1]
    left = np.abs(np.diagonal(triangle))
    if not left.min() > FLAT * left.max():
        return None
    return -np.linalg.solve(triangle, np.linalg.solve(triangle.T, slopes))


def _halved(matrix: Array, target: Array, weights: Array, answer: Array, step: Array) -> float:
    """The largest of 1, 1/2, 1/4 … of the step at which the loss is not higher."""
    before = _mean_loss(matrix, target, weights, answer)
    share = 1.0
    for _ in range(MOST_HALVINGS):
        if _mean_loss(matrix, target, weights, answer + share * step) <= before * (1.0 + 1e-15):
            break
        share /= 2.0
    return share


def _mean_loss(matrix: Array, target: Array, weights: Array, answer: Array) -> float:
    outputs = matrix @ answer
    return float((np.logaddexp(0.0, outputs) - target * outputs).mean() + weights @ answer**2)


def _sigmoid(outputs: Array) -> NDArray[np.float64]:
    return np.exp(-np.logaddexp(0.0, -outputs))
