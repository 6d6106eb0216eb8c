"""A model on rows made ready for a picture: first weights, a window around them, and its exact answer where one is."""

from __future__ import annotations

import numpy as np

from optlab import models
from optlab.losses import Loss
from optlab.picture.fit import Fit
from optlab.picture.model import ModelSettings
from optlab.picture.model_words import model_words

FEWEST_SIDES, SPREADS = 2.0, 4.0
"""Half the window along a weight: at least so much, and so many deviations of the first weights."""

ROOM = 1.5
"""So many times as far as the exact answer lies the edge of the window."""


def title_of(model: ModelSettings, fit: Fit) -> str:
    """The data, and the model in a few words."""
    data = model.data.replace("_", " ") or "your rows"
    return f"{data[:1].upper()}{data[1:]} — {model_words(model, fit).partition(' on ')[0]}"


def first_weights(model: ModelSettings, fit: Fit) -> tuple[float, ...]:
    """Where all runs begin: drawn by the model's seed, or zeros."""
    return tuple(np.asarray(fit.model.start(model.seed), dtype=float).tolist())


def exact_answer(fit: Fit) -> tuple[float, ...] | None:
    """The weights of the lowest loss, where they can be calculated; None where they cannot."""
    answer = models.exact(fit.model, fit.train, fit.penalty)
    return None if answer is None else tuple(np.asarray(answer, dtype=float).tolist())


def lowest(loss: Loss, answer: tuple[float, ...] | None) -> float | None:
    """The loss there."""
    return None if answer is None else loss.value(answer)


def window_of(start: tuple[float, ...], answer: tuple[float, ...] | None) -> tuple[tuple[float, float], ...]:
    """What is in view along each weight: the start with room around it, and the exact answer."""
    begin = np.array(start)
    side = max(FEWEST_SIDES, float(f"{SPREADS * begin.std():.1g}"))
    low, high = np.minimum(begin - side, -side), np.maximum(begin + side, side)
    if answer is not None:
        reach = ROOM * np.array(answer)
        low, high = np.minimum(low, reach), np.maximum(high, reach)
    return tuple((float(f"{a:.2g}"), float(f"{b:.2g}")) for a, b in zip(low, high, strict=True))
