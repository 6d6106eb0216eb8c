"""Large jobs take turns: one at a time, whoever asks, so that all other visitors keep their share of the machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LARGE = threading.Lock()
LOOK = 0.1
"""Seconds between two looks whether it is one's turn."""


@contextmanager
def turn(large: bool, waiting: Callable[[], None]) -> Iterator[None]:
    """A context for a job: a large one waits for its turn and meanwhile calls ``waiting``; that may raise."""
    if not large:
        yield
        return
    while not _LARGE.acquire(timeout=LOOK):
        waiting()
    try:
        yield
    finally:
        _LARGE.release()
