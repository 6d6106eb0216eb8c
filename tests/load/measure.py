"""A crowd at a server: what its visitors waited, and what they cost."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from tests.benchmarks.clock import written
from tests.benchmarks.page.figures import fact, quantile
from tests.load.crowd import Crowd, Diary, Plan
from tests.serving import Server


@dataclass(frozen=True)
class Visit:
    """A crowd's diary; while all were there: seconds, processor seconds of the server and of the crowd's own process,
    and at the end the server's memory in megabytes, resident and with its share of what it has in common with others.
    """

    diary: Diary
    seconds: float
    served: float
    spent: float
    resident: float
    own: float


async def visit(server: Server, plan: Plan) -> Visit:
    """Send a crowd."""
    async with Crowd(server.address, plan) as crowd:
        began, served, spent = time.perf_counter(), server.processor, time.process_time()
        await asyncio.sleep(plan.seconds)
        seconds, served, spent = time.perf_counter() - began, server.processor - served, time.process_time() - spent
        resident, own = server.resident, server.own
    return Visit(crowd.diary, seconds, served, spent, resident, own)


def tell(name: str, visit: Visit, wanted: dict[str, str]) -> None:
    """Print all figures of a visit, a line each, with what is aimed at."""
    diary = visit.diary
    waits("first load", name, diary.loads)
    waits("rerun while others arrive", name, diary.early)
    waits("rerun", name, diary.reruns, wanted.get("p95", ""))
    fact(f"errors, {name}", str(diary.errors.total()), "0")
    for what, count in diary.errors.most_common(5):
        print(f"    {count} x {what[:200]}", flush=True)
    each = visit.served / max(1, len(diary.reruns))
    fact(f"processor of the server for a rerun, {name}", written(each), wanted.get("processor", ""))
    fact(f"  of one core, {name}", f"{visit.served / visit.seconds:.0%}")
    fact(f"  of one core, the crowd's own process, {name}", f"{visit.spent / visit.seconds:.0%}")
    fact(f"memory, {name}", f"{visit.resident:.0f} MB", wanted.get("memory", ""))
    fact(f"  with its share of common pages, {name}", f"{visit.own:.0f} MB")


def waits(what: str, name: str, seconds: list[float], wanted: str = "") -> None:
    """Median, 95 % quantile and maximum of some waits."""
    if not seconds:
        return
    middle, late, worst = (written(quantile(seconds, share)) for share in (0.5, 0.95, 1.0))
    print(f"{f'{what}, {name}':<70} {late:>9}   (95 %; median {middle}, max {worst}, n {len(seconds)})", end="")
    print(f"   [{wanted}]" if wanted else "", flush=True)
