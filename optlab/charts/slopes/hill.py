"""The hill in space: a surface cut by two planes through a point, one along each parameter.

What the planes cut out of the surface are the slices beside it.  In the browser ``components/space_cuts.js`` draws them;
when a script tells a point (an ``optlab-point``, see there), planes, cuts, ball and arrow follow it at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.overlay import ground
from optlab.charts.landscape.surface import stage, surface_figure
from optlab.charts.look import PLAIN, Look
from optlab.charts.slopes.slope_marks import DOWNHILL, UPHILL
from optlab.expressions import Array

EAST, NORTH = ("#7a2a86", "#e39bf0"), ("#00695c", "#58d6c3")
"""By theme: the plane along the first parameter and along the second, and their cuts."""


def hill(
    surface: Array,
    window: Window,
    isolines: pd.DataFrame,
    titles: tuple[str, str],
    point: Sequence[float],
    look: Look = PLAIN,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A figure of the surface and what lies on it, both as the component ``surface`` takes them.

    ``surface`` ``(n, n)`` holds heights over the window, y along the first axis, ``isolines`` is the frame of the map,
    ``point`` the two parameters of the place looked at; it is kept in view where a tall wall is cut.  The figure does
    not depend on the point unless that lies high on such a wall: else it is left as it is drawn when the point moves.
    """
    place = pd.DataFrame({"x": [float(point[0])], "y": [float(point[1])]})
    on = stage(surface, window, titles, place, look=look)
    cuts = {
        "point": [float(point[0]), float(point[1])],
        "colours": [look.of(EAST), look.of(NORTH)],
        "uphill": look.of(UPHILL),
        "ball": look.of(DOWNHILL),
    }
    return surface_figure(on, isolines), {**ground(on), "cuts": cuts}
