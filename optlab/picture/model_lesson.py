"""What is worth seeing in a model on rows: a sentence of what to look for, and a question to begin with."""

from __future__ import annotations

from optlab.picture.fit import Fit
from optlab.picture.model import ModelSettings

SHAPES = {
    "moons": "no straight line parts the crescents",
    "circles": "no straight line parts ring and disc",
    "xor": "opposite corners belong together",
    "spiral": "two arms wind around each other",
    "blobs": "straight lines part the clouds",
}
"""What the rows of a generator look like."""


def teaches_of(model: ModelSettings, fit: Fit) -> str:
    """What to look for, without a capital and a full stop; empty where there is nothing particular."""
    shape = SHAPES.get(model.data, "")
    if fit.classes and not fit.model.is_convex:
        return f"{shape}: see the boundary bend" if shape else "watch the boundary bend"
    if fit.classes:
        return f"{shape}, and these boundaries never bend" if shape else "the boundary stays straight"
    if model.kind == "line" and model.data == "line_outliers":
        return "a few rows lie far off: the squared error listens to them most"
    if model.kind == "line" and len(fit.model.inputs) == 1:
        return "every step turns and shifts the line a little towards the rows"
    if model.kind in ("network", "polynomial"):
        return "every step bends the prediction a little towards the rows"
    return "every step moves the prediction a little towards the rows"


def asks_of(model: ModelSettings, fit: Fit) -> str:
    """A question to answer before anything moves."""
    if fit.classes and not fit.model.is_convex:
        return "Which run's boundary bends first?"
    if fit.classes:
        return "Which run turns its boundary the right way first?"
    one = len(fit.model.inputs) == 1
    return "Whose curve reaches the rows first?" if one else "Whose predictions come closest first?"
