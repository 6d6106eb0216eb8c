"""The computational graph as a drawing, and how adjoints change from layer to layer."""

from optlab.charts.graph.data import drawing
from optlab.charts.graph.geometry import size_of
from optlab.charts.graph.layer_sizes import layer_sizes_spec
from optlab.charts.graph.layout import MOST_ROWS, TALLEST, Placement, placement_of
from optlab.charts.graph.spec import graph_spec

__all__ = [
    "MOST_ROWS",
    "TALLEST",
    "Placement",
    "drawing",
    "graph_spec",
    "layer_sizes_spec",
    "placement_of",
    "size_of",
]
