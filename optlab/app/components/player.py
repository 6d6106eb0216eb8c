"""The one player of a page: a slider that every chart on it follows, in the browser alone."""

from __future__ import annotations

import streamlit as st

from optlab.app.components import component, reported
from optlab.charts import STEP_ELEMENT

_PLAYER = component("player", "step")

STEP = f'<input type="hidden" id="{STEP_ELEMENT}" value="1000000000">'
"""Larger than any last step: the player begins at the end, and stays there when the number of steps changes."""


def player(steps: int, tells: bool = False) -> None:
    """Draw the player for steps 0 to ``steps``, at the end to begin with; place it before the charts.

    With ``tells`` the page is run again where the player comes to rest (see ``at_rest``); else it moves in the browser
    alone.

    The step itself is a hidden field that stands in the page from the first moment: a chart that is drawn before the
    player is there finds it all the same.
    """
    st.html(STEP)
    _PLAYER(data={"steps": steps, "tells": tells}, key="player", on_rest_change=_nothing)


def at_rest(steps: int) -> int:
    """The step at which the player rests, as far as it told; the last one otherwise."""
    rest = reported("player", "rest")
    return max(0, min(int(rest), steps)) if isinstance(rest, int | float) else steps


def _nothing() -> None:
    """A state of a component must have someone to hear of it."""
