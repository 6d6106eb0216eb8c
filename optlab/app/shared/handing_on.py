"""Links to hand on: with parts of the page hidden, and as the line that embeds the page in slides or a course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from optlab.app.shared import hidden
from optlab.app.shared.qr import page_url

WIDTH, HEIGHT = 800, 450
"""Of the frame, in pixels: that of a picture in most slides."""


FRAMED = ("pages", "sidebar")
"""What has no room in such a frame."""


def embedding(url: str) -> str:
    """The line of HTML that shows the page at an address in a frame.

    >>> embedding("https://host.example/?f=ravine")[:75]
    '<iframe src="https://host.example/?f=ravine&amp;embed=true" width="800" hei'
    """
    joined = f"{url}{'&' if '?' in url else '?'}embed=true"
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return f'<iframe src="{escape(joined)}" {size} style="border:0" title="optlab"></iframe>'


def handing_on(query: Mapping[str, Sequence[str]], key: str) -> None:
    """The link without some parts, and the line to embed it, both to be copied."""
    parts = st.multiselect(
        "Hidden in the link", list(hidden.PARTS), format_func=hidden.PARTS.__getitem__, key=f"{key}.hide"
    )
    st.caption("The link" if not parts else "The link, with that hidden")
    st.code(page_url(_hiding(query, parts)), language=None, wrap_lines=False)
    st.caption("The line that embeds it in slides or a course")
    framed = page_url(_hiding(query, [*parts, *(name for name in FRAMED if name not in parts)]))
    st.code(embedding(framed), language="html", wrap_lines=False)


def _hiding(query: Mapping[str, Sequence[str]], parts: Sequence[str]) -> dict[str, Sequence[str]]:
    return {**query, **({hidden.KEY: [",".join(parts)]} if parts else {})}
