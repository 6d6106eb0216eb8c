"""The session of the popover in which the data are edited: what its widgets say, and what was wrong with it."""

from __future__ import annotations

import streamlit as st

from optlab.app.shared.checked_state import cut
from optlab.picture.labelling import LONGEST_RULE

OPEN, RULE, POINTS = "edit_data.open", "edit_data.rule", "edit_data.points"
"""Keys of the popover, the field of the formula, and the picture of the rows."""

_FAULT = "edit_data.fault"


def rule() -> str:
    """The formula that labels the rows, cut to what its field takes."""
    return cut(RULE, LONGEST_RULE)


def fault() -> str:
    """What is wrong with the last edit; empty when nothing is."""
    return str(st.session_state.get(_FAULT, ""))


def put_fault(fault: str = "") -> None:
    """Remember what is wrong, or that nothing is."""
    st.session_state[_FAULT] = fault
