"""Write down anew what the addresses in pictures.json open to: ``python -m tests.references.record_pictures``.

Addresses given as arguments are added.  Look at the difference before it is committed: it is what visitors will see.
Each address is opened several times, all but once with errors in the last bits, as another processor may make them;
only what all have in common is expected of the next one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from optlab.app.serving.shared_cache import CACHE
from optlab.expressions import Compiled
from tests.references.pictures import FILE, Summary, agreed, opened, summary

PROCESSORS = 3
"""How many others are imagined."""


def main(addresses: list[str]) -> None:
    """Write the file."""
    known = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    written = {address: recorded(address) for address in dict.fromkeys([*known, *addresses])}
    lines = (f"{json.dumps(address)}:\n{_line(entry)}" for address, entry in written.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _line(entry: Summary) -> str:
    parts = (f'"{name}":{json.dumps(part, ensure_ascii=False, separators=(",", ":"))}' for name, part in entry.items())
    return "{" + ",\n".join(parts) + "}"


def recorded(address: str) -> Summary:
    """What the address opens to, as far as it does not hang on last bits."""
    plain = summary(opened(address))
    others = []
    for seed in range(PROCESSORS):
        with other_last_bits(seed):
            others.append(summary(opened(address)))
    return {name: agreed(part, [other[name] for other in others]) for name, part in plain.items()}


@contextmanager
def other_last_bits(seed: int) -> Iterator[None]:
    """Every number that a formula gives is off by a last bit or not, by chance; nothing is remembered from before."""
    exact, chance = Compiled.__call__, np.random.default_rng(seed)

    def inexact(self: Compiled, *arguments: Any) -> Any:
        values = exact(self, *arguments)
        return values * (1.0 + np.finfo(float).eps * chance.integers(-1, 2, values.shape))

    forget()
    Compiled.__call__ = inexact  # type: ignore[method-assign]
    try:
        yield
    finally:
        Compiled.__call__ = exact  # type: ignore[method-assign]
        forget()


def forget() -> None:
    """Empty the cache that all visitors share."""
    CACHE.forget(-1.0)


if __name__ == "__main__":
    main(sys.argv[1:])
