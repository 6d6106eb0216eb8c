"""Several replicas behind nginx, one of which is killed while a class works.

``python -m tests.load.replicas`` from the root of the repository; half a minute, on Linux with nginx.  Every visitor
does some work; then one replica is killed, and whoever it served opens the same address again.  The exit status is 1
where anyone met an error or does not see the same picture as before.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from random import Random

from tests.benchmarks.clock import written
from tests.benchmarks.page.figures import fact
from tests.load.acts import rate, start, steps
from tests.load.balancer import balancing
from tests.load.picture import Picture, differences, picture
from tests.load.session import Session, SessionError
from tests.serving import Server, serving

WORK = (rate, steps, start, rate)


async def worked(address: str, number: int, stack: AsyncExitStack) -> Session:
    """A visitor who has opened the page and changed some controls."""
    session = await stack.enter_async_context(Session(address))
    random = Random(number)
    await session.load()
    for act in WORK:
        await session.change(*act(random, session.page))
    return session


async def again(
    address: str, cookies: dict[str, str], before: Picture, stack: AsyncExitStack
) -> tuple[float, list[str]]:
    """A browser opens the address of a picture: the seconds that it took, and what the page shows that differs."""
    session = await stack.enter_async_context(Session(address, before.query, cookies))
    return await session.load(), differences(before, picture(session.page))


async def goes_on(session: Session) -> bool:
    """Whether a visitor's connection still answers."""
    try:
        await session.change(*rate(Random(0), session.page))
    except SessionError:
        return False
    return True


async def show(address: str, replicas: Sequence[Server], visitors: int) -> int:
    """Let the class work, kill the first visitor's replica, and tell what happened; the number of failures."""
    async with AsyncExitStack() as stack:
        first = await worked(address, 0, stack)
        victim = next(replica for replica in replicas if replica.sessions)
        others = await asyncio.gather(*(worked(address, number, stack) for number in range(1, visitors)))
        fact("visitors of each replica", ", ".join(str(replica.sessions) for replica in replicas))
        served = victim.sessions
        pictures = [(one, picture(one.page)) for one in (first, *others)]
        victim.kill()
        fact("one replica is killed; it served", str(served))
        lost = [(one, before) for one, before in pictures if not await goes_on(one)]
        fact("visitors who were cut off", str(len(lost)), f"{served}")
        found = [await again(address, one.cookies, before, stack) for one, before in lost]
    for seconds, what in found:
        fact(
            "the same address opened again", written(seconds), f"differs: {', '.join(what)}" if what else "same picture"
        )
    wrong = sum(bool(what) for _, what in found) + abs(len(lost) - served)
    fact("failures", str(wrong), "0")
    return wrong


def main() -> int:
    """Start everything and show it."""
    parser = argparse.ArgumentParser("python -m tests.load.replicas", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--replicas", type=int, default=3, help="servers behind nginx")
    parser.add_argument("--sessions", type=int, default=12, help="visitors at once")
    asked = parser.parse_args()
    with ExitStack() as stack:
        replicas = [stack.enter_context(serving()) for _ in range(asked.replicas)]
        address = stack.enter_context(balancing([replica.port for replica in replicas]))
        return min(1, asyncio.run(show(address, replicas, asked.sessions)))


if __name__ == "__main__":
    sys.exit(main())
