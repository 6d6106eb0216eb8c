"""How runs shrink what they shrink: curves, bands, and predicted rates."""

from optlab.charts.convergence.predictions import predictions
from optlab.charts.convergence.spec import curves_spec
from optlab.charts.convergence.tables import Curves, Reference, across, curve_of, curve_tables

__all__ = [
    "Curves",
    "Reference",
    "across",
    "curve_of",
    "curve_tables",
    "curves_spec",
    "predictions",
]
