"""The server's own first visitor: what the first page needs is imported and computed before somebody waits for it.

A browser takes a second to load Streamlit's scripts; meanwhile a session without a browser opens the first page.  What
it computes is in the cache that all visitors share, and it leaves when its page is drawn.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.session_manager import SessionClient

if TYPE_CHECKING:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60.0
"""Seconds after which it leaves even if its page is not drawn."""


class FirstVisitor(SessionClient):
    """A session's other end that looks at nothing and waits for the end of the page."""

    def __init__(self) -> None:
        self.served = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Hear a message of the server."""
        if msg.WhichOneof("type") == "script_finished":
            self.served.set()


async def open_first_page() -> None:
    """Come, wait until the first page is drawn, and leave; to be called in the server's event loop."""
    runtime, visitor = st.runtime.get_instance(), FirstVisitor()
    session = runtime.connect_session(visitor, {})
    asked = BackMsg()
    asked.rerun_script.context_info.color_scheme = "light"
    try:
        runtime.handle_backmsg(session, asked)
        async with asyncio.timeout(PATIENCE):
            await visitor.served.wait()
    finally:
        runtime.close_session(session)
