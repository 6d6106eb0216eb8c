"""Many visitors at once, each with its own session, and what they lived through."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from tests.load.acts import usual
from tests.load.session import PATIENCE, Session, SessionError

Doing = Callable[[Random, Session], Awaitable[float]]


@dataclass(frozen=True)
class Plan:
    """``sessions`` visitors arrive within ``arrival`` seconds (all at once for 0); when all are there they stay for
    ``seconds`` and do something every ``think`` seconds on average (between half and one and a half times that).
    """

    sessions: int
    think: float
    seconds: float
    arrival: float = 15.0
    seed: int = 0
    query: str = ""
    doing: Doing = usual
    patience: float = PATIENCE


@dataclass
class Diary:
    """Seconds of first loads, of reruns while others still arrived, of reruns afterwards; errors by what was wrong."""

    loads: list[float] = field(default_factory=list)
    early: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


class Crowd:
    """The visitors of a plan.  Use it as an asynchronous context: they arrive, and have left afterwards."""

    def __init__(self, address: str, plan: Plan) -> None:
        self.address, self.plan, self.diary = address, plan, Diary()
        self._leave = asyncio.Event()
        self._together = False
        self._visitors: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Crowd:
        """Return when everyone's page is there."""
        there = [asyncio.Event() for _ in range(self.plan.sessions)]
        self._visitors = [asyncio.create_task(self._visit(number, event)) for number, event in enumerate(there)]
        await asyncio.gather(*(event.wait() for event in there))
        self._together = True
        return self

    async def __aexit__(self, *_: object) -> None:
        """Everyone finishes what was begun and closes the tab."""
        self._leave.set()
        await asyncio.gather(*self._visitors)

    async def _visit(self, number: int, there: asyncio.Event) -> None:
        random = Random(f"{self.plan.seed}:{number}")
        await asyncio.sleep(random.uniform(0.0, self.plan.arrival))
        while True:
            try:
                await self._open(random, there)
                return
            except SessionError as error:
                self.diary.errors[str(error)] += 1
            finally:
                there.set()
            if await self._left_within(self.plan.think):
                return

    async def _open(self, random: Random, there: asyncio.Event) -> None:
        """Open the page and stay; whoever met an error opens it again."""
        async with Session(self.address, self.plan.query, patience=self.plan.patience) as session:
            began = time.perf_counter()
            await session.load()
            self.diary.loads.append(time.perf_counter() - began)
            there.set()
            await self._stay(random, session)

    async def _stay(self, random: Random, session: Session) -> None:
        while not await self._left_within(self.plan.think * random.uniform(0.5, 1.5)):
            together = self._together
            spent = await self.plan.doing(random, session)
            (self.diary.reruns if together else self.diary.early).append(spent)

    async def _left_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._leave.wait()
        except TimeoutError:
            return False
        return True
