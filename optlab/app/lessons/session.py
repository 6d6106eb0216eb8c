"""The session of the Lessons page: the visit, and the answer that is being made; nobody else knows their keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from optlab.app.components import PERSIST, player
from optlab.app.shared import address_bar
from optlab.lessons import Answer, Lesson, packed, read
from optlab.lessons.faults import LessonError
from optlab.lessons.visit import OWN, Visit, from_query, to_query
from optlab.picture.address import Query

_PAGE = "lessons"
_VISIT, _GIVEN, _CLICKED, _FAULT = "lessons.visit", "lessons.given", "lessons.clicked", "lessons.fault"

PLAYER = "lessons.player"
"""The key of the player of the lesson that is open."""

FILE = "lessons.file"
"""The key of the file of a lesson that is opened."""


def begin() -> list[str]:
    """At a visitor's first run, and whenever another address is gone to: the visit that the address says.

    What was answered before in this session stays answered, whatever the address: going back asks nothing again.
    Returns notices about what could not be read.
    """
    first = _VISIT not in st.session_state
    if not address_bar.elsewhere(_PAGE) and not first:
        return []
    visit, notices = from_query(address_bar.present())
    kept = {**dict(visit.answers), **_given()}
    answers = tuple((name, text) for name, text in kept.items() if name in dict(visit.answers) or name == visit.key)
    put(replace(visit, answers=answers))
    return notices


def _given() -> dict[str, str]:
    given: dict[str, str] = st.session_state.setdefault(_GIVEN, {})
    return given


def visit() -> Visit:
    """Where the visitor is."""
    now: Visit = st.session_state[_VISIT]
    wide = bool(st.session_state.get(f"{_PAGE}.projector", now.projector))
    return replace(now, projector=wide)


def put(visit: Visit) -> None:
    """The visitor is there now; another lesson begins unanswered, at its start."""
    before = st.session_state.get(_VISIT)
    if before is None or before.key != visit.key or before.own != visit.own:
        st.session_state[_CLICKED] = None
        player.put(PLAYER, 0)
    st.session_state[_VISIT] = visit
    st.session_state[f"{_PAGE}.projector"] = visit.projector
    _given().update(dict(visit.answers))


def remember(visit: Visit) -> None:
    """Write the visit to the address, if that does not hold it yet."""
    address_bar.remember(_PAGE, to_query(visit))


def query(visit: Visit) -> Query:
    """The address of a visit without what was answered: to be handed on."""
    return to_query(replace(visit, answers=(), sheet=""))


# ------------------------------------------------------------------ what is done


def go(**changes: Any) -> None:
    """Go elsewhere: to a lesson, a course, the shelf.  An answer that was given before stands there already."""
    now = replace(visit(), **changes)
    kept = {**dict(now.answers), **({now.key: _given()[now.key]} if now.key in _given() else {})}
    put(replace(now, answers=tuple(kept.items())))


def commit(lesson: Lesson, answer: Answer) -> None:
    """Answer the open lesson, once: the runs are shown from their start."""
    put(visit().answered(lesson, answer))
    player.put(PLAYER, 0, plays=True)


def afresh() -> None:
    """Forget all answers."""
    st.session_state[_GIVEN] = {}
    st.session_state[_VISIT] = replace(visit(), answers=(), lesson="", own="", course="", sheet="")


def opened() -> None:
    """After a file was chosen: open its lesson, or remember what is wrong with it."""
    file = st.session_state.get(FILE)
    st.session_state[_FAULT] = None
    if file is None:
        return
    text = file.getvalue().decode("utf-8", errors="replace")
    try:
        read(text)
        own = packed.pack(text)
    except LessonError as error:
        st.session_state[_FAULT] = error
        return
    _given().pop(OWN, None)
    go(own=own, lesson="", course="", quick=False)


def fault() -> LessonError | None:
    """What is wrong with the file that was chosen last, if anything."""
    error: LessonError | None = st.session_state.get(_FAULT)
    return error


# ------------------------------------------------------------------ the answer that is being made


def clicked() -> tuple[float, float] | None:
    """Where the picture was clicked last."""
    at: tuple[float, float] | None = st.session_state.get(_CLICKED)
    return at


def click(x: float, y: float) -> None:
    """The picture was clicked there."""
    st.session_state[_CLICKED] = (float(f"{x:.5g}"), float(f"{y:.5g}"))


def key(visit: Visit, name: str) -> str:
    """The key of a widget that belongs to the open lesson."""
    return f"{_PAGE}.{visit.key}.{name}"


def named(name: str) -> str:
    """The key of whatever belongs to the page."""
    return f"{_PAGE}.{name}"


def widget(name: str) -> dict[str, Any]:
    """The key of a widget of the page, which keeps its value while another page is shown."""
    return {"key": named(name), "persist_state": PERSIST}


def value(key: str) -> Any:
    """What the widget with that key says now; None where it says nothing yet."""
    return st.session_state.get(key)
