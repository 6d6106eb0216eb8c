"""Results that are dear to make, kept for all visitors up to a total size; the least recently used go first.

The environment may set OPTLAB_MEMORY, the megabytes for all of them, and OPTLAB_FORGET_AFTER, the seconds after which
what nobody used is forgotten.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

MEGABYTES = float(os.environ.get("OPTLAB_MEMORY", "128"))
FORGET_AFTER = float(os.environ.get("OPTLAB_FORGET_AFTER", "600"))

Kept = TypeVar("Kept")
Parameters = ParamSpec("Parameters")


class Entry(NamedTuple, Generic[Kept]):
    """A result, its bytes, and when it was used last."""

    value: Kept
    size: int
    used: float


class SharedCache(Generic[Kept]):
    """At most ``capacity`` bytes of results by key; safe to use from several threads.

    >>> cache: SharedCache[str] = SharedCache(10)
    >>> for name in "abc":
    ...     cache.put(name, name.upper(), 4)
    >>> cache.get("a"), cache.get("c"), cache.size
    (None, 'C', 8)
    """

    def __init__(self, capacity: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.capacity = capacity
        self.size = 0
        self._clock = clock
        self._kept: OrderedDict[Hashable, Entry[Kept]] = OrderedDict()
        self._lock = threading.Lock()
        self._makers: dict[Hashable, tuple[threading.Lock, int]] = {}

    @property
    def count(self) -> int:
        """How many results are kept."""
        return len(self._kept)

    def get(self, key: Hashable) -> Kept | None:
        """What was put there, or None if it never was or is gone."""
        with self._lock:
            entry = self._kept.get(key)
            if entry is None:
                return None
            self._kept[key] = entry._replace(used=self._clock())
            self._kept.move_to_end(key)
            return entry.value

    def put(self, key: Hashable, value: Kept, size: int) -> None:
        """Keep ``value`` of ``size`` bytes; what is larger than the whole cache is not kept."""
        with self._lock:
            self._drop(key)
            if size > self.capacity:
                return
            self._kept[key] = Entry(value, size, self._clock())
            self.size += size
            while self.size > self.capacity:
                self._drop(next(iter(self._kept)))

    def remember(self, key: Hashable, make: Callable[[], Kept], size_of: Callable[[Kept], int]) -> Kept:
        """What is kept under the key, else what ``make`` makes: one visitor makes it, those who ask meanwhile wait."""
        value = self.get(key)
        if value is not None:
            return value
        with self._alone(key):
            value = self.get(key)
            if value is None:
                value = make()
                self.put(key, value, size_of(value))
            return value

    def forget(self, patience: float) -> None:
        """Drop what was not used for ``patience`` seconds."""
        with self._lock:
            before = self._clock() - patience
            for key in [key for key, entry in self._kept.items() if entry.used < before]:
                self._drop(key)

    def _drop(self, key: Hashable) -> None:
        if key in self._kept:
            self.size -= self._kept.pop(key).size

    @contextmanager
    def _alone(self, key: Hashable) -> Iterator[None]:
        """Let one thread after the other in, for each key."""
        with self._lock:
            lock, waiting = self._makers.get(key, (threading.Lock(), 0))
            self._makers[key] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._makers.pop(key)
                if waiting > 1:
                    self._makers[key] = (lock, waiting - 1)


def key_bytes(key: Any) -> int:
    """About what the texts and numbers of a key take in memory: rows of a visitor's own are part of keys.

    >>> key_bytes("x" * 1_000), key_bytes(("x" * 1_000, 1, 2.0)) - key_bytes("x" * 1_000) < 200
    (1049, True)
    """
    if isinstance(key, str | bytes):
        return sys.getsizeof(key)
    if isinstance(key, tuple | frozenset):
        return 56 + sum(8 + key_bytes(part) for part in key)
    if dataclasses.is_dataclass(key):
        return 56 + sum(8 + key_bytes(getattr(key, field.name)) for field in dataclasses.fields(key))
    return 32


CACHE: SharedCache[Any] = SharedCache(int(1e6 * MEGABYTES))
"""The one cache of this server."""


def cached(size_of: Callable[[Any], int]) -> Callable[[Callable[Parameters, Kept]], Callable[Parameters, Kept]]:
    """A decorator: the function's results stay in the cache by its arguments, which must be hashable.

    ``size_of`` gives the bytes of a result, roughly; those of its key are added.  An
    exception is raised anew every time.
    """

    def decorate(make: Callable[Parameters, Kept]) -> Callable[Parameters, Kept]:
        @functools.wraps(make)
        def remembering(*arguments: Parameters.args, **named: Parameters.kwargs) -> Kept:
            key = (make.__module__, make.__qualname__, arguments, *sorted(named.items()))
            whole = key_bytes(key)
            result: Kept = CACHE.remember(key, lambda: make(*arguments, **named), lambda kept: whole + size_of(kept))
            return result

        return remembering

    return decorate
