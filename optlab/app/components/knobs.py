"""Knobs: sliders with a number beside them that the page follows while they are held, before the server hears of it.

The browser tells other parts of the page what the hand does (knobs.js says how); the server is told at release.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from optlab.app.components import component, reported, told

_KNOBS = component("knobs")

MOST_TURNS = 2**31


@dataclass(frozen=True)
class Knob:
    """``name`` tells it apart, ``label`` is written beside it.  It moves between ``low`` and ``high`` by ``step``, or
    from one of the ``stops`` to the next; any number may be typed, but for ``strict`` knobs, which take the nearest
    stop.  ``note`` is said below it.
    """

    name: str
    label: str
    value: float
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    stops: tuple[float, ...] = ()
    strict: bool = False
    note: str = ""


def knobs(
    group: str,
    knobs: Sequence[Knob],
    turned: Callable[[dict[str, float]], None],
    meter: tuple[float, float] | None = None,
) -> None:
    """Draw the knobs; ``turned`` gets the values of all, by name, after one was let go and before the page is run.

    ``meter`` are the ends of a bar that shows the loss, if there is to be one.
    """

    def read() -> None:
        turn = reported(group, "turned")
        count, values = told.whole(told.part(turn, "turn"), 0, MOST_TURNS), told.part(turn, "values")
        if isinstance(values, dict):
            st.session_state[_turn_key(group)] = count
            read = {knob.name: told.number(values.get(knob.name)) for knob in knobs}
            turned({name: value for name, value in read.items() if value is not None})

    data = {"group": group, "knobs": [asdict(knob) for knob in knobs], "turn": last_turn(group), "meter": meter}
    _KNOBS(data=data, key=group, on_turned_change=read)


def last_turn(group: str) -> int:
    """The number of the last turn that the server heard of: what it draws answers that one."""
    turn = st.session_state.get(_turn_key(group))
    return turn if isinstance(turn, int) else 0


def _turn_key(group: str) -> str:
    return f"{group}.turn"
