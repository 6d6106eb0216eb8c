"""The sidebar: what is minimised, and from where."""

from __future__ import annotations

import streamlit as st

from optlab.app.compare import actions, rows, session
from optlab.app.shared.formula_picker import formula_picker
from optlab.picture.budget import MOST_NUMBERS
from optlab.picture.problem import Problem
from optlab.picture.settings import MOST_SEEDS, MOST_STEPS

LIMITS = (
    f"At most {MOST_STEPS:,} steps and {MOST_SEEDS} seeds; runs × seeds × steps × parameters at most {MOST_NUMBERS:,}."
)
ABOUT_NOISE = (
    "Standard deviation of the slope of one example. A function without data gets 256 tilted copies of itself: "
    "their mean is exactly the function, and a small batch of them is noisy."
)


def function() -> None:
    """The picker of the Compare page, and the way to rows of one's own."""
    landscape, formula = session.widget("landscape"), session.widget("formula")
    formula_picker(landscape, formula, actions.choose_landscape, actions.type_formula, rows.rows)


def shared(problem: Problem) -> None:
    """Start, steps, seed and noise, the same for all runs."""
    names, noise = problem.loss.parameters, session.subject().noise
    with st.container(horizontal=True, gap="small", wrap=False):
        st.text_input(f"Start {', '.join(names)[:14]}", max_chars=2_000, **session.widget("start"))
        st.number_input("Steps", step=50, width=104, help=LIMITS, **session.number_widget("steps"))
    with st.container(horizontal=True, gap="small", wrap=False):
        st.number_input(
            "Noise",
            step=max(0.1, noise / 4),
            format="%g",
            disabled=problem.loss.columns != (),
            help=ABOUT_NOISE,
            **session.number_widget("noise"),
        )
        st.number_input("Seed", step=1, width=74, **session.number_widget("seed"))
        st.number_input("Seeds", step=10, width=74, **session.number_widget("seeds"))
