"""Compare: several runs on one loss, their paths and their convergence side by side."""

from __future__ import annotations

import streamlit as st

from optlab.app.compare import controls, sentences, session, view_controls
from optlab.app.compare.curves_view import convergence
from optlab.app.compare.export import export
from optlab.app.compare.landscape_view import landscape
from optlab.app.compare.numbers import step_in_numbers
from optlab.app.compare.run_cards import run_cards
from optlab.app.compare.scene import Scene, scene
from optlab.app.compare.verdicts import verdicts
from optlab.app.components.player import at_rest, player
from optlab.app.shared import computations, notices, theme
from optlab.app.shared.formula_line import formula_line
from optlab.picture import budget

TALLEST, SHORTEST = 400, 260
"""Heights of the pictures, in pixels: what is left of 720 by the rest of the page."""

LINE, LARGE_LINE = 25, 32
"""What a line of text takes of it; for a projector."""

USUAL_RUNS = 4


def page() -> None:
    """The page, read like the screen: sidebar, formula, player, pictures, outcomes."""
    notices.not_understood("address", session.begin())
    with st.sidebar:
        controls.function()
        formula_fault, problem = session.formula_fault(), computations.problem(session.subject())
        session.fit_view(problem)
        controls.shared(problem)
        run_cards(problem)
    view_controls.bar(problem)
    picture, start_fault = session.settings(problem)
    over_budget = budget.fault(picture.descents, problem.loss)
    for fault in filter(None, (formula_fault, start_fault, over_budget)):
        notices.trouble(fault)
    with st.container(key="formula-line"):
        st.markdown(formula_line(problem))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="playbar"):
        player(picture.steps, tells=len(problem.loss.parameters) > 2)
        view_controls.axes(problem)
    st.html(f"<style>{theme.projector_style() if picture.projector else ''}</style>")
    shown = scene(picture, problem, at_rest(picture.steps), with_runs=over_budget is None)
    notes = sentences.notes(shown)
    _draw(shown, notes)
    with st.sidebar:
        export(shown, notes)
    session.remember(picture)


def _draw(shown: Scene, notes: str) -> None:
    """Notes, charts and verdicts."""
    if notes:
        st.markdown(f"**{notes}**")
    lines = max(0, len(shown.picture.runs) - USUAL_RUNS) + bool(notes)
    height = max(SHORTEST, TALLEST - (LARGE_LINE if shown.picture.projector else LINE) * lines)
    look = theme.look(height, large=shown.picture.projector)
    left, right = st.columns(2, gap="small")
    with left:
        landscape(shown, look)
    with right:
        if shown.picture.vertical == "numbers":
            step_in_numbers(shown, height)
        else:
            convergence(shown, look)
    verdicts(shown)
