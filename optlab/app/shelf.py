"""Results that are dear to make, kept for all visitors up to a total size; the least recently used go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """At most ``capacity`` bytes of results by key; safe to use from several threads.

    >>> shelf: Shelf[str] = Shelf(10)
    >>> for name in "abc":
    ...     shelf.put(name, name.upper(), 4)
    >>> shelf.get("a"), shelf.get("c"), shelf.size
    (None, 'C', 8)
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        """What was put there, or None if it never was or is gone."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Kept, size: int) -> None:
        """Keep ``value`` of ``size`` bytes; what is larger than the whole shelf is not kept."""
        with self._lock:
            self._drop(key)
            if size > self.capacity:
                return
            self._kept[key] = (value, size)
            self.size += size
            while self.size > self.capacity:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        if key in self._kept:
            self.size -= self._kept.pop(key)[1]
