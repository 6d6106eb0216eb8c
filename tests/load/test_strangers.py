"""Visitors who take what they can get: memory and files stay within stated bounds, and others are served."""

import asyncio
import os
import re
import resource
import socket
import struct
import time
import urllib.request
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from optlab.picture.address import to_query
from optlab.picture.runs import MOST_RUNS, RunSettings
from optlab.picture.settings import MOST_SEEDS, MOST_STEPS, Settings
from tests.load.conftest import outcome_of
from tests.load.session import Session, SessionError
from tests.serving import serving

FILES, CROWD, AT_ONCE = 1_024, 300, 20
"""Open files that the server may have; visitors who stay, and of them how many come at the same moment."""

MOST_MEGABYTES, MOST_RESIDENT, PATIENCE = 100.0, 600.0, 45.0
"""Beyond what a page took; of a full server; seconds in which a frame that does not arrive is dropped."""


HREF = re.compile('href="(download/[^"]+)"')


@pytest.fixture(scope="module")
def server():
    with serving() as found:
        outcome_of(visit(found))
        yield found


async def visit(server, query=""):
    async with Session(server.address, query, patience=120.0) as session:
        return await session.load()


def begun_frame(server, announced, sent):
    """A WebSocket on which the head of a frame of so many bytes came, and so many bytes of it."""
    line = socket.create_connection(("127.0.0.1", server.port))
    line.sendall(
        b"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Protocol: streamlit\r\n\r\n" % (server.port, server.address.encode())
    )
    assert b"101" in line.recv(4096)
    try:
        line.sendall(struct.pack(">BBQ", 0x82, 0xFF, announced) + b"mask")
        for _ in range(sent // 100_000):
            line.sendall(b"x" * 100_000)
    except OSError:  # the server closed it before it had all
        pass
    return line


def is_closed(line):
    line.settimeout(0.2)
    try:
        while data := line.recv(65_536):
            if data[:1] == b"\x88":
                return True
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


def test_a_frame_that_is_too_long_ends_its_connection_and_one_that_does_not_arrive_is_dropped(server):
    before = server.resident
    with ExitStack() as stack:
        lines = [stack.enter_context(begun_frame(server, 190_000_000, 10_000_000)) for _ in range(8)]
        time.sleep(1.0)
        assert server.resident - before <= 30.0
        assert all(map(is_closed, lines))
    with ExitStack() as stack:
        lines = [stack.enter_context(begun_frame(server, 3_900_000, 3_800_000)) for _ in range(8)]
        assert server.resident - before <= MOST_MEGABYTES
        end = time.monotonic() + PATIENCE
        while not all(map(is_closed, lines)) and time.monotonic() < end:
            time.sleep(1.0)
        assert all(map(is_closed, lines))
    outcome_of(visit(server))
    assert server.tracebacks == 0


def test_the_table_of_a_large_picture_costs_little_memory_and_is_not_kept(server):
    runs = tuple(RunSettings(f"Run {n}", "GradientDescent", 0.01 + 0.001 * n, 16, n, id=n) for n in range(MOST_RUNS))
    picture = Settings(
        formula="x^2 + y^2", start=(1.0, 1.0), steps=MOST_STEPS // 4, seeds=MOST_SEEDS, noise=1.0, runs=runs
    )

    async def fetched():
        async with Session(server.address, urlencode(to_query(picture), doseq=True), patience=180.0) as session:
            await session.load()
            await session.open("keep")
            page = next(one.body for one in session.page.of_kind("html") if "download/" in one.body)
            address = f"{server.address}/{HREF.search(page)[1]}"
            before, most = server.resident, 0.0
            size, answer = 0, await asyncio.to_thread(urllib.request.urlopen, address)
            with answer:
                while block := await asyncio.to_thread(answer.read, 1_000_000):
                    size, most = size + len(block), max(most, server.resident)
            return size, most - before

    size, more = outcome_of(fetched())
    assert size > 50_000_000
    assert more <= MOST_MEGABYTES


@pytest.mark.skipif(os.getloadavg()[0] > 3.0, reason="the machine is busy, and 300 visitors would not get their pages")
def test_three_hundred_visitors_leave_a_server_of_few_files_healthy():
    with serving() as server:
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (FILES, FILES))
        came, sent_away = outcome_of(crowd(server))
        assert came >= FILES // 10
        assert sent_away
        assert server.resident <= MOST_RESIDENT
        assert urllib.request.urlopen(f"{server.address}/_stcore/health").status == 200
        outcome_of(visit(server))
        assert server.tracebacks == 0
        assert "Too many open files" not in server.log.read_text(encoding="utf-8", errors="replace")


async def crowd(server):
    """Many come and stay, some at a time; then all leave.  How many had their page, and how many were sent away."""
    inside, refused = [], []

    async def comes():
        session = Session(server.address, patience=120.0)
        try:
            inside.append(await session.__aenter__())
            await session.load()
        except SessionError as error:
            refused.append(str(error))

    for _ in range(CROWD // AT_ONCE):
        await asyncio.gather(*(comes() for _ in range(AT_ONCE)))
    for session in inside:
        await session.__aexit__(None, None, None)
    return len(inside), refused
