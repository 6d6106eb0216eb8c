"""The first view: what a browser shows from the first byte until the page is drawn.

Streamlit's own page is empty until its scripts have run, a second or more.  The style sheet and the frames that are
added to it here stand meanwhile where the sidebar and the pictures will be.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMES = '<div id="optlab-first" aria-hidden="true"><i></i><i></i></div>'
OUTDATED = ("etag", "last-modified")
"""Headers by which a browser would keep Streamlit's page as it was before."""


class FirstView:
    """ASGI middleware: Streamlit's page comes with the first view in it; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._style = resources.files("optlab.app").joinpath("first_view.css").read_text(encoding="utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the first view in its page."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        page = b""

        async def sending(message: Message) -> None:
            nonlocal start, page
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            page += message.get("body", b"")
            if not message.get("more_body", False):
                await send(_resized(start, viewed := self._viewed(page)))
                await send({"type": "http.response.body", "body": viewed})

        await self._app(_plain(scope), receive, sending)

    def _viewed(self, page: bytes) -> bytes:
        """The page with style and frames."""
        style = f"<style>{self._style}</style></head>".encode()
        return page.replace(b"</head>", style, 1).replace(b"</body>", f"{FRAMES}</body>".encode(), 1)


def _plain(scope: Scope) -> Scope:
    """The request; one for a page asks for it uncompressed, as Streamlit sends its first page anyway."""
    headers = Headers(scope=scope)
    if "text/html" not in headers.get("accept", ""):
        return scope
    return {**scope, "headers": [(name, value) for name, value in headers.raw if name != b"accept-encoding"]}


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(scope=start)
    return bool(start["status"] == 200 and headers.get("content-type", "").startswith("text/html"))


def _resized(start: Message, page: bytes) -> Message:
    """The beginning of an answer for a page of another length."""
    headers = MutableHeaders(scope=start)
    headers["content-length"] = str(len(page))
    for name in OUTDATED:
        if name in headers:
            del headers[name]
    return start
