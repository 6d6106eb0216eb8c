"""A model on rows made ready for a picture: first weights, a window around them, and its exact answer where one is."""

from __future__ import annotations

import numpy as np

from optlab import datasets, models
from optlab.losses import Loss
from optlab.picture.fit import Fit
from optlab.picture.model import ModelSettings
from optlab.picture.model_words import kind_words

FEWEST_SIDES, SPREADS = 2.0, 4.0
"""Half the window along a weight: at least so much, and so many deviations of the first weights."""

ROOM = 1.5
"""So many times as far as the exact answer lies the edge of the window."""


def title_of(model: ModelSettings, fit: Fit) -> str:
    """The data, and the model in a few words."""
    data = datasets.title(model.data) if model.data else "Your rows"
    return f"{data} — {kind_words(model, fit)}"


def first_weights(model: ModelSettings, fit: Fit) -> tuple[float, ...]:
    """Where all runs begin: drawn by the model's seed, or zeros; of a certified regression its nearer start."""
    if is_certified(model, fit):
        return datasets.certified(model.data).starts[1]
    return tuple(np.asarray(fit.model.start(model.seed), dtype=float).tolist())


def is_certified(model: ModelSettings, fit: Fit) -> bool:
    """Whether it is the regression whose right answer comes with the data."""
    known = model.kind == "curve" and model.data in datasets.certified_names() and not model.formula
    return known and tuple(fit.model.parameters) == datasets.certified(model.data).names


def has_certified_answer(fit: Fit) -> bool:
    """Whether a certified regression is fitted to all of its rows and nothing is added to the squared error."""
    return fit.model.row_loss == "squared" and not fit.penalty and not len(fit.test)


def exact_answer(model: ModelSettings, fit: Fit) -> tuple[float, ...] | None:
    """The weights of the lowest loss, where they can be calculated; None where they cannot."""
    if is_certified(model, fit) and has_certified_answer(fit):
        return datasets.certified(model.data).parameters
    answer = models.exact(fit.model, fit.train, fit.penalty)
    return None if answer is None else tuple(np.asarray(answer, dtype=float).tolist())


def lowest(loss: Loss, answer: tuple[float, ...] | None) -> float | None:
    """The loss there."""
    return None if answer is None else loss.value(answer)


def window_of(fit: Fit, start: tuple[float, ...], answer: tuple[float, ...] | None) -> tuple[tuple[float, float], ...]:
    """What is in view along each weight: the start with room around it, and the exact answer.

    Weights of layers are alike; the parameters of a typed prediction may be of any size, each its own.
    """
    begin = np.array(start)
    sizes = np.full(len(begin), SPREADS * begin.std()) if fit.model.layers else np.abs(begin)
    low_sides = FEWEST_SIDES if fit.model.layers else np.where(sizes > 0.0, 0.0, FEWEST_SIDES)
    side = np.maximum(low_sides, [float(f"{size:.1g}") for size in sizes])
    low, high = np.minimum(begin - side, -side), np.maximum(begin + side, side)
    if answer is not None:
        reach = ROOM * np.array(answer)
        low, high = np.minimum(low, reach), np.maximum(high, reach)
    return tuple((float(f"{a:.2g}"), float(f"{b:.2g}")) for a, b in zip(low, high, strict=True))
