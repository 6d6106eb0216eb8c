"""One knob a parameter: sliders under a page's own keys, scrolling when there are dozens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import streamlit as st

from optlab.app.components import PERSIST

TURNS = 200
"""Positions of a knob over its range."""

SHOWN = 4
"""Knobs shown without scrolling."""

ROW = 76
"""Height of a knob in pixels."""


def set_knobs(prefix: str, values: Sequence[float]) -> None:
    """Turn the knobs of a page to these values."""
    for number, value in enumerate(values):
        st.session_state[f"{prefix}{number}"] = float(value)


def turned(prefix: str, count: int) -> tuple[float, ...]:
    """What the knobs of a page say."""
    return tuple(float(st.session_state[f"{prefix}{number}"]) for number in range(count))


def knobs(
    prefix: str,
    names: Sequence[str],
    window: Sequence[tuple[float, float]],
    label: Callable[[int], str],
    *,
    shown: int = SHOWN,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Draw the knobs; a value outside its window widens the range of its own knob.  ``label`` is markdown."""
    with st.container(height=ROW * shown if len(names) > shown else "content", border=False, gap="xsmall"):
        for number in range(len(names)):
            low, high = _range(f"{prefix}{number}", window[number])
            st.slider(
                label(number),
                low,
                high,
                step=turn(window[number]),
                key=f"{prefix}{number}",
                format="%.4g",
                on_change=on_change,
                persist_state=PERSIST,
            )


def _range(key: str, window: tuple[float, float]) -> tuple[float, float]:
    """The window of a knob, wider where the knob stands outside.

    To Streamlit a knob of another range is a new one, which would begin where the old one stood before: so it is told.
    """
    value = st.session_state[key]
    wide = min(window[0], value), max(window[1], value)
    if st.session_state.get(f"{key}.range", wide) != wide:
        st.session_state[key] = value
    st.session_state[f"{key}.range"] = wide
    return wide


def turn(window: tuple[float, float]) -> float:
    """The smallest turn of a knob: a round share of its range."""
    return rounded((window[1] - window[0]) / TURNS)


def rounded(size: float) -> float:
    """The nearest number of the series 1, 2, 5, 10, ….

    >>> rounded(0.08), rounded(30.0)
    (0.1, 20.0)
    """
    power = math.floor(math.log10(size))
    near = [float(f"{digit}e{power + more}") for more in (0, 1) for digit in (1, 2, 5)]
    return min(near, key=lambda one: abs(math.log(one / size)))
