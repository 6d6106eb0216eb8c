"""Pick a landscape of the gallery, or type a formula."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from optlab.app.components import PERSIST
from optlab.losses import landscapes


def formula_picker(
    function: str,
    formula: str,
    chosen: Callable[[], None],
    typed: Callable[[], None],
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Pick a landscape or type a formula, under those keys; ``chosen`` and ``typed`` are called after it.

    ``beside`` draws what stands beside the list of landscapes.
    """
    titles = {name: landscapes.get(name).title for name in landscapes.names()}
    with st.container(horizontal=True, gap="small", wrap=False):
        st.selectbox(
            "Function",
            list(titles),
            format_func=titles.__getitem__,
            key=function,
            on_change=chosen,
            label_visibility="collapsed",
            persist_state=PERSIST,
        )
        beside()
    st.text_input(
        "Formula",
        key=formula,
        max_chars=2_000,
        placeholder="type a formula, for example x^2 + 3y^2",
        on_change=typed,
        label_visibility="collapsed",
        persist_state=PERSIST,
    )
