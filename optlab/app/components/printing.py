"""A button that opens the browser's own print dialogue."""

from __future__ import annotations

from optlab.app.components import component

_PRINTING = component("printing")


def print_button(key: str) -> None:
    """Draw it."""
    _PRINTING(data={}, key=key)
