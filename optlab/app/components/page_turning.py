"""Another page of the dashboard is one step for Back and Forward."""

from __future__ import annotations

from optlab.app.components import component

_PAGE_TURNING = component("page_turning")


def page_turning() -> None:
    """Watch over the browser's history, unseen."""
    _PAGE_TURNING(key="page-turning", height=1)
