"""Reading a page's own part of the address tolerantly, and writing back what differs from the defaults.

Every change of the address is an entry in the browser's history; when the visitor goes back or forward, the page is
asked for again with another address than the one that it wrote last.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from optlab.app.shared.notices import not_understood
from optlab.errors import OptlabError

Value = TypeVar("Value")
Query = Mapping[str, Sequence[str]]

LAG = 3.0
"""Seconds within which a browser has surely heard of a new address: until then an older one means nothing."""


class Reader:
    """The address of the page; what cannot be read keeps its default, and a notice names it."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def take(self, name: str, read: Callable[[str], Value], default: Value) -> Value:
        """The value of one parameter of the address."""
        if name not in st.query_params:
            return default
        try:
            return read(st.query_params[name])
        except (OptlabError, ValueError, KeyError, OverflowError) as error:
            self.notices.append(f"{name}: {str(error)[:120]}")
            return default

    def toast(self) -> None:
        """Show the notices."""
        not_understood("address", self.notices)


def present() -> dict[str, list[str]]:
    """The address as it is."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def elsewhere(page: str) -> bool:
    """Whether the visitor went to another address of a page that was open before: back, forward, or by hand.

    To be asked once at the beginning of each run of a page.  Coming from another page of the dashboard without a word
    in the address means the page as it was.
    """
    before, st.session_state["page"] = st.session_state.get("page", page), page
    address = present()
    written, when = st.session_state.get(f"{page}.address", (address, -math.inf))
    news = bool(address) if before != page else time.monotonic() - when > LAG
    moved: bool = news and address != written
    if moved:  # noted at once: the visitor may go on before this run of the page ends
        st.session_state[f"{page}.address"] = (address, -math.inf)
    return moved


def remember(page: str, query: Query) -> None:
    """Write the page's state to the address, if it does not hold it yet."""
    wanted = {name: list(texts) for name, texts in query.items()}
    when = st.session_state.get(f"{page}.address", (None, -math.inf))[1]
    if wanted != present():
        st.query_params.from_dict(wanted)
        when = time.monotonic()
    st.session_state[f"{page}.address"] = (wanted, when)
