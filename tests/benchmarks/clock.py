"""Timing side by side: contestants take turns, and each is judged by its best time, so a busy moment hurts nobody."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Mapping

Contestant = Callable[[], object]


def best_times(contestants: Mapping[str, Contestant], rounds: int = 7, calls: int = 1) -> dict[str, float]:
    """Seconds for one call of each, the best of ``rounds`` turns of ``calls`` calls."""
    best = dict.fromkeys(contestants, float("inf"))
    for _ in range(rounds):
        for name, contestant in contestants.items():
            started = time.perf_counter()
            for _ in range(calls):
                contestant()
            best[name] = min(best[name], (time.perf_counter() - started) / calls)
    return best


def report(title: str, times: Mapping[str, float], wanted: str) -> None:
    """One line: our time, and how many times longer each yardstick takes."""
    ours, others = times["optlab"], {name: spent for name, spent in times.items() if name != "optlab"}
    ratios = "".join(f"   {name} {written(spent)} = {spent / ours:.1f}x" for name, spent in others.items())
    print(f"{title:<44} {written(ours):>9}{ratios}   [{wanted}]", flush=True)


def written(seconds: float) -> str:
    """A time with a unit."""
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def peak_megabytes(work: Contestant) -> float:
    """The most memory that a call holds at once, above what was held before."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        work()
        return (tracemalloc.get_traced_memory()[1] - before) / 1e6
    finally:
        tracemalloc.stop()
