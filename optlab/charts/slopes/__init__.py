"""Slopes at one point: the loss from above with its gradient, slices through it, errors of nudges."""

from optlab.charts.slopes.extent import Extent, alike, extent, with_room
from optlab.charts.slopes.nudges import nudge_errors, nudge_spec
from optlab.charts.slopes.slices import slice_of, slice_spec
from optlab.charts.slopes.slope_map import slope_map_spec
from optlab.charts.slopes.slope_marks import slope_marks

__all__ = [
    "Extent",
    "alike",
    "extent",
    "nudge_errors",
    "nudge_spec",
    "slice_of",
    "slice_spec",
    "slope_map_spec",
    "slope_marks",
    "with_room",
]
