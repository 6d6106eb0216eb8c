"""The vocabulary: every operation a node of the graph may have, and how NumPy evaluates it.

One table serves the parser (which names may be called), the graph (constants), and the back ends (evaluation).
Each evaluation takes float64 arrays and an optional ``out`` array, positionally, as NumPy's ufuncs do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optlab.expressions.graph import far_out
from optlab.expressions.graph.error_function import erf

Array = NDArray[np.float64]
Evaluate = Callable[..., Any]
"""``evaluate(*arguments, out)``, element by element on float64 arrays."""


def _sigmoid(x: Array, out: Array | None = None) -> Array:
    if out is None:
        out = np.empty(np.shape(x))
    np.negative(x, out)
    np.exp(out, out)
    np.add(out, 1.0, out)
    return np.divide(1.0, out, out)


def _softplus(x: Array, out: Array | None = None) -> Array:
    return np.logaddexp(0.0, x, out)


def _maximum(x: Array, y: Array, out: Array | None = None) -> Array:
    return np.maximum(x, y, out=out)  # NumPy wants ``out`` by name here


def _minimum(x: Array, y: Array, out: Array | None = None) -> Array:
    return np.minimum(x, y, out=out)


def _relu(x: Array, out: Array | None = None) -> Array:
    return np.maximum(x, 0.0, out=out)


def _heaviside(x: Array, out: Array | None = None) -> Array:
    return np.heaviside(x, 0.5, out)


def _not(x: Array, out: Array | None = None) -> Array:
    return np.subtract(1.0, x, out)


def _where(condition: Array, yes: Array, no: Array, out: Array | None = None) -> Array:
    if out is None:
        return np.where(condition != 0.0, yes, no)
    np.copyto(out, np.where(condition != 0.0, yes, no))
    return out


OPERATIONS: dict[str, Evaluate] = {
    # arithmetic ("add" takes any number of terms in the graph; evaluation is always two by two)
    "add": np.add,
    "subtract": np.subtract,
    "negative": np.negative,
    "multiply": np.multiply,
    "divide": np.divide,
    "power": np.power,
    # elementary functions
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "erf": erf,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    # what keeps its digits far out and near 0 ("logsumexp" takes any number of nodes in the graph)
    "logsumexp": np.logaddexp,
    "log1p": np.log1p,
    "expm1": np.expm1,
    "erfc": far_out.erfc,
    "sech": far_out.sech,
    "logcosh": far_out.logcosh,
    "sqrt1pm1": far_out.sqrt1pm1,
    # products, quotients and powers that have a value where plain ones meet 0 times infinity
    "xlogy": far_out.xlogy,
    "xlog1py": far_out.xlog1py,
    "xdivy": far_out.xdivy,
    "divide_or_zero": far_out.divide_or_zero,
    "power_or_zero": far_out.power_or_zero,
    "even_power": far_out.even_power,
    "odd_power": far_out.odd_power,
    "power_log": far_out.power_log,
    # functions with kinks or jumps
    "relu": _relu,
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "heaviside": _heaviside,
    "max": _maximum,
    "min": _minimum,
    # conditions are 0 or 1
    "less": np.less,
    "less_equal": np.less_equal,
    "equal": np.equal,
    "not_equal": np.not_equal,
    "both": np.multiply,
    "either": _maximum,
    "not": _not,
    "where": _where,
}

ROUNDED_ALIKE = frozenset(
    [
        "add",
        "subtract",
        "negative",
        "multiply",
        "divide",
        "sqrt",
        "abs",
        "sign",
        "floor",
        "heaviside",
        "max",
        "min",
        "relu",
        "less",
        "less_equal",
        "equal",
        "not_equal",
        "both",
        "either",
        "not",
        "where",
        "sqrt1pm1",
        "xdivy",
        "divide_or_zero",
    ]
)
"""Operations with one possible result in floating point, however an array lies in memory; of the others (exp, sin, …)
a processor may offer several versions that differ in the last bit."""

COSTS: dict[str, int] = (
    dict.fromkeys(["exp", "log", "sigmoid"], 10)
    | dict.fromkeys(["sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "power"], 15)
    | dict.fromkeys(
        ["erf", "erfc", "softplus", "cbrt", "logsumexp", "logcosh", "sech", "sqrt1pm1", "log1p", "expm1"], 30
    )
    | dict.fromkeys(["xlogy", "xlog1py", "xdivy", "power_or_zero", "even_power", "odd_power", "power_log"], 30)
)
"""What an operation on a long array costs, in additions where memory is what takes time; 1 where nothing is said."""

VARIADIC = frozenset(["add", "logsumexp"])
"""Operations of any number of nodes in the graph, evaluated two by two."""

CONSTANTS: dict[str, float] = {"pi": math.pi, "E": math.e}
"""Constants with a name of their own, kept by name in the graph so that they print as themselves."""
