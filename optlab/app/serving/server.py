"""What surrounds the pages when the app serves itself: headers of every answer, how full the cache is, tidying up.

Headers are the second wall: text of strangers never becomes markup, and if it did, the browser would not run it, load
pictures for it, or send anything anywhere.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import resources
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from optlab.app.serving import memory_tuning, open_files
from optlab.app.serving.admission import Admission
from optlab.app.serving.downloads import DOWNLOADS
from optlab.app.serving.first_view import FirstView
from optlab.app.serving.first_visitor import open_first_page
from optlab.app.serving.shared_cache import CACHE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SENSORS = ("camera", "geolocation", "microphone", "payment", "usb")


class SecurityHeaders:
    """ASGI middleware: every answer over HTTP carries ``headers``, unless it has its own of that name."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    answer.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def middleware() -> list[Middleware]:
    """For ``st.App(middleware=...)``."""
    return [
        Middleware(SecurityHeaders, headers=security_headers()),
        Middleware(Admission, make_room=let_all_sessions_go),
        Middleware(FirstView),
    ]


def routes() -> list[Route]:
    """For ``st.App(routes=...)``: ``/cache`` tells how full the cache of shared results is; and large files."""
    return [Route("/cache", _cache), DOWNLOADS.route()]


def lifespan() -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """For ``st.App(lifespan=...)``: memory and files are set up now, before most threads begin; then the first page is
    opened for nobody, and memory tidied now and again.
    """
    memory_tuning.limit_heaps()
    open_files.raise_limit()
    return _looked_after


@asynccontextmanager
async def _looked_after(_: st.App) -> AsyncIterator[None]:
    rounds = asyncio.create_task(_rounds())
    yield
    rounds.cancel()


async def _rounds() -> None:
    with suppress(Exception):  # whatever is wrong with the page, its visitors will be told
        await open_first_page()
    await asyncio.to_thread(memory_tuning.settle)
    while True:
        await asyncio.sleep(memory_tuning.ROUND)
        let_sessions_go()
        await asyncio.to_thread(memory_tuning.tidy)


def let_sessions_go() -> None:
    """Drop the sessions to which nobody can return: by itself, Streamlit does so only when yet another one ends.

    To be called where sessions live, in the server's event loop.
    """
    runtime: Any = st.runtime.get_instance()
    with suppress(AttributeError):  # Streamlit does not promise these names; without them, sessions wait for the next
        runtime._session_mgr._session_storage._cache.expire()


def let_all_sessions_go() -> None:
    """End the sessions whose visitors are gone, though they might return within a minute: each holds open files.

    To be called where sessions live, in the server's event loop.
    """
    runtime: Any = st.runtime.get_instance()
    with suppress(AttributeError):  # as above
        for info in runtime._session_mgr._session_storage.list():
            runtime.close_session(info.session.id)


def security_headers() -> dict[str, str]:
    """The headers by name.  Any page may frame the app: teachers put it beside their text, hosts show it in a frame."""
    return {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{sensor}=()" for sensor in SENSORS),
        "Content-Security-Policy": "; ".join(f"{kind} {sources}" for kind, sources in _sources().items()),
    }


def _sources() -> dict[str, str]:
    """Where each kind of content may come from: the server itself, and what its own scripts make in the browser.

    Vega compiles its expressions ('unsafe-eval') and Streamlit's components are scripts made in the page (blob:).
    Scripts written into the page do not run, but for those of Streamlit's own page, known by their digests.
    """
    return {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", "'unsafe-eval'", *_own_scripts()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }


def _own_scripts() -> list[str]:
    page = resources.files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


async def _cache(_: Request) -> Response:
    content = json.dumps({"results": CACHE.count, "bytes": CACHE.size, "capacity": CACHE.capacity})
    return Response(content, media_type="application/json")
