"""The values behind the knobs of a page, one for each parameter, under keys that begin as the page says."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

INCREMENTS = 200
"""Positions of a knob over its window."""


def put(prefix: str, values: Sequence[float]) -> None:
    """Set the knobs of a page to these values."""
    for number, value in enumerate(values):
        st.session_state[f"{prefix}{number}"] = float(value)


def values(prefix: str, count: int) -> tuple[float, ...]:
    """What the knobs of a page say."""
    return tuple(float(st.session_state[f"{prefix}{number}"]) for number in range(count))


def increment(window: tuple[float, float]) -> float:
    """The smallest move of a knob: a round share of its window."""
    return rounded((window[1] - window[0]) / INCREMENTS)


def rounded(size: float) -> float:
    """The nearest number of the series 1, 2, 5, 10, ….

    >>> rounded(0.08), rounded(30.0)
    (0.1, 20.0)
    """
    power = math.floor(math.log10(size))
    near = [float(f"{digit}e{power + more}") for more in (0, 1) for digit in (1, 2, 5)]
    return min(near, key=lambda number: abs(math.log(number / size)))
