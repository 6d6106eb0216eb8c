"""One slider a parameter, under keys that begin as the page says; they scroll where there are dozens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import streamlit as st

from optlab.app.components import PERSIST

INCREMENTS = 200
"""Positions of a slider over its window."""

SHOWN = 4
"""Sliders shown without scrolling."""

ROW = 76
"""Height of a slider in pixels."""


def put(prefix: str, values: Sequence[float]) -> None:
    """Set the sliders of a page to these values."""
    for number, value in enumerate(values):
        st.session_state[f"{prefix}{number}"] = float(value)


def values(prefix: str, count: int) -> tuple[float, ...]:
    """What the sliders of a page say."""
    return tuple(float(st.session_state[f"{prefix}{number}"]) for number in range(count))


def draw(
    prefix: str,
    names: Sequence[str],
    window: Sequence[tuple[float, float]],
    label: Callable[[int], str],
    *,
    shown: int = SHOWN,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Draw the sliders; a value outside its window widens the range of its own slider.  ``label`` is markdown."""
    with st.container(height=ROW * shown if len(names) > shown else "content", border=False, gap="xsmall"):
        for number in range(len(names)):
            low, high = _range(f"{prefix}{number}", window[number])
            st.slider(
                label(number),
                low,
                high,
                step=increment(window[number]),
                key=f"{prefix}{number}",
                format="%.4g",
                on_change=on_change,
                persist_state=PERSIST,
            )


def _range(key: str, window: tuple[float, float]) -> tuple[float, float]:
    """The window of a slider, wider where the slider stands outside.

    To Streamlit a slider of another range is a new one, which would begin where the old one stood before: so it is set
    again.
    """
    value = st.session_state[key]
    wide = min(window[0], value), max(window[1], value)
    if st.session_state.get(f"{key}.range", wide) != wide:
        st.session_state[key] = value
    st.session_state[f"{key}.range"] = wide
    return wide


def increment(window: tuple[float, float]) -> float:
    """The smallest move of a slider: a round share of its window."""
    return rounded((window[1] - window[0]) / INCREMENTS)


def rounded(size: float) -> float:
    """The nearest number of the series 1, 2, 5, 10, ….

    >>> rounded(0.08), rounded(30.0)
    (0.1, 20.0)
    """
    power = math.floor(math.log10(size))
    near = [float(f"{digit}e{power + more}") for more in (0, 1) for digit in (1, 2, 5)]
    return min(near, key=lambda number: abs(math.log(number / size)))
