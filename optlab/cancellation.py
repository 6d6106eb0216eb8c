"""Work that can be ended from outside: whoever starts it says how to look, and long work looks now and then.

The page starts work for a visitor, who may leave or change a setting meanwhile.  Arithmetic knows nothing of visitors;
it calls ``look`` at every block, also inside Hessians and verdicts, and what that raises ends the work.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAUSE = 0.1
"""Seconds between two looks: the blocks of a computation are shorter."""

Ask = Callable[[], None]
"""Raises where the work of this thread is no longer wanted."""


class _Watch(threading.local):
    """Of each thread: how it looks, and when that is due."""

    everywhere: Ask | None = None  # of the class: threads of visitors come and go

    def __init__(self) -> None:
        self.ask = type(self).everywhere
        self.due = 0.0


_WATCH = _Watch()


def look() -> None:
    """Look whether the work of this thread is still wanted: at most every PAUSE seconds, else it costs next to nothing.

    What it raises is to be let through.
    """
    ask = _WATCH.ask
    if ask is not None and time.monotonic() >= _WATCH.due:
        _WATCH.due = time.monotonic() + PAUSE
        ask()


def watch_new_threads(ask: Ask) -> None:
    """From now on every new thread asks so, but for work that is ``watched`` in another way."""
    _Watch.everywhere = staticmethod(ask)


@contextmanager
def watched(ask: Ask) -> Iterator[None]:
    """A context: work of this thread asks so.

    >>> def gone():
    ...     raise TimeoutError
    >>> with watched(gone):
    ...     look()
    Traceback (most recent call last):
        ...
    TimeoutError
    """
    before, _WATCH.ask, _WATCH.due = _WATCH.ask, ask, 0.0
    try:
        yield
    finally:
        _WATCH.ask = before
