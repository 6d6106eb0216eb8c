"""How runs shrink what they shrink: curves, bands, and predicted rates."""

from optlab.charts.convergence.heights import MEASURED, Measured, Reference, across
from optlab.charts.convergence.predictions import predictions
from optlab.charts.convergence.spec import curves_spec
from optlab.charts.convergence.tables import Curves, curve_of, curve_tables

__all__ = [
    "MEASURED",
    "Curves",
    "Measured",
    "Reference",
    "across",
    "curve_of",
    "curve_tables",
    "curves_spec",
    "predictions",
]
