"""The messages that a browser keeps: the server may send a reference instead of a picture that it has sent before."""

from __future__ import annotations

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

OLDEST = 2
"""Runs of the script through which an unused message is kept (``global.maxCachedMessageAge``)."""


class Cache:
    """Messages by their hash."""

    def __init__(self) -> None:
        self._deltas: dict[str, Delta] = {}
        self._used: dict[str, int] = {}
        self._runs = 0

    def looked_up(self, message: ForwardMsg) -> tuple[tuple[int, ...], Delta]:
        """Where a message draws and what, whether it brings it or refers to what was kept; KeyError if that is gone."""
        path = tuple(message.metadata.delta_path)
        if message.WhichOneof("type") == "ref_hash":
            self._used[message.ref_hash] = self._runs
            return path, self._deltas[message.ref_hash]
        if message.metadata.cacheable:
            self._deltas[message.hash] = message.delta
            self._used[message.hash] = self._runs
        return path, message.delta

    def grow_older(self) -> None:
        """A run of the script has ended."""
        self._runs += 1
        for name in [name for name, used in self._used.items() if self._runs - used > OLDEST]:
            del self._deltas[name], self._used[name]

    @property
    def hashes(self) -> list[str]:
        """What the server need not send again."""
        return list(self._deltas)
