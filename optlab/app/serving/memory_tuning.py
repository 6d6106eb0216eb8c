"""How the server treats its memory: what is set up at the start, and tidied now and again."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

from optlab.app.serving.shared_cache import CACHE, FORGET_AFTER

ROUND = min(60.0, FORGET_AFTER / 2)
"""Seconds between two calls of ``tidy``."""

ARENA_MAX = -8
"""The number of heaps, in ``mallopt`` of the C library of Linux (malloc.h)."""


def limit_heaps() -> None:
    """At the start of the server, before most threads begin: one heap for all of them.

    Reruns take turns anyway, and what a class used goes back to the system afterwards.
    """
    _in_c_library("mallopt", ARENA_MAX, 1)


def settle() -> None:
    """When the pages are imported: what was loaded stays, and is no longer looked through for what is unused."""
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Forget what nobody used for a while, and give its memory back to the system."""
    CACHE.forget(FORGET_AFTER)
    gc.collect()
    _in_c_library("malloc_trim", 0)


def _in_c_library(function: str, *numbers: int) -> None:
    with suppress(OSError, AttributeError):  # only that of Linux has it
        getattr(ctypes.CDLL(None), function)(*numbers)
