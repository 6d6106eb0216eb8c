"""Compare: several runs on one loss, their paths and their convergence side by side."""

from __future__ import annotations

import streamlit as st

from optlab.app.compare import controls, run_cards, sentences, session, view_controls
from optlab.app.compare.curves_view import convergence
from optlab.app.compare.export import keep
from optlab.app.compare.landscape_view import landscape, plane_note, plane_of
from optlab.app.compare.numbers import step_in_numbers
from optlab.app.compare.verdicts import Failed, verdicts
from optlab.app.components.player import at_rest, player
from optlab.app.shared import computations, notices, theme
from optlab.picture.problem import Problem
from optlab.app.shared.formula_line import formula_line
from optlab.app.shared.progress import Progress
from optlab.charts import Track
from optlab.errors import OptlabError
from optlab.picture import budget
from optlab.picture.settings import Settings

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
        problem, trouble = controls.problem()
        view_controls.fit(problem)
        controls.shared(problem.loss.columns == (), problem.loss.parameters)
        runs = run_cards.runs(problem)
    start, start_trouble = controls.start(problem)
    view_controls.bar(problem)
    settings = session.settings(tuple(runs), start)
    too_much = _over_budget(settings, problem)
    for message in filter(None, (trouble, start_trouble, too_much)):
        notices.trouble(message)
    with st.container(key="formula-line"):
        st.markdown(formula_line(problem))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="playbar"):
        player(st.session_state["steps"], tells=len(problem.loss.parameters) > 2)
        view_controls.axes(problem)
    st.html(f"<style>{theme.room(settings.projector)}</style>")
    tracks, notes = _pictures(settings, problem, too_much)
    with st.sidebar:
        keep(settings, tracks, notes)
    session.remember(settings)


def _over_budget(settings: Settings, problem: Problem) -> OptlabError | None:
    """What is wrong where the runs would cost more than a picture may."""
    try:
        budget.check(settings, problem.loss)
    except OptlabError as error:
        return error
    return None


def _pictures(settings: Settings, problem: Problem, too_much: OptlabError | None) -> tuple[list[Track], str]:
    """Notes, charts and verdicts, without the runs where they are too much; the runs they show, and the notes."""
    tracks, failed = ([], []) if too_much else _tracks(settings)
    step = at_rest(settings.steps)
    plane = plane_of(settings, problem, tracks, step) if len(problem.window) > 1 else None
    about = "" if plane is None else plane_note(settings, problem, plane, tracks, step)
    notes = " ".join(filter(None, (sentences.notes(problem, settings.start), about)))
    if notes:
        st.markdown(f"**{notes}**")
    lines = max(0, len(settings.runs) - USUAL_RUNS) + bool(notes)
    height = max(SHORTEST, TALLEST - (LARGE_LINE if settings.projector else LINE) * lines)
    left, right = st.columns(2, gap="small")
    with left:
        landscape(settings, problem, tracks, plane, height)
    with right:
        _beside(settings, problem, tracks, height)
    verdicts(problem, settings, tracks, failed)
    return tracks, notes


def _beside(settings: Settings, problem: Problem, tracks: list[Track], height: int) -> None:
    """The curves, or the numbers of the chosen run's step."""
    runs = {one.colour: one for one in settings.runs}
    chosen = next((track for track in tracks if track.colour == settings.focus), None)
    if settings.vertical == "numbers" and chosen is not None:
        step_in_numbers(problem, settings, chosen, runs[chosen.colour], height)
    elif settings.vertical != "numbers":
        convergence(settings, problem, tracks, height)


def _tracks(settings: Settings) -> tuple[list[Track], list[Failed]]:
    """The runs that could be made, and what is wrong with the others."""
    tracks, failed = [], []
    shown = [one for one in settings.runs if one.shown]
    with Progress(len(shown), settings.steps) as progress:
        for place, one in enumerate(shown):
            result = computations.descend(settings, one, progress.of(place, one.name))
            if isinstance(result, OptlabError):
                failed.append(Failed(one.name, one.colour, result))
            else:
                tracks.append(Track(one.name, one.colour, result))
    return tracks, failed
