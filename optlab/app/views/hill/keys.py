"""Names that the pictures of a place share with the knobs that turn it."""

from __future__ import annotations

KNOBS = "slopes-knobs"
"""The key of the knobs, which change point, nudge and rate, and by whose last turn the charts are drawn."""

COMPASS = ("east", "north")
"""The names of the two axes."""
