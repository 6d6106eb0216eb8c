"""The page set-up common to all pages, and the way between them."""

from __future__ import annotations

from importlib import resources
from typing import Literal

import streamlit as st

from optlab import cancellation
from optlab.app.chain_rule.page import page as chain_rule
from optlab.app.compare.page import page as compare
from optlab.app.components.page_turning import page_turning
from optlab.app.components.reconnection import reconnection
from optlab.app.lessons.page import page as lessons
from optlab.app.serving.turns import RERUNS
from optlab.app.shared import hidden, notices, theme
from optlab.app.shared.progress import until_left, until_superseded
from optlab.app.slopes.page import page as slopes

_FILES = resources.files("optlab.app")
STYLES = [
    _FILES.joinpath(name).read_text(encoding="utf-8")
    for name in ("style.css", "stage.css", "explain.css", "lessons.css")
]

cancellation.watch_new_threads(until_left)  # callbacks and fragments, which run beside ``main``


def main() -> None:
    """Draw the page that the address names, when it is this visitor's turn."""
    with RERUNS.turn(), cancellation.watched(until_superseded):
        _draw()


def _draw() -> None:
    """What all pages have in common, then the page."""
    sidebar: Literal["auto", "collapsed"] = (
        "collapsed" if st.context.is_embedded else "auto"
    )  # a frame in slides has room for the picture alone
    st.set_page_config("optlab", "🏔", layout="wide", initial_sidebar_state=sidebar)
    faults = hidden.begin()
    st.html(f"<style>{' '.join(STYLES)} {theme.style()} {hidden.style()}</style>")
    notices.not_understood("address", faults)
    reconnection()
    page_turning()
    pages = [
        st.Page(compare, title="Compare", url_path="compare", default=True),
        st.Page(slopes, title="Slopes", url_path="slopes"),
        st.Page(chain_rule, title="Chain rule", url_path="chain-rule"),
        st.Page(lessons, title="Lessons", url_path="lessons"),
    ]
    st.navigation(pages, position="top").run()
