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
"""Row numbers held at once, over all runs (32 MB)."""

Rows = NDArray[np.intp]


class Batches:
    """The batches of several runs, step by step; a run's batches depend on its seed alone."""

    def __init__(self, examples: int, batch_size: int, seeds: Sequence[int]) -> None:
        self._examples, self._size = examples, batch_size
        distinct = {int(seed): place for place, seed in enumerate(dict.fromkeys(seeds))}
        self._generators = [np.random.default_rng(seed) for seed in distinct]
        self._stream_of_run = np.array([distinct[int(seed)] for seed in seeds], dtype=np.intp)
        self._streams: Rows = np.empty((len(distinct), 0), dtype=np.intp)
        self._next = 0

    def draw(self) -> Rows:
        """The next batch of every run, ``(runs, batch_size)`` row numbers."""
        if self._next + self._size > self._streams.shape[1]:
            self._refill()
        batch = self._streams[:, self._next : self._next + self._size]
        self._next += self._size
        return np.take(batch, self._stream_of_run, axis=0)

    def _refill(self) -> None:
        """What is left of every stream, and after it as many whole epochs as the block has room for."""
        left = self._streams[:, self._next :]
        stretch = self._epochs() * self._examples
        if self._examples > LARGEST_SHUFFLED:
            stretch = max(self._size, LARGEST_SHUFFLED)
        streams: Rows = np.empty((len(self._generators), left.shape[1] + stretch), dtype=np.intp)
        streams[:, : left.shape[1]] = left
        for generator, stream in zip(self._generators, streams[:, left.shape[1] :], strict=True):
            self._extend(generator, stream)
        self._streams, self._next = streams, 0

    def _epochs(self) -> int:
        """Enough for a batch, and for about a hundred batches where there is room."""
        needed = -(-self._size // self._examples)
        room = BLOCK // (len(self._generators) * self._examples)
        return max(needed, min(room, 1 + 100 * self._size // self._examples))

    def _extend(self, generator: np.random.Generator, stream: Rows) -> None:
        """Fill the next stretch of one stream in place."""
        if self._examples > LARGEST_SHUFFLED:
            stream[:] = generator.integers(self._examples, size=len(stream))
        else:
            epochs = stream.reshape(-1, self._examples)
            epochs[:] = np.arange(self._examples)
            generator.permuted(epochs, axis=1, out=epochs)


def check_batch_size(batch_size: int | None, examples: int) -> int:
    """The batch size as a number: None means all examples; SettingsError outside 1 … n."""
    size = examples if batch_size is None else int(batch_size)
    if not 1 <= size <= examples:
        raise SettingsError(
            f"a batch has between 1 and {examples} examples (all of them), got {batch_size}",
            "1 is stochastic descent, 16 a common mini-batch",
        )
    return size
