"""What is said on a page when something typed, an address or a file cannot be used."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from optlab.app.shared.escaping import boxed, escaped


def trouble(message: object) -> None:
    """Say on the page what is wrong with what was typed."""
    st.error(boxed(message), icon="✍️")


def readings(notes: Iterable[str]) -> None:
    """Say, for as long as the formula is there, how it was read where it could have been meant otherwise."""
    text = " ".join(notes)
    if text:
        st.container(key="formula-notes").caption(escaped(text))


def not_understood(what: str, notices: Iterable[str]) -> None:
    """Say for a moment which parts of an address or a file were left out."""
    for notice in notices:
        st.toast(f"Not as in the {what}: {escaped(notice)}", icon="⚠️")
