"""A lesson's picture, drawn as its page draws it: as much as may be seen before the answer, and everything after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from optlab.app.components.player import player, step_field
from optlab.app.lessons.session import PLAYER, named
from optlab.app.shared import stage, theme
from optlab.app.views.graph import sentences as words_of_walk
from optlab.app.views.graph.computations import computation_of
from optlab.app.views.graph.drawing import drawn
from optlab.app.views.graph.follower import STORY, follower
from optlab.app.views.graph.station import station_of
from optlab.app.views.hill import descent
from optlab.app.views.hill.live import live
from optlab.app.views.hill.pictures import extent_of, hill, slices, surface_hill, windows_of
from optlab.app.views.hill.spot import spot_of
from optlab.app.views.hill.trail import Trail
from optlab.app.views.runs.curves import convergence
from optlab.app.views.runs.data import data
from optlab.app.views.runs.landscape import landscape
from optlab.app.views.runs.marks import Marked
from optlab.app.views.runs.scene import Scene, scene
from optlab.app.views.runs.verdicts import verdicts
from optlab.lessons import Ghost, Lesson, before
from optlab.picture.chain_rule import ChainSettings
from optlab.picture.problem import Problem
from optlab.picture.settings import Settings
from optlab.picture.slopes import SlopesSettings

Clicked = Callable[[float, float], None]
Panel = Callable[[], None]

WIDE, NARROW = 11, 8
"""Shares of the width: a picture alone and what is asked; of two pictures each has as much as what is asked."""

SECONDS = 0.35
"""Of a step on Slopes."""

WALKING = 1.6
"""Seconds of a step of the walk on Chain rule."""


class View:
    """What to draw of a lesson's picture: whether it was ``revealed``, and what of a guess stands in it."""

    def __init__(self, lesson: Lesson, *, revealed: bool, ghost: Ghost, on_click: Clicked | None, large: bool) -> None:
        self.lesson = lesson
        self.revealed = revealed
        self.ghost = ghost
        self.on_click = on_click
        self.look = theme.look(large=large)

    def shows(self, part: str) -> bool:
        """Whether a part of the picture is seen now."""
        return self.revealed or part not in self.lesson.hides


def picture_of(view: View, settings: Any, problem: Problem | None, panel: Panel) -> None:
    """The player, the pictures, and beside them the ``panel`` in which one answers."""
    step_field()  # always at this place: the charts stay bound to it when the player comes
    if isinstance(settings, Settings) and problem is not None:
        _runs(view, settings if view.revealed else before(settings, view.lesson.shows), problem, panel)  # type: ignore[arg-type]
    elif isinstance(settings, SlopesSettings) and problem is not None:
        _hill(view, settings, problem, panel)
    else:
        _graph(view, settings, panel)


def _columns(pictures: int) -> list[Any]:
    return st.columns([WIDE, NARROW] if pictures == 1 else [NARROW] * (pictures + 1), gap="small")


def _in(column: Any, panel: Panel) -> None:
    with column, st.container(key="lesson-panel"):
        panel()


# ------------------------------------------------------------------ Compare


def _runs(view: View, picture: Settings, problem: Problem, panel: Panel) -> None:
    shown = scene(picture, problem, with_runs=True)
    curves = view.shows("curves") and picture.steps > 0
    if picture.steps:
        player(PLAYER, picture.steps, lambda: None, with_step=False)
    with stage.pictures():
        columns = _columns(2 if curves else 1)
        with columns[0]:
            _ground(view, shown)
        if curves:
            with columns[1]:
                convergence(shown, view.look, view.ghost.curve)
        _in(columns[-1], panel)
    if view.shows("words") and picture.steps:
        verdicts(shown, lambda run: None, lambda run, rate: None)


def _ground(view: View, shown: Scene) -> None:
    if shown.picture.view == "data":
        data(shown, view.look, exact=view.shows("marks"))
    else:
        landscape(shown, view.look, view.on_click, marked=Marked(view.shows("marks"), view.ghost.point))


# ------------------------------------------------------------------ Slopes


def _hill(view: View, settings: SlopesSettings, problem: Problem, panel: Panel) -> None:
    spot = spot_of(settings, problem)
    walk = descent.walk(settings.subject, settings.point, settings.rate) if view.revealed else (settings.point,)
    extent = extent_of(settings.subject, spot.axes)
    if view.revealed:
        player(PLAYER, len(walk) - 1, lambda: None, seconds=SECONDS, with_step=False)
    with stage.pictures():
        columns = _columns(2 if view.revealed else 1)
        with columns[0]:
            if settings.ground == "surface":
                surface_hill(spot)
            else:
                hill(spot, Trail((), None), walk, extent, bare=not view.revealed)
        if view.revealed:
            with columns[1]:
                slices(spot, extent)
        _in(columns[-1], panel)
    if view.revealed:
        live(spot, windows_of(spot), walk, 0, named("live"))


# ------------------------------------------------------------------ Chain rule


def _graph(view: View, settings: ChainSettings, panel: Panel) -> None:
    station = station_of(settings, computation_of(settings))
    placement = station.computation.placement
    if view.revealed:
        player(PLAYER, station.walk.steps, lambda: None, seconds=WALKING, with_step=False)
    with stage.pictures():
        columns = _columns(1)
        with columns[0]:
            st.markdown(words_of_walk.formula_line(station.computation))
            if placement is not None:
                drawn(station, placement)
            if view.revealed:
                with st.container(key=STORY):
                    st.markdown("\n\n".join(words_of_walk.story(station.walk)))
                follower(named("follower"), station.walk.steps, [])
        _in(columns[-1], panel)
