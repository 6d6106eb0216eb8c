"""Compare: several runs on one loss, their paths and their convergence side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from optlab.app.compare import actions, controls, network_session, session, view_controls
from optlab.app.compare.export import export
from optlab.app.compare.model_line import model_line
from optlab.app.compare.rows import how_read, rows
from optlab.app.compare.run_cards import chosen_rate, run_cards
from optlab.app.components.player import at_rest, player
from optlab.app.shared import computations, notices, stage, theme
from optlab.app.shared.formula_line import formula_line
from optlab.app.views.runs import sentences
from optlab.app.views.runs.curves import convergence
from optlab.app.views.runs.data import data
from optlab.app.views.runs.landscape import landscape
from optlab.app.views.runs.network import network
from optlab.app.views.runs.numbers import step_in_numbers
from optlab.app.views.runs.scene import Scene, scene
from optlab.app.views.runs.verdicts import verdicts
from optlab.picture import budget
from optlab.picture.problem import Problem
from optlab.picture.settings import Settings

FREE = 2
"""Parameters up to which the map is the same at every step: more are held where the chosen run is."""


def page() -> None:
    """The page, read like the screen: sidebar, what it is about, player, pictures, what the runs do."""
    notices.not_understood("address", session.begin())
    with st.sidebar:
        controls.function()
        formula_fault, problem = session.formula_fault(), computations.problem(session.subject())
        notices.readings(problem.loss.notes if formula_fault is None else ())
        session.fit_view(problem)
        controls.model(problem)
        controls.held(problem)
        controls.shared(problem)
        run_cards(problem)
        controls.experiment(problem)
    picture, start_fault = session.settings(problem)
    over_budget = budget.fault(picture.descents, problem.loss)
    shown = scene(picture, problem, with_runs=over_budget is None)
    notes = sentences.notes(shown)
    with stage.screen():
        title, lesson = sentences.headline(problem)
        stage.headline(title, "" if picture.projector else lesson)
        for fault in filter(None, (formula_fault, session.to_be_held()[1], start_fault, over_budget)):
            notices.trouble(fault)
        with stage.head():
            st.container(key="formula-line").markdown(_formula(problem))
            if picture.projector:
                chosen_rate(problem)
            view_controls.bar(problem)
        _player(picture, problem)
        _draw(shown, notes)
    with st.sidebar:
        with st.container(horizontal=True, gap="small"):
            rows()
            export(shown, notes)
        how_read()
    session.remember(picture)


def _formula(problem: Problem) -> str:
    """What is minimised, on one line of mathematics."""
    fit = problem.fit
    return model_line(fit) if problem.model and fit is not None and fit.model.layers else formula_line(problem)


def _player(picture: Settings, problem: Problem) -> None:
    def rested() -> None:
        session.remember(replace(picture, step=min(at_rest(session.PLAYER), picture.steps)))

    moves = len(problem.loss.parameters) > FREE and picture.view != "data"
    player(session.PLAYER, picture.steps, rested, runs_page=moves, question=sentences.question(problem))


def _draw(shown: Scene, notes: str) -> None:
    """Notes, pictures and what the runs do."""
    if notes:
        st.markdown(notes)
    look = theme.look(large=shown.picture.projector)
    with stage.pictures():
        left, right = st.columns(2, gap="small")
        with left:
            if shown.picture.view == "data":
                data(shown, look)
            else:
                landscape(shown, look, partial(_clicked, shown), partial(_turned, shown.picture))
        with right:
            view_controls.vertical(shown.problem)
            if shown.picture.vertical == "numbers":
                step_in_numbers(shown)
            elif shown.picture.vertical == "network":
                network(shown, look, network_session.HAND)
            else:
                convergence(shown, look)
    verdicts(shown, actions.choose_run, actions.set_rate)


def _clicked(shown: Scene, x: float, y: float) -> None:
    """A click on the landscape moves the start."""
    actions.move_start(shown.start, shown.plane, shown.problem, x, y)


def _turned(picture: Settings, camera: tuple[float, ...]) -> None:
    """The address is told from where the surface is looked at."""
    session.put_camera(camera)
    session.remember(replace(picture, camera=camera))
