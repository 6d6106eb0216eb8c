"""What the tests of this folder share."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def outcome_of(work: Coroutine[Any, Any, Any]) -> Any:
    """What comes of it, in a thread of its own: Playwright's browser keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
