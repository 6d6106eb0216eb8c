"""The page set-up common to all pages, and the way between them."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from optlab.app import palette
from optlab.app.pages import compare

STYLE = resources.files("optlab.app").joinpath("style.css").read_text(encoding="utf-8")


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config("optlab", "🏔", layout="wide", initial_sidebar_state="expanded")
    st.html(f"<style>{STYLE} {palette.style()}</style>")
    pages = [st.Page(compare.page, title="Compare", url_path="compare", default=True)]
    st.navigation(pages, position="top").run()
