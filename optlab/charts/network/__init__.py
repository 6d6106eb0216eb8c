"""A network drawn with its weights at each step, and one of its weights under the hand.

What is given here are plain data for the browser's parts ``components/network.js`` and ``components/nudge.js``.
"""

from optlab.charts.network.drawing import drawing
from optlab.charts.network.nudged import nudged

__all__ = ["drawing", "nudged"]
