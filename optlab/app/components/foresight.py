"""What a visitor is likely to ask for next is brought while the page rests: the script that draws surfaces in space."""

from __future__ import annotations

from optlab.app.components import component

_FORESIGHT = component("foresight")


def foresee_surface() -> None:
    """Have the browser load what ``surface`` needs, once the page is calm; nothing is seen of it."""
    _FORESIGHT(key="foresight", height=1)
