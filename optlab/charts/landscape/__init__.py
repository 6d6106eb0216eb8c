"""The loss with the runs' paths on it: as a curve, from above, in space."""

from optlab.charts.landscape.camera import camera_spec
from optlab.charts.landscape.grid import GRID, Window, heights
from optlab.charts.landscape.loss_curve import profile_spec
from optlab.charts.landscape.map import landscape_spec
from optlab.charts.landscape.paths import Projection, on_curve, paths
from optlab.charts.landscape.relief import Relief, relief
from optlab.charts.landscape.surface import surface_figure

__all__ = [
    "GRID",
    "Projection",
    "Relief",
    "Window",
    "camera_spec",
    "heights",
    "landscape_spec",
    "on_curve",
    "paths",
    "profile_spec",
    "relief",
    "surface_figure",
]
