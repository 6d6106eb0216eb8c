"""Evaluation of the functions that keep their digits far out, near 0 and at kinks, as the graph's operations are.

Each is what a formula would compute in several steps that overflow (``log(1 + exp(800))``), cancel (``exp(1e-9) - 1``)
or meet 0 times infinity (``0*log(0)``).  ``recognition`` puts them where a formula spells those steps.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_erfc_elements = np.frompyfunc(math.erfc, 1, 1)


def _given(result: Any, out: Array | None) -> Any:
    """The result, in the array where it is wanted."""
    if out is None:
        return result
    np.copyto(out, result)
    return out


def erfc(x: Array, out: Array | None = None) -> Any:
    """1 - erf(x), with all digits where that is tiny."""
    return _given(np.asarray(_erfc_elements(x), dtype=float), out)


def sech(x: Array, out: Array | None = None) -> Any:
    """1/cosh(x), without the overflow of cosh."""
    decay = np.exp(-np.abs(x))
    return np.divide(2.0 * decay, 1.0 + decay * decay, out)


def logcosh(x: Array, out: Array | None = None) -> Any:
    """log(cosh(x)): about x²/2 near 0, about abs(x) - log(2) far out."""
    size = np.abs(x)
    near = np.log1p(2.0 * np.square(np.sinh(0.5 * np.minimum(size, 1.0))))  # cosh(x) = 1 + 2 sinh(x/2)²
    return _given(np.where(size < 1.0, near, size + np.log1p(np.exp(-2.0 * size)) - math.log(2.0)), out)


def sqrt1pm1(x: Array, out: Array | None = None) -> Any:
    """sqrt(1 + x) - 1: about x/2 near 0."""
    root = np.sqrt(x + 1.0)
    return _given(np.where(root == np.inf, np.inf, x / (root + 1.0)), out)


def xlogy(x: Array, y: Array, out: Array | None = None) -> Any:
    """x*log(y), and 0 where x is 0 and y is at least 0; of a negative y there is no logarithm, whatever x is."""
    return _given(np.where((x == 0.0) & (y >= 0.0), 0.0, x * np.log(y)), out)


def xlog1py(x: Array, y: Array, out: Array | None = None) -> Any:
    """x*log(1 + y), and 0 where x is 0 and y is at least -1."""
    return _given(np.where((x == 0.0) & (y >= -1.0), 0.0, x * np.log1p(y)), out)


def xdivy(x: Array, y: Array, out: Array | None = None) -> Any:
    """x/y, and 0 where both are 0: the slope of xlogy towards y."""
    return _given(np.where((x == 0.0) & (y == 0.0), 0.0, np.divide(x, y)), out)


def divide_or_zero(x: Array, y: Array, out: Array | None = None) -> Any:
    """x/y, and 0 where y is 0: the slope of a norm, which has its minimum there."""
    return _given(np.where(y == 0.0, 0.0, np.divide(x, y)), out)


def power_or_zero(x: Array, exponent: Array, out: Array | None = None) -> Any:
    """The power, and 0 where x is 0, whatever the exponent."""
    return _given(np.where(x == 0.0, 0.0, np.power(x, exponent)), out)


def even_power(x: Array, exponent: Array, out: Array | None = None) -> Any:
    """The real x^(p/q) for even p and odd q: that of abs(x)."""
    return np.power(np.abs(x), exponent, out)


def odd_power(x: Array, exponent: Array, out: Array | None = None) -> Any:
    """The real x^(p/q) for odd p and q: that of abs(x), with the sign of x; 0 at 0, for a cusp has slope 0 there."""
    return _given(np.where(x == 0.0, 0.0, np.sign(x) * np.power(np.abs(x), exponent)), out)


def power_log(x: Array, exponent: Array, times: Array, out: Array | None = None) -> Any:
    """The product x^exponent * log(x)^times, and 0 where x is 0: the slopes of x^b towards b."""
    return _given(np.where(x == 0.0, 0.0, np.power(x, exponent) * np.power(np.log(x), times)), out)
