"""Ten minutes of random clicks and typed formulas, and what they leave behind.

``python -m tests.load.soak`` from the root of the repository, on Linux.  Ten sessions click and type, hostile texts
too, on all pages of a server as the README's command gives it.  Printed are errors
on the page, tracebacks in the server's log, how full the cache was, and the slope of the server's memory beside the
cache after the first two minutes.  The exit status is 1 where there was an error.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

import numpy as np

from tests.benchmarks.page.figures import fact, machine
from tests.load.clicks import click
from tests.load.crowd import Crowd, Plan
from tests.load.measure import Visit, tell
from tests.serving import Server, serving

SETTLING = 2.0
"""Minutes in which memory may grow; a fifth of the time where that is less."""

Samples = list[tuple[float, float]]
"""Minutes since the beginning, and megabytes."""

EVERY = 2.0
"""Seconds between two looks at memory and cache."""


async def soak(server: Server, plan: Plan) -> tuple[Visit, Samples, Samples]:
    """What the visitors lived through, and the memory of the server and what is on its cache all the while."""
    samples, cache = [], []
    async with Crowd(server.address, plan) as crowd:
        began, served, spent = time.perf_counter(), server.processor, time.process_time()
        while (minutes := (time.perf_counter() - began) / 60) < plan.seconds / 60:
            samples.append((minutes, server.resident))
            cache.append((minutes, (await asyncio.to_thread(lambda: server.cache))[0]))
            await asyncio.sleep(EVERY)
        served, spent = server.processor - served, time.process_time() - spent
        resident, own = server.resident, server.own
    return Visit(crowd.diary, plan.seconds, served, spent, resident, own), samples, cache


def slope(samples: Samples, settling: float) -> float:
    """Megabytes a minute, by least squares, of the samples after ``settling`` minutes.

    >>> slope([(0.0, 900.0), (1.0, 200.0), (2.0, 202.0), (3.0, 204.0)], 1.0)
    2.0
    """
    minutes, megabytes = np.array([one for one in samples if one[0] >= settling]).T
    return round(float(np.polyfit(minutes, megabytes, 1)[0]), 3)


def main() -> int:
    """Soak a server; 1 if there was an error."""
    parser = argparse.ArgumentParser("python -m tests.load.soak", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds between two clicks of a visitor")
    parser.add_argument("--seed", type=int, default=0, help="of the visitors' random choices")
    asked = parser.parse_args()
    plan = Plan(asked.sessions, asked.think, 60.0 * asked.minutes, arrival=5.0, seed=asked.seed, doing=click)
    machine()
    with serving() as server:
        seen, samples, cache = asyncio.run(soak(server, plan))
        name = f"{plan.sessions} sessions, {asked.minutes:g} min"
        tell(name, seen, {})
        fact(f"tracebacks in the server's log, {name}", str(server.tracebacks), "0")
        settling = min(SETTLING, asked.minutes / 5)
        _memory(samples, cache, settling)
        fact("cache, fullest", f"{max(size for _, size in cache):.1f} MB", f"<= {server.cache[1]:.0f} MB")
        return min(1, seen.diary.errors.total() + server.tracebacks)


def _memory(samples: Samples, cache: Samples, settling: float) -> None:
    """The server's memory, minute by minute, and its growth by all but the cache, which may grow to its bound."""
    every = [samples[min(range(len(samples)), key=lambda one: abs(samples[one][0] - minute))] for minute in range(99)]
    told = dict.fromkeys(f"{minute:.0f} min {megabytes:.0f} MB" for minute, megabytes in every)
    print(f"    memory: {', '.join(told)}", flush=True)
    beside = [(minutes, total - size) for (minutes, total), (_, size) in zip(samples, cache, strict=True)]
    fact(f"growth of memory after {settling:g} min", f"{slope(samples, settling):+.2f} MB/min")
    fact("  of it beside the cache", f"{slope(beside, settling):+.2f} MB/min", "about 0")


if __name__ == "__main__":
    sys.exit(main())
