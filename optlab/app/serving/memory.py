"""What all visitors share: one shelf for everything that takes time to make, bounded in bytes, and tidied every minute.

The environment may set OPTLAB_MEMORY, the megabytes of the shelf, and OPTLAB_FORGET_AFTER, the seconds after which
what nobody used is forgotten.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from optlab.app.serving.shared_cache import SharedCache

MEGABYTES = float(os.environ.get("OPTLAB_MEMORY", "128"))
FORGET_AFTER = float(os.environ.get("OPTLAB_FORGET_AFTER", "600"))
ROUND = min(60.0, FORGET_AFTER / 2)
"""Seconds between two calls of ``tidy``."""

CACHE: SharedCache[Any] = SharedCache(int(1e6 * MEGABYTES))

ARENA_MAX = -8
"""The number of heaps, in ``mallopt`` of the C library of Linux (malloc.h)."""

Parameters = ParamSpec("Parameters")
Made = TypeVar("Made")


def cached(size_of: Callable[[Any], int]) -> Callable[[Callable[Parameters, Made]], Callable[Parameters, Made]]:
    """A decorator: the function's results are kept on the shelf by its arguments, which must be hashable.

    ``size_of`` gives the bytes of a result, roughly.  An exception is raised anew every time.
    """

    def decorate(make: Callable[Parameters, Made]) -> Callable[Parameters, Made]:
        @functools.wraps(make)
        def kept(*arguments: Parameters.args, **named: Parameters.kwargs) -> Made:
            key = (make.__module__, make.__qualname__, arguments, *sorted(named.items()))
            found: Made = CACHE.remember(key, lambda: make(*arguments, **named), size_of)
            return found

        return kept

    return decorate


def settle() -> None:
    """At the start of the server: what was loaded until now stays, and is no longer looked through for what is unused.

    One heap for all threads: reruns take turns anyway, and what a class used goes back to the system afterwards.
    """
    gc.collect()
    gc.freeze()
    _in_c_library("mallopt", ARENA_MAX, 1)


def tidy() -> None:
    """Forget what nobody used for a while, and give its memory back to the system."""
    CACHE.forget(FORGET_AFTER)
    gc.collect()
    _in_c_library("malloc_trim", 0)


def _in_c_library(function: str, *numbers: int) -> None:
    with suppress(OSError, AttributeError):  # only that of Linux has it
        getattr(ctypes.CDLL(None), function)(*numbers)
