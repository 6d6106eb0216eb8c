"""The hill in space: a surface cut by two planes through a point, one along each parameter.

What the planes cut out of the surface are the slices beside it.  In the browser ``components/space_cuts.js`` draws
them; when a script tells a point (an ``optlab-point``, see space.js), planes, cuts, ball and arrow follow it at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.overlay import bare
from optlab.charts.landscape.surface import highest, surface_figure, terrain
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
    ``point`` the two parameters of the place looked at; it is kept in view where a tall wall is cut.  The figure is the
    same for all points of about one height and for all low ones: it is left as it is drawn while the point moves.
    """
    at = np.array(point, dtype=float)
    level = _doubled(surface, highest(surface, window, at[:1], at[1:]))
    on = terrain(surface, window, titles, level, look=look)
    cuts = {
        "point": at.tolist() if np.isfinite(at).all() else None,
        "colours": [look.of(EAST), look.of(NORTH)],
        "uphill": look.of(UPHILL),
        "ball": look.of(DOWNHILL),
    }
    return surface_figure(on, isolines), {**bare(on), "cuts": cuts}


def _doubled(surface: Array, level: float) -> float:
    """A height rounded up to a power of two above the bottom."""
    above = level - float(np.min(surface[np.isfinite(surface)], initial=math.inf))
    return level - above + 2.0 ** math.ceil(math.log2(above)) if 0.0 < above < math.inf else level
