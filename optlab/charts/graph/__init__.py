"""The computational graph as a drawing."""

from optlab.charts.graph.data import drawing
from optlab.charts.graph.layer_sizes import shrinking_spec
from optlab.charts.graph.layout import MOST_ROWS, TALLEST, Placement, place
from optlab.charts.graph.spec import computation_spec

__all__ = ["MOST_ROWS", "TALLEST", "Placement", "computation_spec", "drawing", "place", "shrinking_spec"]
