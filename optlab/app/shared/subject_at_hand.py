"""What the visitor looks at, handed from page to page: another page may begin with it."""

from __future__ import annotations

import streamlit as st

from optlab.picture.subject import Subject

_KEY = "subject at hand"


def hand_on(subject: Subject) -> None:
    """Leave a subject for the other pages."""
    st.session_state[_KEY] = subject


def at_hand() -> Subject | None:
    """The subject that a page left; None where none did yet."""
    subject: Subject | None = st.session_state.get(_KEY)
    return subject
