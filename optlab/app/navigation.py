"""The page set-up common to all pages, and the way between them."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from optlab.app import palette
from optlab.app.components.reconnection import reconnection
from optlab.app.pages import chain_rule, compare, slopes
from optlab.app.turns import RERUNS

STYLES = [
    resources.files("optlab.app").joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "explain.css")
]


def main() -> None:
    """Draw the page that the address names, when it is this visitor's turn."""
    with RERUNS.turn():
        _draw()


def _draw() -> None:
    """What all pages have in common, then the page."""
    st.set_page_config("optlab", "🏔", layout="wide", initial_sidebar_state="auto")
    st.html(f"<style>{' '.join(STYLES)} {palette.style()}</style>")
    reconnection()
    pages = [
        st.Page(compare.page, title="Compare", url_path="compare", default=True),
        st.Page(slopes.page, title="Slopes", url_path="slopes"),
        st.Page(chain_rule.page, title="Chain rule", url_path="chain-rule"),
    ]
    st.navigation(pages, position="top").run()
