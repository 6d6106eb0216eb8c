"""Keep, on pages without tables: the picture as a file, as a link, in a frame, and as a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from optlab.app.components.picture import picture
from optlab.app.shared import hidden
from optlab.app.shared.as_question import as_question_button
from optlab.app.shared.handing_on import handing_on
from optlab.app.shared.qr import page_url, project_button

ABOUT_KEEP = "The picture as a file, a link or a question for a class"

CHARTS = ("pictures",)
"""The container that holds a page's charts (``stage.pictures``)."""


def keep(page: str, query: Mapping[str, Sequence[str]], caption: Sequence[str]) -> None:
    """A popover with the ways to take the picture of ``query`` on a ``page`` along, ``caption`` below it."""
    if hidden.is_hidden("keep"):
        return
    key = f"keep-{page}"

    def close() -> None:
        st.session_state[key] = False

    popover = st.popover("Keep", key=key, on_change="rerun", type="tertiary", help=ABOUT_KEEP)
    if popover.open:
        with popover:
            picture(CHARTS, caption, (), f"{key}.picture")
            project_button(page_url(query), f"{key}.qr", close)
            handing_on(query, key, hidden.of(page))
            as_question_button(page, query, f"{key}.question", close)
