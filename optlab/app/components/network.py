"""A network drawn: units, a line for each weight, and below it one weight under the hand; both follow the player.

What they are given is made by ``charts.network``; the browser tells which weight was clicked, and at which step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optlab.app.components import component, reported, told
from optlab.app.components.player import MOST_STEPS

_NETWORK = component("network", "step", "plain", "key_frames", "small_map")
_NUDGE = component("nudge", "step", "plain", "key_frames", "small_map")


def network(data: dict[str, Any], key: str, parameters: int, picked: Callable[[int, int], None] | None) -> None:
    """Draw a network of so many ``parameters``; ``picked`` gets the place of the parameter that was clicked, and the
    step at which the player stood, before the page or its fragment is run; where it is None, none can be clicked.
    """

    def read() -> None:
        told_of = reported(key, "picked")
        place = told.whole(told.part(told_of, "parameter"), 0, parameters - 1)
        step = told.whole(told.part(told_of, "step"), 0, MOST_STEPS)
        if picked is not None and place is not None and step is not None:
            picked(place, step)

    data = {**data, "pickable": picked is not None}
    _NETWORK(data=data, key=key, on_picked_change=read, width="stretch", height="stretch")


def nudge(data: dict[str, Any], key: str, closed: Callable[[], None]) -> None:
    """One weight with its slider, the loss along it and what the model predicts; ``closed`` is called at a click."""
    _NUDGE(data=data, key=key, on_closed_change=closed, width="stretch")
