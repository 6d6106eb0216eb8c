"""The situations in which the dashboard is measured, each with what is aimed at on two cores."""

from __future__ import annotations

import asyncio
import time
from random import Random

from optlab.picture.runs import MOST_RUNS
from tests.benchmarks.page.figures import fact
from tests.load.acts import unfold
from tests.load.crowd import Crowd, Diary, Plan
from tests.load.largest import largest_query
from tests.load.measure import Visit, tell, visit, waits
from tests.load.session import Session, SessionError
from tests.serving import Server, serving

CLASS = Plan(sessions=50, think=4.0, seconds=60.0)
LECTURE = Plan(sessions=100, think=8.0, seconds=60.0, arrival=30.0)
OTHERS = Plan(sessions=30, think=4.0, seconds=60.0)

LATER = 780.0
"""Seconds after which all is forgotten: sessions two minutes old, results that nobody used for ten, and a minute's
round of tidying up."""


def a_class(plan: Plan = CLASS) -> int:
    """50 sessions with about 4 s between changes; the number of errors."""
    name = f"{plan.sessions} sessions, {plan.think:g} s"
    with serving() as server:
        seen = asyncio.run(visit(server, plan))
        tell(name, seen, {"p95": "<= 1 s"})
        return seen.diary.errors.total() + _tracebacks(server, name)


def a_lecture(plan: Plan = LECTURE) -> int:
    """100 sessions with about 8 s between changes, and the memory when they have left; the number of errors."""
    name = f"{plan.sessions} sessions, {plan.think:g} s"
    with serving() as server:
        idle = _idle(server)
        fact("memory, idle: one visitor came and left", f"{idle:.0f} MB")
        seen = asyncio.run(visit(server, plan))
        tell(name, seen, {"p95": "<= 1.5 s", "memory": "<= 600 MB"})
        time.sleep(LATER)
        after = server.resident
        share = f"{after / idle - 1:+.0%} of idle"
        fact(f"memory, {name}, {LATER:.0f} s after they left: {share}", f"{after:.0f} MB", "within 20 % of idle")
        return seen.diary.errors.total() + _tracebacks(server, name)


def a_large_job(plan: Plan = OTHERS) -> int:
    """What 30 visitors wait alone, and while one more asks for the largest picture again and again."""
    name = f"{plan.sessions} sessions, {plan.think:g} s"
    with serving() as server:
        alone = asyncio.run(visit(server, plan))
        tell(f"{name}, alone", alone, {})
    with serving() as server:
        beside, largest = asyncio.run(_with_one_large(server, plan))
        tell(f"{name}, beside the largest job", beside, {"p95": "<= 2 s"})
        waits("the largest picture", name, largest.loads + largest.early + largest.reruns)
        errors = largest.errors.total()
        fact("errors of the session with the largest job", str(errors), "0")
        return alone.diary.errors.total() + beside.diary.errors.total() + errors + _tracebacks(server, name)


async def _with_one_large(server: Server, plan: Plan) -> tuple[Visit, Diary]:
    """A visit beside a session that asks anew as soon as its picture is there, and how that one fared."""
    one = Plan(1, think=0.0, seconds=0.0, arrival=0.0, query=largest_query(), doing=_another_seed, patience=600.0)
    crowd = Crowd(server.address, one)
    asking = asyncio.create_task(crowd.__aenter__())
    seen = await visit(server, plan)
    await asking
    await crowd.__aexit__()
    return seen, crowd.diary


async def _another_seed(random: Random, session: Session) -> float:
    """The same picture with other random choices, of which nothing is in a cache; SessionError if it is not drawn."""
    await unfold(session)
    spent = await session.change("seed", random.randrange(2**31))
    refused = [one.body for one in session.page.of_kind("alert")]
    lines = sum(one.json.count('"sentence"') for one in session.page.of_kind("bidi_component"))
    if refused or lines != MOST_RUNS:
        raise SessionError(f"the largest picture was not drawn: {' '.join(refused) or f'{lines} runs'}")
    return spent


def _idle(server: Server) -> float:
    """The memory of a server whose only visitor has left."""
    asyncio.run(visit(server, Plan(sessions=1, think=1.0, seconds=5.0, arrival=0.0)))
    return server.resident


def _tracebacks(server: Server, name: str) -> int:
    fact(f"tracebacks in the server's log, {name}", str(server.tracebacks), "0")
    return server.tracebacks
