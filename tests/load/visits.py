"""What a visit costs, side by side with a page of one chart that is served the same way, in turns.

``python -m tests.load.visits`` from the root of the repository; about two minutes, on Linux.  Processor time of a fresh
session's first page, and what fifty wait who come at the same moment.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.page.figures import fact, machine
from tests.load.conftest import outcome_of
from tests.load.session import Session
from tests.serving import ROOT, Server, serving

ONE_CHART = str((Path(__file__).parents[1] / "benchmarks" / "page" / "one_chart.py").relative_to(ROOT))
EACH, ROUNDS = 20, 5
"""Visits one after the other in a round, whose processor time is read together: its clock has steps of 10 ms."""

CLASS = 50
"""Visitors who come at the same moment."""

MOST_COST, MOST_WAIT = 4.0, 25.0
"""What is aimed at: times the processor time of the one-chart page; times the wait of a visitor who comes alone."""


def cost(server: Server) -> float:
    """Seconds of processor time of one visit: a new session and its first page."""
    before = server.processor
    for _ in range(EACH):
        alone(server)
    return (server.processor - before) / EACH


def alone(server: Server) -> float:
    """Seconds that a visitor waits who comes alone."""

    return outcome_of(_visit(server))


def together(server: Server) -> float:
    """Seconds that the last of fifty waits who come at the same moment."""

    async def visits() -> float:
        return max(await asyncio.gather(*(_visit(server) for _ in range(CLASS))))

    return outcome_of(visits())


async def _visit(server: Server) -> float:
    """Seconds until a new session has its first page."""
    async with Session(server.address) as session:
        return await session.load()


def in_turns(servers: Mapping[str, Server], measure: Callable[[Server], float], rounds: int) -> dict[str, float]:
    """The median of what is measured at each server, one after the other in each round."""
    seconds: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            seconds[name].append(measure(server))
    return {name: statistics.median(values) for name, values in seconds.items()}


def main() -> None:
    """Both ratios, with the figures of which they are made."""
    machine()
    with serving() as dashboard, serving(program=ONE_CHART) as one_chart:
        servers = {"dashboard": dashboard, "one chart": one_chart}
        in_turns(servers, alone, 3)
        costs = in_turns(servers, cost, ROUNDS)
        waits, crowds = in_turns(servers, alone, EACH), in_turns(servers, together, 3)
    for name, spent in costs.items():
        fact(f"processor of a visit, {name}", f"{1000 * spent:.0f} ms")
    fact("  dashboard / one chart", f"{costs['dashboard'] / costs['one chart']:.1f} x", f"<= {MOST_COST:g} x")
    for name, wait in waits.items():
        fact(f"{CLASS} at the same moment / one visit, {name}", f"{crowds[name] / wait:.1f} x", f"<= {MOST_WAIT:g} x")
    machine()


if __name__ == "__main__":
    main()
