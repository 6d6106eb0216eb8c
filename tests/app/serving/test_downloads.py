import asyncio
import gc

from starlette.applications import Starlette

from optlab.app.serving.downloads import Downloads, Offer
from optlab.app.serving.server import routes


class Fetch:
    """One request for a file, answered up to the block at which it waits."""

    def __init__(self, app, token):
        self.status, self.blocks, self.headers = 0, [], {}
        scope = {"type": "http", "method": "GET", "path": f"/download/{token}", "headers": [], "query_string": b""}
        self._left = asyncio.Event()
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self):
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        else:
            self.blocks.append(message.get("body", b""))

    def leave(self):
        self._left.set()


def story(tell):
    """Run it with the downloads of a server, and the server."""
    downloads = Downloads()
    asyncio.run(tell(downloads, Starlette(routes=[downloads.route()])))


def test_a_file_comes_in_blocks_each_made_after_the_one_before_was_sent():
    made = []

    async def tell(downloads, app):
        def make():
            for number in range(3):
                made.append((number, len([block for block in fetch.blocks if block])))
                yield b"%d," % number

        offer = downloads.offer(Offer("table.csv", "text/csv", make))
        fetch = Fetch(app, offer.token)
        await fetch.task
        assert b"".join(fetch.blocks) == b"0,1,2,"
        assert fetch.headers[b"content-disposition"] == b'attachment; filename="table.csv"'

    story(tell)
    assert made == [(0, 0), (1, 1), (2, 2)]


def test_one_file_is_made_at_a_time_and_who_leaves_makes_room():
    async def tell(downloads, app):
        def endless():
            while True:
                yield b"x"

        offer = downloads.offer(Offer("table.csv", "text/csv", endless))
        first = Fetch(app, offer.token)
        while len(first.blocks) < 3:
            await asyncio.sleep(0.01)
        second = Fetch(app, offer.token)
        await second.task
        assert second.status == 503
        first.leave()
        await asyncio.wait_for(first.task, 5.0)
        await asyncio.sleep(0.1)
        third = Fetch(app, offer.token)
        while not third.blocks:
            await asyncio.sleep(0.01)
        assert third.status == 200
        third.leave()
        await asyncio.wait_for(third.task, 5.0)

    story(tell)


def test_an_offer_ends_with_whoever_kept_it_and_no_token_can_be_guessed():
    async def tell(downloads, app):
        offer = downloads.offer(Offer("table.csv", "text/csv", lambda: iter([b"x"])))
        token = offer.token
        assert len(token) >= 20
        del offer
        gc.collect()
        for asked in (token, "x", "../cache"):
            fetch = Fetch(app, asked)
            await fetch.task
            assert fetch.status == 404

    story(tell)


def test_the_server_has_the_way_to_them():
    assert "/download/{token}" in [route.path for route in routes()]
