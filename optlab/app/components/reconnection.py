"""After a lost connection the page is asked for again."""

from __future__ import annotations

from optlab.app.components import component

_RECONNECTION = component("reconnection")


def reconnection() -> None:
    """Watch over the connection, unseen."""
    _RECONNECTION(key="reconnection", on_again_change=_run_again, height=1)


def _run_again() -> None:
    """That a component tells something is enough for another run of the page."""
