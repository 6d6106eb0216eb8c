"""One point on the loss: its slope from above and along each parameter, and nudges."""

from optlab.charts.slopes.nudges import nudge_errors, nudge_spec
from optlab.charts.slopes.slices import slice_of, slice_spec
from optlab.charts.slopes.slope_map import hill_spec
from optlab.charts.slopes.slope_marks import hill_marks

__all__ = ["hill_marks", "hill_spec", "nudge_errors", "nudge_spec", "slice_of", "slice_spec"]
