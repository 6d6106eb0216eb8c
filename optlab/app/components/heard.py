"""Curves for those who do not see them: walked with the keys, spoken, and heard as pitch; in the browser alone."""

from __future__ import annotations

from optlab.app.components import component

_HEARD = component("heard", "step", "vega")


def heard(frame: str, about: str, vertical: str, *, log: bool) -> None:
    """Let the chart in the frame with that key be walked and heard; its heights are called ``vertical``.

    The pitch follows the logarithm of a height with ``log``, as the axis does.
    """
    data = {"frame": frame, "about": about, "vertical": vertical, "log": log}
    _HEARD(data=data, key=f"{frame}-heard", height=1)
