"""Who works when: one rerun after the other, and beside them one large job at a time.

A process computes on one core, and reruns at the same time do not just share it: with each of its hundred messages to
the browser a rerun lets go of the interpreter, and gets it back when all others had it.  Of a hundred visitors, the one
in twenty that waits longest waits ten times longer without turns.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONGEST = 0.5
"""Seconds after which a rerun that goes on no longer keeps the others waiting."""

LOOK = 0.1
"""Seconds between two looks whether the large job before is done."""


class Turns:
    """One at a time; whoever works longer than ``longest`` seconds goes on beside the next."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._line = threading.Lock()
        self._over, self._began = threading.Event(), -longest
        self._own = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A context for work: it begins when the turn before is over; inside a turn of this thread, at once."""
        if hasattr(self._own, "over") and not self._own.over.is_set():
            yield
            return
        over = threading.Event()
        with self._line:
            self._over.wait(max(0.0, self._began + self._longest - time.monotonic()))
            self._over, self._began = over, time.monotonic()
        self._own.over = over
        try:
            yield
        finally:
            over.set()

    def leave(self) -> None:
        """End this thread's turn, if it has one; it may go on beside the next."""
        if hasattr(self._own, "over"):
            self._own.over.set()


RERUNS = Turns(LONGEST)
_LARGE = threading.Lock()


@contextmanager
def job(large: bool, waiting: Callable[[], None]) -> Iterator[None]:
    """A context for a part of a rerun: a large one leaves the turn to others, and begins when no other large one works.

    Meanwhile it calls ``waiting``, which may raise.
    """
    if not large:
        yield
        return
    RERUNS.leave()
    while not _LARGE.acquire(timeout=LOOK):
        waiting()
    try:
        yield
    finally:
        _LARGE.release()
