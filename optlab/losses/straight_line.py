"""Losses of one example for rows that somebody brings: a formula to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from optlab.errors import DataError

MOST_INPUTS = 4
WEIGHTS, BIASES = ("w", "m", "k", "q", "v"), ("b", "c", "d", "p", "z")


def straight_line(columns: Sequence[str]) -> str:
    """The squared error of a line from the first columns (up to MOST_INPUTS) to the last one; of one column, from a
    constant.  Its parameters have names that no column has.

    >>> straight_line(["hours", "score"]), straight_line(["w", "x", "y"]), straight_line(["x"])
    ('(w*hours + b - score)^2', '(m1*w + m2*x + b - y)^2', '(b - x)^2')
    """
    if not columns:
        raise DataError("there is no column to fit a line to", "bring at least one column of numbers")
    *inputs, target = columns
    weight = _free(WEIGHTS, columns)
    names = [weight] if len(inputs) == 1 else [f"{weight}{place + 1}" for place in range(len(inputs))]
    terms = [f"{name}*{column}" for name, column in zip(names, inputs, strict=True)][:MOST_INPUTS]
    return f"({' + '.join([*terms, _free(BIASES, columns)])} - {target})^2"


def _free(names: Sequence[str], columns: Sequence[str]) -> str:
    """The first of the names that no column begins with."""
    free = (name for name in names if not any(column.rstrip("0123456789") == name for column in columns))
    return next(free, f"{names[0]}_0")
