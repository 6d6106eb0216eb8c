"""Pictures that follow the hand on a learning rate: the browser asks for the run at other rates, and draws them itself.

The question runs this fragment alone, not the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from optlab.app.compare import rate_neighbours, session
from optlab.app.components import component, reported
from optlab.app.serving.turns import RERUNS
from optlab.app.shared import computations
from optlab.app.views.runs.scene import scene
from optlab.picture import budget
from optlab.picture.problem import Problem
from optlab.picture.settings import PRINCIPAL, Settings

_LIVE = component("rate_live", "step", "vega", package=__package__ or "")
_KEY = "rate_live"

DIGITS = 2**48 - 1
"""Bits of what tells answers of one kind from those of another."""


@st.fragment
def rate_live() -> None:
    """Draw nothing; answer what the browser asked, if it did."""
    with RERUNS.turn():
        problem = computations.problem(session.subject())
        picture, _ = session.settings(problem)
        head = {"rates": {run.id: run.rate for run in picture.runs}, "kinds": _kinds(picture)}
        asked = reported(_KEY, "asked")
        more, numbers = _answer(asked, picture, problem)
        _LIVE(data=rate_neighbours.packed(head | more, numbers), key=_KEY, on_asked_change=_nothing, height=1)


def _answer(asked: Any, picture: Settings, problem: Problem) -> tuple[dict[str, Any], bytes]:
    """What was asked, with its number; nothing where nothing was, or where there is no such run any more."""
    question = rate_neighbours.read_question(asked)
    if question is None or budget.fault(picture.descents, problem.loss) is not None:
        return {}, b""
    run = next((run for run in picture.runs if run.id == question.id), None)
    if run is None:
        return {}, b""
    head, numbers = rate_neighbours.answer(scene(picture, problem, with_runs=True), run, question)
    return {"answer": {**head, "number": question.number}}, numbers


def _kinds(picture: Settings) -> dict[int, str]:
    """For each run what answers about it depend on."""
    principal = tuple(picture.descents) if picture.plane == PRINCIPAL else ()
    view = (picture.plane, picture.horizontal, picture.vertical, picture.log, principal)
    kinds = {}
    for run in picture.runs:
        looks = (*view, run.name, run.colour, run.shown)
        kinds[run.id] = f"{hash((picture.descent(replace(run, rate=1.0)), looks)) & DIGITS:x}"
    return kinds


def _nothing() -> None:
    """A trigger must have someone to hear of it."""
