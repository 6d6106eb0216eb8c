"""Rows in a plane that are added, moved and removed by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from optlab.app.components import component, reported, told

_POINTS = component("points", "step", "plain", "small_map")

MOST_TURNS = 2**31


def points(data: dict[str, Any], key: str, most: int, edited: Callable[[tuple[float, ...]], None]) -> None:
    """Draw the rows of ``data``; ``edited`` gets the numbers of all rows, one after the other and at most so many,
    after an edit and before the page is run.  They may be any numbers.
    """

    def read() -> None:
        told_of = reported(key, "edited")
        turn, numbers = told.whole(told.part(told_of, "turn"), 0, MOST_TURNS), told.part(told_of, "numbers")
        known = told.numbers(numbers, most)
        if turn is not None and known is not None:
            st.session_state[_turn_key(key)] = turn
            edited(known)

    turn = st.session_state.get(_turn_key(key), 0)
    _POINTS(
        data={**data, "turn": turn if isinstance(turn, int) else 0}, key=key, on_edited_change=read, width="stretch"
    )


def _turn_key(key: str) -> str:
    return f"{key}.turn"
