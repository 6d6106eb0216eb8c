"""Frames to charts: one file a chart, one theme; the specification of a chart is constant, its data arrive by name."""

from optlab.charts.convergence.predictions import predictions
from optlab.charts.convergence.spec import curves_spec
from optlab.charts.convergence.tables import Curves, Reference, curve_tables
from optlab.charts.landscape.grid import Window, heights
from optlab.charts.landscape.loss_curve import profile_spec
from optlab.charts.landscape.map import landscape_spec
from optlab.charts.landscape.paths import on_curve, paths
from optlab.charts.landscape.relief import Relief, relief
from optlab.charts.look import MOST_RUNS

__all__ = [
    "MOST_RUNS",
    "Curves",
    "Reference",
    "Relief",
    "Window",
    "curve_tables",
    "curves_spec",
    "heights",
    "landscape_spec",
    "on_curve",
    "paths",
    "predictions",
    "profile_spec",
    "relief",
]
