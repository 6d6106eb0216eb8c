"""A server that wakes up for its first visitor: ``python -m tests.load.cold_start``, with this interpreter's packages.

Seconds from the start of the process until the first session has its page, and the server's memory then.
"""

from __future__ import annotations

import asyncio
import platform
import time

from tests.benchmarks.page.figures import fact, machine, timing
from tests.load.session import Session
from tests.serving import serving

ROUNDS = 3


def main() -> None:
    """A few cold starts, one after the other."""
    machine()
    seconds, megabytes = zip(*(asyncio.run(_start()) for _ in range(ROUNDS)), strict=True)
    timing(f"Python {platform.python_version()}: start of the process -> first page", seconds, "<= 8 s")
    fact("memory with the first session", f"{max(megabytes):.0f} MB", "<= 300 MB")


async def _start() -> tuple[float, float]:
    """Seconds and megabytes of one start."""
    started = time.perf_counter()
    with serving() as server:
        async with Session(server.address) as session:
            await session.load()
            return time.perf_counter() - started, server.resident


if __name__ == "__main__":
    main()
