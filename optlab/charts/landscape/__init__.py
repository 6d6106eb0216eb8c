"""The loss over its parameters with the runs on it: as a curve, from above, in perspective."""

from optlab.charts.landscape.camera import camera_spec
from optlab.charts.landscape.grid import GRID, heights
from optlab.charts.landscape.loss_curve import loss_curve_spec
from optlab.charts.landscape.map import map_spec
from optlab.charts.landscape.overlay import overlay
from optlab.charts.landscape.paths import Projection, on_curve, path_of, paths, reach_of
from optlab.charts.landscape.relief import Relief, relief
from optlab.charts.landscape.surface import highest, surface_figure, terrain

__all__ = [
    "GRID",
    "Projection",
    "Relief",
    "camera_spec",
    "heights",
    "highest",
    "loss_curve_spec",
    "map_spec",
    "on_curve",
    "overlay",
    "path_of",
    "paths",
    "reach_of",
    "relief",
    "surface_figure",
    "terrain",
]
