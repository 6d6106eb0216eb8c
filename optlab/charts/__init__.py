"""Frames to charts: a folder a family, each with a face; here is what is common to all of them.

The specification of a chart is constant, its data arrive by name.
"""

from optlab.charts.look import DASHES, STEP_ELEMENT, Look
from optlab.charts.run_tables import DRAWN

__all__ = ["DASHES", "DRAWN", "STEP_ELEMENT", "Look"]
