"""The session of the popover in which rows are brought: what its widgets say; nobody else knows their keys."""

from __future__ import annotations

import streamlit as st

from optlab.app.shared.checked_state import cut

MOST_PASTED = 100_000
"""Characters of rows that are pasted; more come as a file."""


def key(name: str) -> str:
    """The key of whatever belongs to the popover in which rows are brought."""
    return f"rows_{name}"


def brought() -> tuple[str, str, bool]:
    """The text of the file that was chosen, the text that was pasted, and whether columns are to be standardised."""
    file, pasted = st.session_state.get(key("file")), cut(key("text"), MOST_PASTED)
    text = "" if file is None else file.getvalue().decode("utf-8-sig", errors="replace")
    return text, pasted, bool(st.session_state[key("scaled")])


def begin(standardise: bool) -> None:
    """Whether columns are standardised, until the visitor says otherwise."""
    st.session_state.setdefault(key("scaled"), standardise)


def faults() -> list[str]:
    """What is wrong with the rows that were brought last."""
    return list(st.session_state.get(key("faults"), ()))


def put_faults(*faults: str) -> None:
    """Remember what is wrong with the rows; nothing, when nothing is given."""
    st.session_state[key("faults")] = faults
