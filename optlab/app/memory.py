"""What all visitors share: one shelf for everything that takes time to make, bounded in bytes, and tidied every minute.

The environment may set OPTLAB_MEMORY, the megabytes of the shelf, and OPTLAB_FORGET_AFTER, the seconds after which
what nobody used is forgotten.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from optlab.app.shelf import Shelf

MEGABYTES = float(os.environ.get("OPTLAB_MEMORY", "128"))
FORGET_AFTER = float(os.environ.get("OPTLAB_FORGET_AFTER", "600"))
ROUND = min(60.0, FORGET_AFTER / 2)
"""Seconds between two rounds through the shelf."""

SHELF: Shelf[Any] = Shelf(int(1e6 * MEGABYTES))

Parameters = ParamSpec("Parameters")
Made = TypeVar("Made")


def remembered(size_of: Callable[[Any], int]) -> Callable[[Callable[Parameters, Made]], Callable[Parameters, Made]]:
    """A decorator: the function's results are kept on the shelf by its arguments, which must be hashable.

    ``size_of`` gives the bytes of a result, roughly.  An exception is raised anew every time.
    """

    def decorate(make: Callable[Parameters, Made]) -> Callable[Parameters, Made]:
        @functools.wraps(make)
        def kept(*arguments: Parameters.args, **named: Parameters.kwargs) -> Made:
            key = (make.__module__, make.__qualname__, arguments, *sorted(named.items()))
            found: Made = SHELF.remember(key, lambda: make(*arguments, **named), size_of)
            return found

        return kept

    return decorate


@functools.cache
def tidy() -> None:
    """Begin to forget, in the background: called at every rerun, it does something once in the life of the process.

    What was loaded until now stays for ever, and is no longer looked through when Python collects what is unused.
    """
    gc.collect()
    gc.freeze()
    threading.Thread(target=_rounds, name="tidy", daemon=True).start()


def _rounds() -> None:
    while True:
        time.sleep(ROUND)
        SHELF.forget(FORGET_AFTER)
        gc.collect()
        with suppress(OSError, AttributeError):  # only the C library of Linux has it
            ctypes.CDLL(None).malloc_trim(0)
