"""Compare: several runs on one loss, their paths and their convergence side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from optlab.app import controls, palette, state, work, words
from optlab.app.player import player
from optlab.app.work import Problem
from optlab.charts import Track, curves, curves_spec, landscape_spec, paths, profile_spec
from optlab.charts.theme import INK, PAPER
from optlab.errors import OptlabError
from optlab.experiment.settings import HORIZONTAL, VERTICAL, Settings
from optlab.losses import landscapes

ACROSS = {"steps": "steps", "epochs": "epochs", "samples": "examples seen"}
UP = {"gap": "gap", "loss": "loss"}


def page() -> None:
    """The page, read like the screen: sidebar, formula, player, pictures, outcomes."""
    for notice in state.begin():
        st.toast(f"Part of the address was not understood: {notice}", icon="⚠️")
    with st.sidebar:
        controls.function()
        problem, trouble = controls.problem()
        controls.shared(problem.loss.columns == (), problem.loss.parameters)
        runs = controls.runs(problem.loss.examples)
    start, start_trouble = controls.start(problem)
    settings = state.settings(tuple(runs), start)
    for message in filter(None, (trouble, start_trouble)):
        st.error(f"```text\n{message}\n```", icon="✍️")
    st.markdown(words.formula_line(problem))
    note = words.notes(problem, settings.start)
    if note:
        st.markdown(f"**{note}**")
    _pictures(settings, problem)
    state.remember(settings)


def _pictures(settings: Settings, problem: Problem) -> None:
    left, right = st.columns(2, gap="small", vertical_alignment="center")
    with left:
        player(settings.steps)
    with right.container(horizontal=True, horizontal_alignment="right", gap="small", wrap=False):
        st.segmented_control(
            "Against", HORIZONTAL, format_func=ACROSS.get, key="horizontal", required=True,
            label_visibility="collapsed", persist_state=state.PERSIST,
        )
        st.segmented_control(
            "Curves", VERTICAL, format_func=UP.get, key="vertical", required=True,
            label_visibility="collapsed", persist_state=state.PERSIST, disabled=problem.best is None,
        )
    tracks, failed = _tracks(settings)
    left, right = st.columns(2, gap="small")
    with left:
        _landscape(settings, problem, tracks)
    with right:
        _curves(settings, problem, tracks)
    st.html(words.outcome_lines(problem, tracks, failed))


def _tracks(settings: Settings) -> tuple[list[Track], list[tuple[str, int, OptlabError]]]:
    """The runs that could be made, and what is wrong with the others."""
    tracks, failed = [], []
    for one in settings.runs:
        result = work.descend(settings, one)
        if isinstance(result, OptlabError):
            failed.append((one.name, one.colour, result))
        else:
            tracks.append(Track(one.name, one.colour, result))
    return tracks, failed


def _landscape(settings: Settings, problem: Problem, tracks: list[Track]) -> None:
    names, window = problem.loss.parameters, problem.window
    dark = palette.is_dark()
    if len(names) > 2:
        st.info(f"The formula has {len(names)} parameters: its landscape cannot be drawn on a plane. The curves show how the loss falls.")
        return
    surface = work.surface(settings.landscape, settings.formula, problem.window)
    if len(names) == 1:
        heights = work.heights_between(surface)
        drawn = paths(tracks, (0, 0), (window[0], heights), PAPER[dark])
        data = {"curve": work.curve(settings.landscape, settings.formula, problem.window), "paths": drawn}
        spec = profile_spec(names[0], window[0], heights, dark)
    else:
        relief = work.relief_of(settings.landscape, settings.formula, problem.window)
        data = {"isolines": relief.isolines, "shade": relief.shade, "paths": paths(tracks, (0, 1), window, PAPER[dark])}
        spec = landscape_spec(names[0], names[1], (window[0], window[1]), dark)
    draw(spec, {**data, "marks": _marks(settings, problem, INK[dark])}, "landscape")


def _marks(settings: Settings, problem: Problem, ink: str) -> pd.DataFrame:
    """The start and the known minima."""
    rows = [("start", settings.start, "start")]
    rows += [("minimum", point, f"minimum, loss {problem.best:.6g}") for point in problem.minima]
    return pd.DataFrame(
        [
            {"x": p[0], "y": p[1] if len(p) > 1 else float(problem.loss.value(list(p))), "kind": kind, "ink": ink, "label": label}
            for kind, p, label in rows
        ]
    )


def _curves(settings: Settings, problem: Problem, tracks: list[Track]) -> None:
    gap = settings.vertical == "gap" and problem.best is not None
    bottom = None if problem.best is not None else work.bottom_of(settings.landscape, settings.formula, problem)
    made = curves(tracks, settings.horizontal, problem.best if gap and problem.best is not None else 0.0, bottom)
    wide = settings.horizontal == "samples"
    spec = curves_spec(ACROSS[settings.horizontal], "loss − minimum" if gap else "loss", wide, made.log, palette.is_dark())
    draw(spec, {"curves": made.curves, "exits": made.exits}, "curves")


def draw(spec: dict[str, Any], data: dict[str, pd.DataFrame], name: str) -> None:
    """A chart whose specification stays: only the data travel, and the picture does not flicker."""
    st.vega_lite_chart(spec={**spec, "datasets": data}, key=name, width="stretch")
