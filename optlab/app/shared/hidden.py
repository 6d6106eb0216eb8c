"""What a link hides: a teacher hands out the picture without the controls.  It stays hidden from page to page.

``?hide=sidebar,words`` is not part of any page's settings: it is kept beside them, whatever the page writes.
"""

from __future__ import annotations

from importlib import resources

import streamlit as st

KEY = "hide"
_TEXT, _SESSION = "hidden.text", "hidden"

PARTS = {
    "pages": "Names of the pages",
    "sidebar": "Sidebar: function and runs",
    "controls": "Choices above the pictures",
    "words": "Sentences",
    "keep": "Keep",
    "notes": "Notes for the teacher",
}
"""What can be hidden, in words."""

LONGEST, LONGEST_NAME = 200, 20
"""Characters of the list that are read, and of a name in a notice."""

_ON_ALL = ("pages", "controls", "words", "keep")
_MORE = {"compare": ("sidebar",), "chain-rule": ("sidebar",), "lessons": ("notes",)}

_PLACES = {
    "pages": "[data-testid='stTopNav']",
    "sidebar": "[data-testid='stSidebar'], [data-testid='stExpandSidebarButton']",
    "controls": ".st-key-viewbar > :not(:has(.st-key-keep-chain-rule)), .st-key-curves-choice, "
    ".st-key-slopes-formula :is([data-testid='stButtonGroup'], [data-testid='stCheckbox'])",
    "words": ".st-key-slopes-reading, .st-key-slopes-details, .st-key-formula-notes, .st-key-headline p, "
    ".optlab-player-question",
    "keep": ".st-key-keep",
    "notes": ".st-key-lesson-notes",
}

LEGEND = resources.files("optlab.app.shared").joinpath("legend.css").read_text(encoding="utf-8")
"""Of the verdicts the names alone, in a line: charts without words still say which run is which."""

LOW = "(max-height: 520px) and (min-width: 641px)"
"""A window such as a frame in slides, where all fits if sentences are left out."""


def begin() -> list[str]:
    """Read what the address hides, if it says anything new; notices name what cannot be hidden."""
    text = st.query_params.get(KEY)
    if text is None or text == st.session_state.get(_TEXT):
        return []
    names = [name.strip() for name in text[:LONGEST].split(",") if name.strip()]
    st.session_state[_TEXT] = text
    st.session_state[_SESSION] = tuple(name for name in PARTS if name in names)
    return [f"{KEY}: {name[:LONGEST_NAME]!r} cannot be hidden" for name in names if name not in PARTS]


def hidden() -> tuple[str, ...]:
    """What is hidden."""
    names: tuple[str, ...] = st.session_state.get(_SESSION, ())
    return names


def is_hidden(name: str) -> bool:
    """Whether a part is hidden."""
    return name in hidden()


def of(page: str) -> list[str]:
    """The parts that a page has.

    >>> of("slopes")
    ['pages', 'controls', 'words', 'keep']
    """
    return [name for name in PARTS if name in (*_ON_ALL, *_MORE.get(page, ()))]


def kept() -> dict[str, list[str]]:
    """What of the address stands beside a page's own settings."""
    return {KEY: [",".join(hidden())]} if hidden() else {}


def style() -> str:
    """CSS that hides it; without a header the page begins at the top."""
    rules = [f"{_PLACES[name]} {{ display: none !important; }}" for name in hidden()]
    rules.append(LEGEND if is_hidden("words") else f"@media {LOW} {{ {LEGEND} }}")
    if is_hidden("pages") and is_hidden("sidebar"):
        rules.append("[data-testid='stHeader'] { display: none; }")
        rules.append("[data-testid='stMainBlockContainer'] { padding-top: 0.4rem; }")
        rules.append(".st-key-screen { height: calc(100dvh - 0.9rem) !important; }")
    return " ".join(rules)
