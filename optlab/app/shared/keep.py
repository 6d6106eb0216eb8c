"""Keep, on pages with little to take away: the link as a code, and the picture as a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from optlab.app.shared.as_question import as_question_button
from optlab.app.shared.qr import page_url, project_button

ABOUT_KEEP = "The picture as a link or as a question for a class"


def keep(page: str, query: Mapping[str, Sequence[str]]) -> None:
    """A popover with the ways to take the picture of ``query`` on a ``page`` along."""
    key = f"keep-{page}"

    def close() -> None:
        st.session_state[key] = False

    popover = st.popover("Keep", key=key, on_change="rerun", type="tertiary", help=ABOUT_KEEP)
    if popover.open:
        with popover:
            project_button(page_url(query), f"{key}.qr", close)
            as_question_button(page, query, f"{key}.question", close)
