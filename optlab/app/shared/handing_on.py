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


def handing_on(query: Mapping[str, Sequence[str]], key: str, parts: Sequence[str]) -> None:
    """The link without some of the ``parts`` that the page has, and the line to embed it, folded and to be copied."""
    with st.expander("Link and embed"):
        st.caption("Hide in the link")
        chosen = [name for name in parts if st.checkbox(hidden.PARTS[name], key=f"{key}.hide.{name}")]
        st.caption("The link" if not chosen else "The link, with that hidden")
        st.code(page_url(hiding(query, chosen)), language=None, wrap_lines=False)
        st.caption(f"The line for slides or a course: a frame of {WIDTH} × {HEIGHT}")
        st.code(embedding(page_url(hiding(query, [*chosen, *FRAMED]))), language="html", wrap_lines=False)


def hiding(query: Mapping[str, Sequence[str]], parts: Sequence[str]) -> dict[str, Sequence[str]]:
    """The address with these parts hidden.

    >>> hiding({"f": ["ravine"]}, ["words", "pages"])
    {'f': ['ravine'], 'hide': ['pages,words']}
    """
    names = ",".join(name for name in hidden.PARTS if name in parts)
    return {**query, **({hidden.KEY: [names]} if names else {})}
