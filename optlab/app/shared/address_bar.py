"""The address as a memory of each page: what the page wrote there, and whether the visitor went elsewhere since.

Every change of the address is an entry in the browser's history; when the visitor goes back or forward, the page is
asked for again with another address than the one that it wrote last.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence

import streamlit as st

from optlab.app.shared import hidden
from optlab.picture.address import is_foreign

Query = Mapping[str, Sequence[str]]

LAG = 3.0
"""Seconds within which a browser has surely heard of a new address: until then an older one means nothing."""


def present() -> dict[str, list[str]]:
    """The address as it is, without what others have added to it."""
    own = (name for name in st.query_params if not is_foreign(name))
    return {name: st.query_params.get_all(name) for name in own}


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
    if wanted != present() or st.query_params.get(hidden.KEY, "") != "".join(hidden.kept().get(hidden.KEY, ())):
        st.query_params.from_dict(wanted | hidden.kept())
        when = time.monotonic()
    st.session_state[f"{page}.address"] = (wanted, when)
