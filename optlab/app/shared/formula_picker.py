"""Pick a landscape of the gallery, or type a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.losses import landscapes


def formula_picker(
    landscape: Mapping[str, Any], formula: Mapping[str, Any], chosen: Callable[[], None], typed: Callable[[], None]
) -> None:
    """Pick a landscape or type a formula; ``chosen`` and ``typed`` are called after it.

    ``landscape`` and ``formula`` are the session's keys of the two widgets, as keyword arguments; the list may stand at
    no landscape while the formula is the visitor's own.
    """
    titles = {name: landscapes.get(name).title for name in landscapes.names()}
    st.selectbox(
        "Function",
        list(titles),
        index=None,
        placeholder="Your formula",
        format_func=titles.__getitem__,
        on_change=chosen,
        label_visibility="collapsed",
        **landscape,
    )
    st.text_input(
        "Formula",
        max_chars=LONGEST_TEXT,
        placeholder="type a formula, for example x^2 + 3y^2",
        on_change=typed,
        label_visibility="collapsed",
        **formula,
    )
