"""A bar for work that takes long; drawing it also lets Streamlit end the work when a control was changed."""

from __future__ import annotations

import time
from types import TracebackType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from optlab.app.shared.escaping import escaped
from optlab.experiment.runner import Progress as Report

PATIENCE = 0.5
"""Seconds before anything is shown."""

PAUSE = 0.1
"""Seconds between two drawings."""


def until_superseded() -> None:
    """Leave the script where the visitor left or asked for something else.

    Streamlit finds that out whenever the session is looked at, whatever for.
    """
    st.session_state.get("page")


def until_left() -> None:
    """Leave the script where its visitor left: for callbacks, in which a newer request must not drop the older one."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None and st.runtime.exists():
        runtime = st.runtime.get_instance()
        if not runtime.is_active_session(context.session_id):
            st.stop()


class Progress:
    """The progress of ``parts`` runs of ``steps`` steps, each taken and then measured; the bar appears after PATIENCE
    and goes in the end.

    Streamlit looks for a newer request of the visitor at every drawing, and leaves the script if there is one.
    """

    def __init__(self, parts: int, steps: int) -> None:
        self._each = 2 * (steps + 1)
        self._whole = max(1, parts) * self._each
        self._due = time.monotonic() + PATIENCE
        self._bar: DeltaGenerator | None = None

    def __enter__(self) -> Progress:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None and kind is None:
            self._bar.empty()

    def of(self, part: int, name: str) -> Report:
        """What the work on one part is to call with the steps it has done."""

        def report(step: int) -> None:
            now = time.monotonic()
            if now < self._due:
                return
            self._due = now + PAUSE
            self._bar = self._bar if self._bar is not None else st.sidebar.empty()
            self._bar.progress(min(1.0, (part * self._each + step) / self._whole), f"{escaped(name)} …")

        return report
