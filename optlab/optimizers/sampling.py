"""Which examples a step looks at: every run draws from a random stream of its own.

Each stream is the numbers 0 … n-1 in random order, again and again, so every example is seen once an epoch; a batch is
the next few of them.  From LARGEST_SHUFFLED examples on, rows are drawn independently instead: the chance of meeting
one twice is then negligible, and no run has to hold a shuffled copy of a million numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optlab.errors import SettingsError

LARGEST_SHUFFLED = 16_384
BLOCK = 4_000_000
"""Row numbers held at once, over all runs."""

Rows = NDArray[np.intp]


class Batches:
    """The batches of several runs, step by step; a run's batches depend on its seed alone."""

    def __init__(self, examples: int, batch_size: int, seeds: Sequence[int]) -> None:
        self._examples, self._size = examples, batch_size
        distinct = list(dict.fromkeys(int(seed) for seed in seeds))
        self._generators = [np.random.default_rng(seed) for seed in distinct]
        self._stream_of_run = np.array([distinct.index(int(seed)) for seed in seeds], dtype=np.intp)
        self._streams: NDArray[np.int32] = np.empty((len(distinct), 0), dtype=np.int32)
        self._next = 0

    def draw(self) -> Rows:
        """The next batch of every run, ``(runs, batch_size)`` row numbers."""
        while self._next + self._size > self._streams.shape[1]:
            self._refill()
        batch = self._streams[:, self._next : self._next + self._size]
        self._next += self._size
        return batch[self._stream_of_run].astype(np.intp)

    def _refill(self) -> None:
        fresh = np.stack([self._shuffled(generator) for generator in self._generators])
        self._streams = np.concatenate([self._streams[:, self._next :], fresh], axis=1)
        self._next = 0

    def _shuffled(self, generator: np.random.Generator) -> NDArray[np.int32]:
        """The next stretch of one stream: whole epochs, as many as the block has room for."""
        if self._examples > LARGEST_SHUFFLED:
            count = max(self._size, LARGEST_SHUFFLED)
            return generator.integers(self._examples, size=count, dtype=np.int32)
        epochs = max(1, BLOCK // (len(self._generators) * self._examples), -(-self._size // self._examples))
        order = np.broadcast_to(np.arange(self._examples, dtype=np.int32), (min(epochs, 64), self._examples))
        return generator.permuted(order, axis=1).reshape(-1)


def check_batch_size(batch_size: int | None, examples: int) -> int:
    """The batch size as a number: None means all examples; SettingsError outside 1 … n."""
    size = examples if batch_size is None else int(batch_size)
    if not 1 <= size <= examples:
        raise SettingsError(
            f"a batch has between 1 and {examples} examples (all of them), got {batch_size}",
            "1 is stochastic descent, 16 a common mini-batch",
        )
    return size
