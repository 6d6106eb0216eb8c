"""One visitor's connection to a served dashboard, in Streamlit's own protocol."""

from __future__ import annotations

import asyncio
import http.client
import time
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.load import controls
from tests.load.page import FINISHED, Page

PATIENCE = 60.0
"""Seconds after which an answer that has not come is an error."""


class SessionError(Exception):
    """What a visitor would call broken: no answer, a closed connection, an exception on the page."""


class Session:
    """A browser's side of a session; use it as an asynchronous context.

    ``cookies`` are those of an earlier visit.  Each change returns the seconds until the script had answered it.
    """

    def __init__(
        self, address: str, query: str = "", cookies: dict[str, str] | None = None, patience: float = PATIENCE
    ) -> None:
        self.address, self.patience = address.rstrip("/"), patience
        self.page = Page(query)
        self.cookies = dict(cookies or {})
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Session:
        """Ask for the page's file, which sets the cookies, then connect."""
        try:
            await asyncio.to_thread(self._fetch)
            names = [Subprotocol("streamlit"), Subprotocol(self.cookies.get("_streamlit_xsrf", "PLACEHOLDER"))]
            self._socket = await connect(
                self.address.replace("http", "ws", 1) + "/_stcore/stream",
                origin=self.address,  # type: ignore[arg-type]
                subprotocols=names,
                additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())},
                max_size=None,
                ping_interval=None,
                open_timeout=self.patience,
                proxy=None,
            )
        except (OSError, WebSocketException) as error:
            raise SessionError(f"no connection: {error}") from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    def _fetch(self) -> None:
        host = urlsplit(self.address)
        for path in (f"/?{self.page.query}", "/_stcore/health"):
            line = http.client.HTTPConnection(host.hostname or "", host.port, timeout=self.patience)
            try:
                line.request("GET", path, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())})
                answer = line.getresponse()
                answer.read()
            finally:
                line.close()
            if answer.status != http.client.OK:
                raise SessionError(f"{path[:40]} was answered by {answer.status}")
            for header in answer.headers.get_all("Set-Cookie", []):
                self.cookies.update({name: one.coded_value for name, one in SimpleCookie(header).items()})

    async def load(self) -> float:
        """The first run of the script at this address."""
        return await self._run()

    async def change(self, key: str, value: Any) -> float:
        """Set the control with that key; that of a rate is a component of the page's own."""
        element = self.page.find(key)
        if controls.is_component(element):
            return await self.click(key, "rate", float(value))
        return await self._run(controls.told(element, value))

    async def press(self, key: str) -> float:
        """Press a button."""
        return await self._run(once=controls.pressed(self.page.find(key)))

    async def click(self, key: str, event: str, value: Any) -> float:
        """Let a component of the page's own tell something: a click on a picture, for example."""
        return await self._run(once=controls.event_of(self.page.find(key), event, value))

    async def turn_to(self, page: str) -> float:
        """Go to another page of the dashboard, by its title; Streamlit's browser clears the address."""
        self.page.script, self.page.query = self.page.pages[page], ""
        return await self._run()

    async def open(self, key: str, is_open: bool = True) -> float:
        """Open or close a popover or an expander."""
        return await self._run(controls.opened(self.page.foldable(key), is_open))

    async def _run(self, state: WidgetState | None = None, once: WidgetState | None = None) -> float:
        if state is not None:
            self.page.states[state.id] = state
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self.patience):
                await self._send(once)
                status = await self._answer()
        except TimeoutError as error:
            raise SessionError(f"no answer in {self.patience:.0f} s") from error
        except (OSError, WebSocketException) as error:
            raise SessionError("the connection was closed") from error
        spent = time.perf_counter() - began
        self._examine(status)
        return spent

    async def _send(self, once: WidgetState | None) -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self.page.query, self.page.script
        asked.widget_states.widgets.extend(self.page.states.values())
        if once is not None:
            asked.widget_states.widgets.append(once)
        asked.cached_message_hashes.extend(self.page.cache.hashes)
        asked.context_info.url, asked.context_info.color_scheme = f"{self.address}/?{self.page.query}", "light"
        asked.context_info.timezone, asked.context_info.locale = "UTC", "en"
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def _answer(self) -> int:
        assert self._socket is not None
        while True:
            data = await self._socket.recv(decode=False)
            status = self.page.take(ForwardMsg.FromString(data))
            if status not in (None, ForwardMsg.FINISHED_EARLY_FOR_RERUN):
                return int(status)  # type: ignore[arg-type]

    def _examine(self, status: int) -> None:
        shown = [f"{one.type}: {one.message}" for one in self.page.of_kind("exception")]
        if shown or status != FINISHED:
            raise SessionError("; ".join(shown) or f"the script ended with status {status}")
