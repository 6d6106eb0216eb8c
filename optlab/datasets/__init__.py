"""The rows: tables that come with the package, and those that a visitor brings."""

from optlab.datasets.packing import pack, unpack
from optlab.datasets.reading import read
from optlab.datasets.shipped import load, names, source, standardised

__all__ = ["load", "names", "pack", "read", "source", "standardised", "unpack"]
