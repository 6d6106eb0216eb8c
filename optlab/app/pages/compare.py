"""Compare: several runs on one loss, their paths and their convergence side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from optlab.app import controls, palette, run_cards, state, words, work
from optlab.app.keep import keep
from optlab.app.player import player
from optlab.app.work import Problem
from optlab.charts import Reference, Track, curves, curves_spec, landscape_spec, paths, profile_spec
from optlab.charts.theme import INK, PAPER
from optlab.errors import OptlabError
from optlab.experiment.settings import HORIZONTAL, VERTICAL, Settings

ACROSS = {"steps": "steps", "epochs": "epochs", "samples": "examples seen"}
UP = {"gap": "gap to minimum", "loss": "loss", "gradient": "gradient norm", "distance": "distance to minimum"}


def page() -> None:
    """The page, read like the screen: sidebar, formula, player, pictures, outcomes."""
    for notice in state.begin():
        st.toast(f"Part of the address was not understood: {notice}", icon="⚠️")
    with st.sidebar:
        controls.function()
        problem, trouble = controls.problem()
        controls.shared(problem.loss.columns == (), problem.loss.parameters)
        runs = run_cards.runs(problem)
    start, start_trouble = controls.start(problem)
    if st.session_state["vertical"] not in _verticals(problem):
        st.session_state["vertical"] = "loss"
    settings = state.settings(tuple(runs), start)
    for message in filter(None, (trouble, start_trouble)):
        st.error(f"```text\n{message}\n```", icon="✍️")
    st.markdown(words.formula_line(problem))
    note = words.notes(problem, settings.start)
    if note:
        st.markdown(f"**{note}**")
    tracks = _pictures(settings, problem)
    with st.sidebar:
        keep(settings, tracks)
    state.remember(settings)


def _pictures(settings: Settings, problem: Problem) -> list[Track]:
    """Player, charts and verdicts; the runs they show."""
    left, right = st.columns(2, gap="small", vertical_alignment="center")
    with left:
        player(settings.steps)
    with right.container(horizontal=True, gap="small", wrap=False, vertical_alignment="center"):
        _axes(problem)
    tracks, failed = _tracks(settings)
    left, right = st.columns(2, gap="small")
    with left:
        _landscape(settings, problem, tracks)
    with right:
        _curves(settings, problem, tracks)
    st.html(words.outcome_lines(problem, settings, tracks, failed))
    return tracks


def _verticals(problem: Problem) -> list[str]:
    """What the curves can show: gap and distance need a known minimum."""
    return [name for name in VERTICAL if problem.best is not None or name in ("loss", "gradient")]


def _axes(problem: Problem) -> None:
    """What the curves show, against what, and whether on a logarithmic scale."""
    common = {"label_visibility": "collapsed", "persist_state": state.PERSIST}
    st.selectbox("Curves", _verticals(problem), format_func=UP.__getitem__, key="vertical", **common)
    st.selectbox("Against", HORIZONTAL, format_func=lambda name: f"against {ACROSS[name]}", key="horizontal", **common)
    st.toggle("log", key="log", persist_state=state.PERSIST)


def _tracks(settings: Settings) -> tuple[list[Track], list[tuple[str, int, OptlabError]]]:
    """The runs that could be made, and what is wrong with the others."""
    tracks, failed = [], []
    for one in settings.runs:
        if not one.shown:
            continue
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
        st.info(f"The formula has {len(names)} parameters: no plane can hold its landscape. The curves show the loss.")
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
            {
                "x": p[0],
                "y": p[1] if len(p) > 1 else float(problem.loss.value(list(p))),
                "kind": kind,
                "ink": ink,
                "label": label,
            }
            for kind, p, label in rows
        ]
    )


def _curves(settings: Settings, problem: Problem, tracks: list[Track]) -> None:
    falls_for_ever = settings.vertical == "loss" and problem.best is None
    bottom = work.bottom_of(settings.landscape, settings.formula, problem) if falls_for_ever else None
    reference = Reference(problem.best, problem.minima)
    made = curves(tracks, settings.horizontal, settings.vertical, reference, bottom, settings.log)
    spec = curves_spec(
        ACROSS[settings.horizontal],
        UP[settings.vertical],
        settings.horizontal == "samples",
        made.log,
        palette.is_dark(),
    )
    draw(spec, {"curves": made.curves, "bands": made.bands, "exits": made.exits}, "curves")


def draw(spec: dict[str, Any], data: dict[str, pd.DataFrame], name: str) -> None:
    """A chart whose specification stays: only the data travel, and the picture does not flicker."""
    st.vega_lite_chart(spec={**spec, "datasets": data}, key=name, width="stretch")
