"""A click on a chart's plot, as a point."""

from __future__ import annotations

from collections.abc import Callable

from optlab.app.components import component, reported, told

_PLACE = component("place")


def pick(chart: str, key: str, picked: Callable[[float, float], None]) -> None:
    """Listen for clicks on a chart that can be panned and zoomed, in the container whose key is ``chart``.

    ``picked`` gets the point in the units of the axes, before the page is run again.
    """

    def read() -> None:
        at = reported(key, "point")
        x, y = (told.number(told.part(at, axis)) for axis in ("x", "y"))
        if x is not None and y is not None:
            picked(x, y)

    _PLACE(data={"chart": chart}, key=key, on_point_change=read, height=1)
