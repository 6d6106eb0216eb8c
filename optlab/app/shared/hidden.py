"""What a link hides: a teacher hands out the picture without the controls.  It stays hidden from page to page.

``?hide=sidebar,words`` is not part of any page's settings: it is kept beside them, whatever the page writes.
"""

from __future__ import annotations

import streamlit as st

KEY = "hide"
_SESSION = "hidden"

PARTS = {
    "pages": "the names of the pages",
    "sidebar": "the sidebar with function and runs",
    "controls": "the choices above the pictures",
    "words": "what is said about the runs",
    "keep": "Keep",
    "notes": "a lesson's notes for the teacher",
}
"""What can be hidden, in words."""

_PLACES = {
    "pages": '[data-testid="stHeader"]',
    "sidebar": '[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"]',
    "controls": ".st-key-viewbar, .st-key-curves-choice, .st-key-slopes-formula [data-testid='stSegmentedControl']",
    "words": "[class*='st-key-verdicts-of'], .st-key-slopes-reading, .st-key-slopes-details, .st-key-formula-notes",
    "keep": ".st-key-keep, .st-key-keep-slopes, .st-key-keep-chain-rule",
    "notes": ".st-key-lesson-notes",
}


def begin() -> list[str]:
    """Read what the address hides, if it says anything; notices name what cannot be hidden."""
    if KEY in st.query_params:
        names = [name.strip() for name in st.query_params[KEY][:200].split(",") if name.strip()]
        st.session_state[_SESSION] = tuple(name for name in PARTS if name in names)
        return [f"{KEY}: {name[:20]!r} cannot be hidden" for name in names if name not in PARTS]
    return []


def hidden() -> tuple[str, ...]:
    """What is hidden."""
    names: tuple[str, ...] = st.session_state.get(_SESSION, ())
    return names


def is_hidden(name: str) -> bool:
    """Whether a part is hidden."""
    return name in hidden()


def kept() -> dict[str, list[str]]:
    """What of the address stands beside a page's own settings."""
    return {KEY: [",".join(hidden())]} if hidden() else {}


def style() -> str:
    """CSS that hides it; without a header the page begins at the top."""
    rules = [f"{_PLACES[name]} {{ display: none !important; }}" for name in hidden()]
    if is_hidden("pages"):
        rules.append('[data-testid="stMainBlockContainer"] { padding-top: 0.4rem; }')
        rules.append(".st-key-screen { height: calc(100dvh - 1rem) !important; }")
    return " ".join(rules)
