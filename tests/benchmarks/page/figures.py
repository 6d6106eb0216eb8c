"""How a figure is printed: median, best and 95 % quantile beside what is aimed at."""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence

from tests.benchmarks.clock import best_times, written


def timing(title: str, seconds: Sequence[float], wanted: str = "") -> None:
    """One line for repeated timings."""
    if not seconds:
        print(f"{title:<70} nothing was measured", flush=True)
        return
    middle, best, late = statistics.median(seconds), min(seconds), quantile(seconds, 0.95)
    spread = f"best {written(best)}, 95 % {written(late)}, n {len(seconds)}"
    print(f"{title:<70} {written(middle):>9}   ({spread}){f'   [{wanted}]' if wanted else ''}", flush=True)


def fact(title: str, value: str, wanted: str = "") -> None:
    """One line for anything else."""
    print(f"{title:<70} {value:>9}{f'   [{wanted}]' if wanted else ''}", flush=True)


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def machine() -> None:
    """What else the machine does: how much longer than its best time the same work takes at worst, and the load."""
    times = [best_times({"work": _work}, 1)["work"] for _ in range(40)]
    worst, load = quantile(times, 0.95) / min(times), os.getloadavg()[0]
    print(
        f"this machine: {os.cpu_count()} cores, load {load:.1f}; the same work takes up to {worst:.2f}x its best time"
    )


def _work() -> int:
    return sum(number * number for number in range(100_000))
