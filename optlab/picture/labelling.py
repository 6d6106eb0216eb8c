"""Rows labelled by a formula of their inputs: a comparison such as ``y > x^2`` makes two classes, a formula values."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from optlab.errors import DataError, ExpressionError
from optlab.expressions import Array, Compiled, parse

LONGEST_RULE = 400
"""Characters of such a formula."""

ALSO = ("x", "y")
"""What the first and the second input are called too, where no input has that name itself."""

HINT = "write for example y > x^2"
_SIGNS = {"≥": ">=", "≤": "<="}
_COMPARISON = re.compile(r">=|<=|>|<|≥|≤")


def labels_of(rule: str, table: pd.DataFrame, inputs: Sequence[str]) -> Array:
    """For each row what the rule says, ``(rows,)``: 1 or 0 for a comparison, else the value of the formula.

    ExpressionError for what cannot be read or names something else than inputs, DataError where a row gets no number.

    >>> points = pd.DataFrame({"x1": [0.0, 2.0], "x2": [1.0, 1.0]})
    >>> labels_of("y > x^2", points, ["x1", "x2"]).tolist(), labels_of("x1 + x2", points, ["x1", "x2"]).tolist()
    ([1.0, 0.0], [1.0, 3.0])
    """
    sides, signs = _sides(rule)
    values = [_values(side, table, inputs) for side in sides]
    if not signs:
        return values[0]
    left, right = values
    holds = {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[signs[0]]
    labels: Array = holds.astype(float)
    return labels


def is_comparison(rule: str) -> bool:
    """Whether a rule tells two classes apart."""
    return bool(_sides(rule)[1])


def _sides(rule: str) -> tuple[list[str], list[str]]:
    """What stands left and right of a comparison outside brackets, and its sign; the whole rule where there is none."""
    if not rule.strip():
        raise ExpressionError("there is no formula", HINT)
    if len(rule) > LONGEST_RULE:
        raise ExpressionError(f"the formula has {len(rule):,} characters", f"at most {LONGEST_RULE}")
    found = [match for match in _COMPARISON.finditer(rule) if _depth(rule[: match.start()]) == 0]
    if len(found) > 1:
        raise ExpressionError(
            "there is more than one comparison",
            "write one; two that both hold: where(x > 0, 1, 0)*where(y > 0, 1, 0) > 0",
        )
    if "=" in rule and not found:
        raise ExpressionError("'=' compares nothing here", HINT)
    if not found:
        return [rule], []
    match = found[0]
    return [rule[: match.start()], rule[match.end() :]], [_SIGNS.get(match.group(), match.group())]


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in "([{") - sum(text.count(sign) for sign in ")]}")


def _values(text: str, table: pd.DataFrame, inputs: Sequence[str]) -> Array:
    """The values of a formula of the inputs at every row."""
    if not text.strip():
        raise ExpressionError("one side of the comparison is empty", HINT)
    also = {name: given for name, given in zip(ALSO, inputs, strict=False) if name not in inputs}
    formula = parse(text, [*inputs, *also])
    unknown = [name for name in formula.names if name not in inputs and name not in also]
    if unknown:
        known = ", ".join([*inputs, *(f"{name} (for {given})" for name, given in also.items())])
        raise ExpressionError(f"'{unknown[0][:40]}' is no input", f"there is: {known}")
    names = formula.names or (inputs[0],)
    columns = [table[also.get(name, name)].to_numpy(dtype=float) for name in names]
    with np.errstate(all="ignore"):
        values: Array = Compiled(formula.graph, [formula.output], names)(np.stack(columns, axis=1))[:, 0]
    lost = np.flatnonzero(~np.isfinite(values))
    if len(lost):
        where = ", ".join(f"{name} = {table[name].iloc[lost[0]]:.3g}" for name in inputs)
        raise DataError(
            f"the formula gives no number for {len(lost)} row(s), first at {where}", "choose another formula"
        )
    return values
