"""What a page shows, so that two pages can be compared."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from tests.load.page import Page


class Picture(NamedTuple):
    """The address, the controls' values by key, what the page says, a digest of its charts and their data, and the
    verdicts with the curvature beside them.
    """

    query: str
    values: dict[str, Any]
    words: tuple[str, ...]
    charts: tuple[str, ...]
    verdicts: tuple[str, ...]


def picture(page: Page) -> Picture:
    """What the page shows now."""
    charts = [_digest(chart.SerializeToString(deterministic=True)) for chart in page.of_kind("vega_lite_chart")]
    components = [one for one in page.of_kind("bidi_component") if one.component_name == "optlab_verdicts"]
    return Picture(
        page.query,
        {name: page.value(name) for name in sorted(page.names())},
        tuple(one.body for one in page.of_kind("markdown")),
        tuple(charts),
        tuple(one.json for one in components),
    )


def differences(one: Picture, other: Picture) -> list[str]:
    """The names of what differs."""
    return [name for name in Picture._fields if getattr(one, name) != getattr(other, name)]


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()
