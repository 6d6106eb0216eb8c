"""The session of the popover in which rows are brought: what its widgets say; nobody else knows their keys."""

from __future__ import annotations

import streamlit as st

from optlab.app.shared.checked_state import cut

MOST_PASTED = 100_000
"""Characters of rows that are pasted; more come as a file."""


def key(name: str) -> str:
    """The key of whatever belongs to the popover in which rows are brought."""
    return f"rows_{name}"


def file() -> bytes | None:
    """What the file holds that was chosen; None without one."""
    chosen = st.session_state.get(key("file"))
    return None if chosen is None else bytes(chosen.getvalue())


def pasted() -> str:
    """The text that was pasted, cut to what its field takes."""
    return cut(key("text"), MOST_PASTED)


def is_standardised() -> bool:
    """Whether columns are to be standardised."""
    return bool(st.session_state[key("scaled")])


def begin(standardise: bool) -> None:
    """Whether columns are standardised, until the visitor says otherwise."""
    st.session_state.setdefault(key("scaled"), standardise)


def faults() -> list[str]:
    """What is wrong with the rows that were brought last."""
    return list(st.session_state.get(key("faults"), ()))


def put_faults(*faults: str) -> None:
    """Remember what is wrong with the rows; nothing, when nothing is given."""
    st.session_state[key("faults")] = faults


def notes(packed: str) -> tuple[str, ...]:
    """What was said of these rows when they were read; nothing where others were read since, or an address has them."""
    said: tuple[str, tuple[str, ...]] = st.session_state.get(key("notes"), ("", ()))
    return said[1] if packed and said[0] == packed[1:] else ()


def put_notes(packed: str, notes: tuple[str, ...]) -> None:
    """Remember what was said of rows when they were read, whether they are standardised or not."""
    st.session_state[key("notes")] = packed[1:], notes
