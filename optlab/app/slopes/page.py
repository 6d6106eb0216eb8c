"""Slopes: one point on the loss, its slope along each parameter, the gradient, and the curvature."""

from __future__ import annotations

import streamlit as st

from optlab.app.components.player import player
from optlab.app.shared import computations, notices, stage
from optlab.app.shared.formula_line import formula_line
from optlab.app.shared.formula_picker import formula_picker
from optlab.app.shared.holding import holding, offer
from optlab.app.shared.keep import keep
from optlab.app.slopes import actions, session
from optlab.app.slopes.details import details
from optlab.app.slopes.live import live
from optlab.app.slopes.panel import panel
from optlab.app.views.hill import descent, sentences
from optlab.app.views.hill.pictures import extent_of, hill, slices, surface_hill, windows_of
from optlab.app.views.hill.spot import Spot, spot_of
from optlab.app.views.hill.trail import Trail
from optlab.picture.caption import about_place

GROUNDS = {"map": "Map", "surface": "3-D"}

SECONDS = 0.35
"""Of a step of the descent that is played."""


def page() -> None:
    """The page, read like the screen: what it is about, the player, knobs and pictures, what they say, more below."""
    notices.not_understood("address", session.begin())
    start, problem = session.settings(), session.problem()
    walk = descent.walk(start.subject, start.point, start.rate)
    settings, trail = descent.played(start, session.trail(), session.step())
    spot = spot_of(settings, problem)
    with stage.screen():
        with stage.head():
            stage.headline(*sentences.headline(problem))
            with st.container(key="viewbar", horizontal=True, gap="small"):
                landscape, formula = session.widget("function"), session.widget("formula")
                formula_picker(landscape, formula, actions.choose_landscape, actions.type_formula)
            if start.subject.is_own:
                held, names = start.held, problem.loss.parameters
                holding(session.widget("holding"), held, names, actions.type_held, actions.release, "content")
        formula_fault = session.formula_fault()
        for fault in filter(None, (formula_fault, session.to_be_held()[1])):
            notices.trouble(fault)
        with st.container(key="slopes-formula", horizontal=True, gap="small", vertical_alignment="center"):
            st.container(key="formula-line").markdown(formula_line(problem))
            if len(spot.axes) == 2:
                _ground()
            stage.projector(session.widget("projector"))
            keep("slopes", session.query(settings), about_place(settings, problem.loss.parameters))
        if spot.settings.subject.is_own:
            offer(session.widget("holding"), computations.offer_to_hold(spot.settings.subject), actions.hold)
        notices.readings(sentences.left_behind(session.left_behind()))
        notices.readings(problem.loss.notes if formula_fault is None else ())
        player(session.PLAYER, len(walk) - 1, lambda: None, runs_page=True, seconds=SECONDS)
        _pictures(spot, trail, walk)
        _reading(spot, trail)
    with st.container(key="slopes-details"):
        details(spot)
    live(spot, windows_of(spot), walk, min(session.step(), len(walk) - 1))
    session.remember(settings)


def _ground() -> None:
    """Whether the loss is seen from above or in space."""
    st.segmented_control(
        "View",
        format_func=GROUNDS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **session.choice_widget("ground"),
    )


def _pictures(spot: Spot, trail: Trail, walk: descent.Walk) -> None:
    """The knobs, the hill, and a slice along each of its axes; or the only slice there is."""
    extent = extent_of(spot.settings.subject, spot.axes)
    with stage.pictures():
        columns = st.columns([5, 11, 10] if len(spot.axes) == 2 else [5, 21], gap="small")
        with columns[0], st.container(key="slopes-panel"):
            panel(spot, extent)
        if len(spot.axes) == 2:
            with columns[1]:
                if spot.settings.ground == "surface":
                    surface_hill(spot)
                else:
                    hill(spot, trail, walk, extent)
        with columns[-1]:
            slices(spot, extent)


def _reading(spot: Spot, trail: Trail) -> None:
    """What the pictures say, a sentence each."""
    step = sentences.promise(spot.gradient, spot.promised_drop, spot.drop)
    if trail.last is not None:
        step = sentences.taken(trail.last.promised, trail.last.fell)
    curved = "" if spot.curvature is None else sentences.curved(spot.curvature, spot.kind, spot.settings.rate)
    with st.container(key="slopes-reading", gap=None):
        for name, words in {
            "gradient": sentences.gradient(spot.gradient, spot.height),
            "step": step,
            "curvature": curved,
        }.items():
            st.container(key=f"slopes-words-{name}").markdown(words)
