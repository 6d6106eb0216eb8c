"""The vocabulary: every operation a node of the graph may have, and how NumPy evaluates it.

One table serves the parser (which names may be called), the graph (constants), and the back ends (evaluation).
Each ``evaluate`` takes float64 arrays and an optional ``out`` array, positionally, as NumPy's ufuncs do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Evaluate = Callable[..., Any]

_erf_elements = np.frompyfunc(math.erf, 1, 1)


def _erf(x: Array, out: Array | None = None) -> Array:
    """The standard library's error function, element by element (exact to about 1e-16)."""
    result = np.asarray(_erf_elements(x), dtype=float)
    return result if out is None else _copy(result, out)


def _copy(x: Array, out: Array) -> Array:
    np.copyto(out, x)
    return out


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


class Operation(NamedTuple):
    """``arity`` arguments; ``evaluate(*arguments, out)`` works element by element on float64 arrays."""

    arity: int
    evaluate: Evaluate


OPERATIONS: dict[str, Operation] = {
    # arithmetic ("add" takes any number of terms in the graph; evaluation is always two by two)
    "add": Operation(2, np.add),
    "subtract": Operation(2, np.subtract),
    "negative": Operation(1, np.negative),
    "multiply": Operation(2, np.multiply),
    "divide": Operation(2, np.divide),
    "power": Operation(2, np.power),
    # elementary functions
    "sqrt": Operation(1, np.sqrt),
    "cbrt": Operation(1, np.cbrt),
    "exp": Operation(1, np.exp),
    "log": Operation(1, np.log),
    "sin": Operation(1, np.sin),
    "cos": Operation(1, np.cos),
    "tan": Operation(1, np.tan),
    "asin": Operation(1, np.arcsin),
    "acos": Operation(1, np.arccos),
    "atan": Operation(1, np.arctan),
    "atan2": Operation(2, np.arctan2),
    "sinh": Operation(1, np.sinh),
    "cosh": Operation(1, np.cosh),
    "tanh": Operation(1, np.tanh),
    "erf": Operation(1, _erf),
    "sigmoid": Operation(1, _sigmoid),
    "softplus": Operation(1, _softplus),
    # functions with kinks or jumps
    "relu": Operation(1, _relu),
    "abs": Operation(1, np.abs),
    "sign": Operation(1, np.sign),
    "floor": Operation(1, np.floor),
    "heaviside": Operation(1, _heaviside),
    "max": Operation(2, _maximum),
    "min": Operation(2, _minimum),
    # conditions are 0 or 1
    "less": Operation(2, np.less),
    "less_equal": Operation(2, np.less_equal),
    "equal": Operation(2, np.equal),
    "not_equal": Operation(2, np.not_equal),
    "both": Operation(2, np.multiply),
    "either": Operation(2, _maximum),
    "not": Operation(1, _not),
    "where": Operation(3, _where),
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
    ]
)
"""Operations with one possible result in floating point, however an array lies in memory; of the others (exp, sin, …)
a processor may offer several versions that differ in the last bit."""

CONSTANTS: dict[str, float] = {"pi": math.pi, "E": math.e}
"""Constants with a name of their own, kept by name in the graph so that they print as themselves."""
