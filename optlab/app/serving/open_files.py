"""How many files the process may open, and how many it has open: each visitor holds some."""

from __future__ import annotations

import os
from contextlib import suppress

try:
    import resource
except ImportError:  # pragma: no cover - Windows, which has no such limit
    resource = None  # type: ignore[assignment]

SHARE = 0.75
"""Of the limit, up to which there is room for visitors: a page that is loaded opens some more for a moment."""

FOLDER = "/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"


def raise_limit() -> None:
    """At the start of the server: as many as the system lets a process have without asking."""
    if resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        with suppress(ValueError, OSError):  # some systems say "unlimited" and mean less
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def are_scarce() -> bool:
    """Whether more than SHARE of the files that the process may open are open."""
    if resource is None:
        return False
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    try:
        return len(os.listdir(FOLDER)) > SHARE * limit
    except OSError:  # not even this one could be opened
        return True
