"""The rows: tables that come with the package or are made by a formula, and those that a visitor brings."""

from optlab.datasets.answers import Certified, certified, certified_names
from optlab.datasets.catalogue import fits, generators, inputs_of, load, names, source, target_of, title
from optlab.datasets.packing import pack, unpack
from optlab.datasets.reading import read
from optlab.datasets.shipped import standardised
from optlab.datasets.splitting import classes_of, split

__all__ = [
    "Certified",
    "certified",
    "certified_names",
    "classes_of",
    "fits",
    "generators",
    "inputs_of",
    "load",
    "names",
    "pack",
    "read",
    "source",
    "split",
    "standardised",
    "target_of",
    "title",
    "unpack",
]
