"""Who may come in, and what a visitor may send: bounds that hold whatever a browser, or what says it is one, does.

A page that Streamlit serves is a WebSocket for as long as its tab is open.  Of these there are at most MOST_VISITORS,
fewer where the system lets the process open few files; who comes then is told to try again.  What comes in over one is
read here first: a message that no page of ours sends ends its connection, without a word in the log.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse

from optlab.app.serving import open_files
from optlab.app.serving.incoming import is_expected

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_VISITORS = int(os.environ.get("OPTLAB_VISITORS", "500"))

TRY_AGAIN, NOT_EXPECTED = 1013, 1008
"""WebSocket's words for both, as numbers (RFC 6455 and its register)."""

WAIT = 20
"""Seconds after which a browser that was told to try again does so by itself."""

FULL = f"""<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="{WAIT}">
<meta name="viewport" content="width=device-width"><title>optlab: full</title>
<style>body {{ font: 1.2rem system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; padding: 0 1rem }}</style>
<h1>Full, try again</h1><p>As many visitors are here as there is room for. This page tries again every {WAIT} seconds.
</html>"""


class Admission:
    """ASGI middleware; ``make_room`` is called where files are scarce, before somebody is sent away."""

    def __init__(self, app: ASGIApp, make_room: Callable[[], None], most: int = MOST_VISITORS) -> None:
        self._app = app
        self._make_room = make_room
        self._most = most
        self._visitors = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, where there is room."""
        if scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        elif scope["type"] == "http" and _asks_for_page(scope) and self._is_full():
            await HTMLResponse(FULL, 503, {"Retry-After": str(WAIT)})(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_full(self) -> bool:
        if self._visitors >= self._most:
            return True
        if not open_files.are_scarce():
            return False
        self._make_room()
        return open_files.are_scarce()

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._is_full():
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN})
            return

        async def receiving() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or is_expected(message.get("bytes")):
                return message
            await send({"type": "websocket.close", "code": NOT_EXPECTED})
            return {"type": "websocket.disconnect", "code": NOT_EXPECTED}

        self._visitors += 1
        try:
            await self._app(scope, receiving, send)
        finally:
            self._visitors -= 1


def _asks_for_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
