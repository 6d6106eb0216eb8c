"""Large files for visitors, made while they are sent and never kept: ``/download/<token>``.

A page offers one, and its session keeps the offer; when the session ends, or offers something else, the token leads
nowhere.  One file is made at a time; who comes meanwhile is told to try again.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

WAIT = 20
"""Seconds after which to try again."""


@dataclass(frozen=True, eq=False)
class Offer:
    """A file called ``name`` of a media type ``kind``, whose blocks ``make`` gives one after the other."""

    name: str
    kind: str
    make: Callable[[], Iterator[bytes]]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def address(self) -> str:
        """Where it is fetched, from any page."""
        return f"download/{self.token}"


class Downloads:
    """The offers that there are, and whether one of them is being made."""

    def __init__(self) -> None:
        self._offers: WeakValueDictionary[str, Offer] = WeakValueDictionary()
        self._making = False

    def offer(self, offer: Offer) -> Offer:
        """Have an offer be found for as long as somebody keeps it."""
        self._offers[offer.token] = offer
        return offer

    def route(self) -> Route:
        """Where the server gives them out."""
        return Route("/download/{token}", self._answer)

    async def _answer(self, request: Request) -> Response:
        offer = self._offers.get(request.path_params["token"])
        if offer is None:
            return PlainTextResponse("There is no such file any more: open the page again.", 404)
        if self._making:
            text = f"Another file is being made. Try again in {WAIT} seconds."
            return PlainTextResponse(text, 503, {"Retry-After": str(WAIT)})
        headers = {"Content-Disposition": f'attachment; filename="{offer.name}"', "Cache-Control": "no-store"}
        return StreamingResponse(self._blocks(offer), headers=headers, media_type=offer.kind)

    async def _blocks(self, offer: Offer) -> AsyncIterator[bytes]:
        """Block after block, each made when the one before was sent; a visitor who leaves ends it."""
        self._making = True
        try:
            blocks = offer.make()
            while (block := await run_in_threadpool(next, blocks, None)) is not None:
                yield block
        finally:
            self._making = False


DOWNLOADS = Downloads()
"""Those of this server."""
