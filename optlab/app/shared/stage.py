"""The stage: what fits the window, whatever the window is; style.css has the rules, and no rerun is needed.

A page's first view stands in ``screen()``, which is as high as the window.  Its pictures stand in ``pictures()``, which
takes what the lines above and below leave: a longer formula or a message makes pictures lower and hides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_LARGER = resources.files("optlab.app.shared").joinpath("projector.css").read_text(encoding="utf-8")


def screen() -> DeltaGenerator:
    """The container of what is seen without scrolling."""
    return st.container(key="screen", gap="small")


def pictures() -> DeltaGenerator:
    """The container in ``screen`` that takes the height that is left; its columns and charts fill it."""
    return st.container(key="pictures")


def head() -> DeltaGenerator:
    """A row in ``screen``: the headline or the formula, and at its end the page's own controls of the view."""
    return st.container(horizontal=True, gap="small", key="head")


def headline(title: str, lesson: str = "") -> None:
    """The heading of a page and, on the same line while it fits, what is to be learned here; both are Markdown."""
    with st.container(key="headline"):
        st.markdown(f"# {title}\n\n{lesson}" if lesson else f"# {title}")


def projector(widget: Mapping[str, Any]) -> bool:
    """The switch for a projector, whose ``widget`` the page's session knows, with what it does: whether it is on."""
    is_on = st.toggle("Projector", help="Everything larger, for the back row", **widget)
    st.html(f"<style>{_LARGER if is_on else ''}</style>")
    return is_on
