"""The address of a page as a code to project: what it opens is the same picture."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

FINEST = 25
"""The largest version (size in steps of four modules) that a phone reads from the back row."""

SIDE = 540
"""Width of the code on the page, in pixels: all of it is in view at 1280 x 720."""

PAGES = ("compare", "slopes", "chain-rule", "lessons")
"""The pages by the last part of their address; the first of them stands at the root as well."""

AT_HOME = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared with, not listened at


def page_url(query: Mapping[str, Sequence[str]], page: str = "") -> str:
    """The address of the present page, or of another ``page`` of the dashboard, with ``query`` (as
    ``address.to_query`` gives it) in place of its own.

    Streamlit takes the base from the visitor's browser, so it is right behind a proxy.
    """
    url = st.context.url or ""
    return joined(beside(url, page) if page else url, query)


def beside(url: str, page: str) -> str:
    """The address of another page of the same dashboard.

    >>> beside("https://host.example/optlab/slopes?f=bowl", "lessons"), beside("https://host.example", "lessons")
    ('https://host.example/optlab/lessons', 'https://host.example/lessons')
    """
    parts = urlsplit(url)
    before, _, last = parts.path.rstrip("/").rpartition("/")
    root = before if last in PAGES else f"{before}/{last}".rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, f"{root}/{page}", "", ""))


def joined(base: str, query: Mapping[str, Sequence[str]]) -> str:
    """``base`` and the encoded query.

    >>> joined("https://host.example", {"e": ["x^2 + y"], "r": ["a~Adam~0.1~all~0", "b~Adam~1~all~1"]})
    'https://host.example/?e=x%5E2+%2B+y&r=a~Adam~0.1~all~0&r=b~Adam~1~all~1'
    """
    base = base if urlsplit(base).path else f"{base}/"
    text = urlencode(query, doseq=True, safe="*,=")
    return f"{base}?{text}" if text else base


def qr(url: str) -> str:
    """The code as SVG, dark on light with a quiet zone in both themes; empty where no code holds so long an address."""
    code = _code(url)
    if code is None:
        return ""
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, dark="#000000", light="#ffffff", border=4, omitsize=True)
    return out.getvalue().decode("utf-8")


def warning(url: str) -> str:
    """What will keep others from opening the picture by the code; empty when nothing will."""
    code, shorter = _code(url), "fewer runs, shorter names or a shorter formula make it shorter"
    if code is None:
        return f"The link has {len(url):,} characters, more than any code holds: {shorter}, or hand out the link."
    if urlsplit(url).hostname in AT_HOME:
        return "This page is served for this computer alone: open it under its network address, and others can follow."
    if int(code.version) > FINEST:
        return f"The link has {len(url):,} characters, so the code is too fine for the back row: {shorter}."
    return ""


@st.dialog("Project this link", width="large")
def project(url: str) -> None:
    """The code, large, and the address as text to copy."""
    svg, trouble = qr(url), warning(url)
    left, right = st.columns([SIDE, SIDE], gap="medium")
    if svg:
        left.image(svg, width=SIDE, alt="QR code of the link to this picture")
    with right:
        if trouble:
            st.warning(trouble)
        st.code(url, language=None, wrap_lines=True, height=300 if len(url) > 500 else "content")


def project_button(url: str, key: str, close: Callable[[], None]) -> None:
    """The button that opens the dialog, and closes the popover that it stands in: it would lie on top."""

    def pressed() -> None:
        close()
        project(url)

    st.button("QR code", key=key, on_click=pressed, width="stretch")


def _code(url: str) -> segno.QRCode | None:
    try:
        return segno.make(url, error="l", micro=False)
    except segno.DataOverflowError:
        return None
