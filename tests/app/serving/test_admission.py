import asyncio
import os
import resource

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from optlab.app.serving import open_files
from optlab.app.serving.admission import FULL, NOT_EXPECTED, TRY_AGAIN, Admission
from optlab.app.serving.incoming import LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_TOLD, MOST_WIDGETS, is_expected
from optlab.app.serving.server import middleware

PAGE = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept", b"text/html,*/*")]}
SOCKET = {"type": "websocket", "path": "/_stcore/stream", "headers": []}


def message(**widget):
    asked = BackMsg()
    asked.rerun_script.widget_states.widgets.add(id="w", **widget)
    return asked.SerializeToString()


@pytest.fixture(autouse=True)
def plenty(monkeypatch):
    monkeypatch.setattr(open_files, "are_scarce", lambda: False)


class Server:
    """An application behind the door, and what it and the browsers hear."""

    def __init__(self, most=1, make_room=lambda: None):
        self.heard, self.sent = [], []
        self.door = Admission(self.app, make_room, most)
        self.leave = asyncio.Event()

    async def app(self, scope, receive, send):
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            return
        self.heard.append(await receive())
        await self.leave.wait()

    async def send(self, told):
        self.sent.append(told)

    async def ask(self, scope, *messages):
        coming = iter(messages)

        async def receive():
            return next(coming)

        await self.door(scope, receive, self.send)


def receiving(data):
    return {"type": "websocket.receive", "bytes": data}


def test_who_comes_too_many_is_told_to_try_again_until_somebody_leaves():
    async def story():
        server = Server(most=1)
        first = asyncio.create_task(server.ask(SOCKET, {"type": "websocket.connect"}))
        await asyncio.sleep(0)
        await server.ask(SOCKET, {"type": "websocket.connect"})
        assert server.sent.pop() == {"type": "websocket.close", "code": TRY_AGAIN}
        await server.ask(PAGE)
        assert server.sent[0]["status"] == 503
        assert server.sent[1]["body"].decode() == FULL
        server.leave.set()
        await first
        server.sent.clear()
        await server.ask(PAGE)
        assert server.sent[0]["status"] == 200

    asyncio.run(story())


def test_where_files_are_scarce_room_is_made_before_somebody_is_sent_away(monkeypatch):
    scarce = [True]
    monkeypatch.setattr(open_files, "are_scarce", lambda: scarce[0])

    async def story():
        server = Server(most=9, make_room=lambda: scarce.__setitem__(0, False))
        await server.ask(PAGE)
        assert server.sent[0]["status"] == 200
        scarce[0] = True
        server = Server(most=9)
        await server.ask(PAGE)
        assert server.sent[0]["status"] == 503

    asyncio.run(story())


def test_a_message_that_no_page_sends_ends_its_connection_quietly(capfd):
    async def story():
        server = Server()
        server.leave.set()
        await server.ask(SOCKET, receiving(message(json_value="9" * 5_000)))
        assert server.heard == [{"type": "websocket.disconnect", "code": NOT_EXPECTED}]
        assert server.sent == [{"type": "websocket.close", "code": NOT_EXPECTED}]
        await server.ask(SOCKET, receiving(message(json_value='{"rest": 3}')))
        assert server.heard[1]["type"] == "websocket.receive"

    asyncio.run(story())
    assert capfd.readouterr() == ("", "")


def test_messages_are_of_bounded_length_and_can_be_read():
    address, crowd = BackMsg(), BackMsg()
    address.rerun_script.query_string = "e=" + "x" * LONGEST_ADDRESS
    for _ in range(MOST_WIDGETS + 1):
        crowd.rerun_script.widget_states.widgets.add(id="w", bool_value=True)
    refused = [
        None,
        b"\xff" * 100,
        message(string_value="x" * (LONGEST_TEXT + 1)),
        message(json_value="[" * 20_000),
        message(json_value="no json"),
        message(double_value=float("nan")),
        message(double_array_value={"data": [1.0, float("inf")]}),
        message(json_trigger_value="1" * 4_301),
        message(json_value='"' + "x" * LONGEST_TOLD + '"'),
        address.SerializeToString(),
        crowd.SerializeToString(),
    ]
    assert [is_expected(data) for data in refused] == [False] * len(refused)
    expected = [
        b"",
        message(string_value="x" * LONGEST_TEXT),
        message(json_value='{"a": [1e400, NaN]}'),
        message(int_value=7),
    ]
    assert all(map(is_expected, expected))


def test_the_door_is_in_the_server():
    assert Admission in [one.cls for one in middleware()]


def test_the_limit_of_open_files_is_raised_to_what_the_system_allows():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[1]), before[1]))
        open_files.raise_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (before[1], before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_files_are_scarce_when_most_of_the_allowed_ones_are_open(monkeypatch):
    monkeypatch.undo()
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = len(os.listdir(open_files.FOLDER))
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (2 * opened + 10, before[1]))
        assert not open_files.are_scarce()
        resource.setrlimit(resource.RLIMIT_NOFILE, (opened + 2, before[1]))
        assert open_files.are_scarce()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
