"""What can be computed of a picture to know the answer to a question: each measure by name, and how to take one."""

from __future__ import annotations

from optlab.lessons.measures import combined, places, runs, walks  # noqa: F401 - they enter their measures
from optlab.lessons.measures.table import MEASURES, Value, measured

__all__ = ["MEASURES", "Value", "measured"]
