"""Results that are dear to make, kept for all visitors up to a total size; the least recently used go first."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, NamedTuple, TypeVar

Kept = TypeVar("Kept")


class Entry(NamedTuple, Generic[Kept]):
    """A result, its bytes, and when it was used last."""

    value: Kept
    size: int
    used: float


class SharedCache(Generic[Kept]):
    """At most ``capacity`` bytes of results by key; safe to use from several threads.

    >>> shelf: SharedCache[str] = SharedCache(10)
    >>> for name in "abc":
    ...     shelf.put(name, name.upper(), 4)
    >>> shelf.get("a"), shelf.get("c"), shelf.size
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
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept[key] = found._replace(used=self._clock())
            self._kept.move_to_end(key)
            return found.value

    def put(self, key: Hashable, value: Kept, size: int) -> None:
        """Keep ``value`` of ``size`` bytes; what is larger than the whole shelf is not kept."""
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
        found = self.get(key)
        if found is not None:
            return found
        with self._alone(key):
            found = self.get(key)
            if found is None:
                found = make()
                self.put(key, found, size_of(found))
            return found

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
