"""Keep, on pages with little to take away: picture, code, link, and the picture as a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from optlab.app.components.picture import picture
from optlab.app.shared.as_question import as_question_button
from optlab.app.shared.handing_on import handing_on
from optlab.app.shared.qr import page_url, project_button

ABOUT_KEEP = "The picture as a file, a link or a question for a class"


def keep(page: str, query: Mapping[str, Sequence[str]], caption: Sequence[str]) -> None:
    """A popover with the ways to take the picture of ``query`` on a ``page`` along; its file has a ``caption``."""
    key = f"keep-{page}"

    def close() -> None:
        st.session_state[key] = False

    popover = st.popover("Keep", key=key, on_change="rerun", type="tertiary", help=ABOUT_KEEP)
    if popover.open:
        with popover:
            picture([], caption, [], f"{key}.picture")
            project_button(page_url(query), f"{key}.qr", close)
            with st.expander("Hand on or embed"):
                handing_on(query, key)
            as_question_button(page, query, f"{key}.question", close)
