"""What on the page follows the player beside the charts: the step in words, and what is shown at the end only."""

from __future__ import annotations

from optlab.app.components import component

_FOLLOWER = component("follower", "step", package=__package__ or "")

GRAPH, STORY, LATER, ANSWERS = "chain-graph", "chain-story", "chain-later", "chain-answers"
"""Keys of the drawing's frame, of the container whose paragraphs are the steps in words, and of those that are shown
before the end and at the end.  ``follower.css`` and ``follower.js`` know them too.
"""


def follower(key: str, steps: int, spots: list[float]) -> None:
    """Show at each of the steps 0 to ``steps`` its paragraph, and at the last the answers.

    ``spots`` are the places of the steps in the drawing, as shares of its width: a drawing wider than its frame is
    scrolled there.
    """
    _FOLLOWER(data={"steps": steps, "spots": spots}, key=key, height=1)
