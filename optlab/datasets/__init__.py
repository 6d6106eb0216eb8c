"""The rows: tables that come with the package."""

from optlab.datasets.shipped import load, names, source, standardised

__all__ = ["load", "names", "source", "standardised"]
