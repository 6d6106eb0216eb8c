"""Frames to charts: one file a chart, one theme; the specification of a chart is constant, its data arrive by name."""

from optlab.charts.convergence import Curves, Reference, curve_tables
from optlab.charts.curves import curves_spec
from optlab.charts.isolines import Relief, Window, heights, relief
from optlab.charts.landscape import landscape_spec
from optlab.charts.predictions import predictions
from optlab.charts.profile import profile_spec
from optlab.charts.theme import MOST_RUNS
from optlab.charts.tracks import Track, on_curve, paths

__all__ = [
    "MOST_RUNS",
    "Curves",
    "Reference",
    "Relief",
    "Track",
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
