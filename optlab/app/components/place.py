"""A click or a drag on a chart's plot, as a point."""

from __future__ import annotations

import math
from collections.abc import Callable

from optlab.app.components import component, reported

_PLACE = component("place")


def place(chart: str, key: str, moved: Callable[[float, float], None]) -> None:
    """Listen to the chart in the container whose key is ``chart`` (charts themselves carry no key in the browser).

    ``moved`` gets the shares of the plot's width and height, 0 to 1 from bottom left, before the page is run again.
    """

    def read() -> None:
        at = reported(key, "point")
        if isinstance(at, dict):
            moved(min(1.0, max(0.0, float(at["x"]))), min(1.0, max(0.0, float(at["y"]))))

    _PLACE(data={"chart": chart, "drag": True}, key=key, on_point_change=read, height=1)


def pick(chart: str, key: str, picked: Callable[[float, float], None]) -> None:
    """Listen for clicks on a chart that can be panned and zoomed, in the container whose key is ``chart``.

    ``picked`` gets the point in the units of the axes, before the page is run again.
    """

    def read() -> None:
        at = reported(key, "point")
        if isinstance(at, dict) and math.isfinite(float(at["x"])) and math.isfinite(float(at["y"])):
            picked(float(at["x"]), float(at["y"]))

    _PLACE(data={"chart": chart, "drag": False}, key=key, on_point_change=read, height=1)
