"""The ground of a map: lines of equal height, and a quiet shading between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from optlab.charts.landscape.contours import frame_of, isolines, levels_of
from optlab.charts.landscape.grid import Window
from optlab.charts.landscape.shading import shading
from optlab.expressions import Array


class Relief(NamedTuple):
    """The pictures of a surface: ``isolines`` has columns x, y, line, order; ``shade`` one row with an image."""

    isolines: pd.DataFrame
    shade: pd.DataFrame


def relief(surface: Array, window: Window) -> Relief:
    """Isolines at evenly filled heights (so that flat valleys show as well as walls) and the shading."""
    finite = surface[np.isfinite(surface)]
    if finite.size < 2 or finite.max() == finite.min():
        return Relief(frame_of([]), shading(np.zeros_like(surface), window))
    levels = levels_of(finite)
    return Relief(isolines(surface, window, levels), shading(np.searchsorted(levels, surface) / len(levels), window))
