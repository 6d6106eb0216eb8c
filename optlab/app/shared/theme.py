"""The runs' colours for the words and cards beside the charts: the same list as the charts', from the configuration."""

from __future__ import annotations

import streamlit as st

from optlab.charts.look import DASHES, HEIGHT, INK, Look
from optlab.picture.runs import MOST_RUNS

LINE = 1.25
"""Height of a run's line below the pictures: its room is kept from the first moment, so that nothing jumps."""

FELL_AND_ROSE = {False: ("#005c3a", "#98000f"), True: ("#5be7b0", "#ffa8a8")}
"""Colours of a loss that fell and of one that rose, by whether the theme is dark."""


def is_dark() -> bool:
    """Whether the visitor sees the dark theme."""
    return bool(st.context.theme.type == "dark")


def look(height: int = HEIGHT, *, large: bool = False) -> Look:
    """How charts are drawn in the visitor's theme; those that fill the stage need no ``height``."""
    return Look(is_dark(), large, height)


def colours() -> list[str]:
    """The runs' colours in the visitor's theme."""
    configured = st.get_option(f"theme.{'dark' if is_dark() else 'light'}.chartCategoricalColors")
    return list(configured or ["gray"] * MOST_RUNS)


def style() -> str:
    """CSS: ``--run0`` … as the chart colours of the visitor's theme, edges of the runs' cards, room for their lines."""
    variables = " ".join(f"--run{number}: {colour};" for number, colour in enumerate(colours()))
    cards = " ".join(
        f'[class*="st-key-card{number}_"] {{ border-left-color: var(--run{number}) !important; }}'
        for number in range(MOST_RUNS)
    )
    room = " ".join(f".st-key-verdicts-of-{count} {{ min-height: {LINE * (count + 2)}rem; }}" for count in range(9))
    fell, rose = FELL_AND_ROSE[is_dark()]
    return f":root {{ {variables} --fell: {fell}; --rose: {rose}; --ink: {INK[is_dark()]}; }} {cards} {room}"


def dashed(colour: int) -> str:
    """CSS of a line in a run's colour and dash."""
    stops, place = [], 0
    for number, length in enumerate(DASHES[colour]):
        ink = "transparent" if number % 2 else f"var(--run{colour})"
        stops.append(f"{ink} {place}px {place + length}px")
        place += length
    return f"repeating-linear-gradient(90deg, {', '.join(stops)})"
