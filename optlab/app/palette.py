"""The runs' colours for the words and cards beside the charts: the same list as the charts', from the configuration."""

from __future__ import annotations

import streamlit as st

from optlab.charts import MOST_RUNS


def is_dark() -> bool:
    """Whether the visitor sees the dark theme."""
    return bool(st.context.theme.type == "dark")


def style() -> str:
    """CSS: ``--run0`` … as the chart colours of the visitor's theme, and the edges of the runs' cards."""
    colours = st.get_option(f"theme.{'dark' if is_dark() else 'light'}.chartCategoricalColors") or ["gray"] * MOST_RUNS
    variables = " ".join(f"--run{number}: {colour};" for number, colour in enumerate(colours))
    cards = " ".join(
        f'[class*="st-key-card{number}_"] button {{ border-left-color: var(--run{number}) !important; }}'
        for number in range(MOST_RUNS)
    )
    return f":root {{ {variables} }} {cards}"
