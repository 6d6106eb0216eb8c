"""A model in words: for captions, for the page, and where a formula would stand."""

from __future__ import annotations

from optlab.picture.fit import Fit
from optlab.picture.model import TITLES, ModelSettings, layers_text

MOST_NAMED = 4
"""Inputs whose names stand in a caption."""

LOSSES = {
    "squared": "squared error",
    "absolute": "absolute error",
    "huber": "Huber loss",
    "log": "log-loss",
    "hinge": "hinge loss",
}
"""Losses of models in words."""


def model_words(model: ModelSettings, fit: Fit | None = None) -> str:
    """What a model is; with its fit the sizes of all layers, and what it is measured by."""
    parts = [kind_words(model, fit)]
    if model.kind == "network":
        parts.append(model.activation)
    loss = LOSSES.get(loss_of(model, fit), "")
    return f"{', '.join(filter(None, [*parts, loss]))} on {model.data.replace('_', ' ') or 'own rows'}"


def loss_of(model: ModelSettings, fit: Fit | None = None) -> str:
    """The name of the loss: the one chosen, or that of the kind and of what it predicts; empty where that is open."""
    if model.loss and model.kind != "softmax":
        return model.loss
    if fit is not None:
        return fit.model.row_loss
    if model.kind != "network":
        return "log" if model.kind in ("logistic", "softmax") else "squared"
    return ""


def kind_words(model: ModelSettings, fit: Fit | None) -> str:
    """The kind with its sizes: network 2-8-1, polynomial of degree 3."""
    if model.kind == "network":
        inner = (*model.hidden,) if fit is None else (len(fit.model.inputs), *model.hidden, fit.model.outputs)
        return f"network {layers_text(inner)}" if inner else "network without inner layers"
    return f"{TITLES[model.kind]} of degree {model.degree}" if model.kind == "polynomial" else TITLES[model.kind]


def rows_words(fit: Fit) -> str:
    """How many rows there are, and how many of them are held back.

    "240 rows, 60 held back".
    """
    rows, held = len(fit.train) + len(fit.test), len(fit.test)
    return f"{rows:,} rows" + (f", {held:,} held back" if held else "")


def knobs_words(fit: Fit) -> str:
    """How many parameters the model has: "33 knobs"."""
    return f"{fit.model.size:,} knob{'s' if fit.model.size != 1 else ''}"


def caption_of(model: ModelSettings, fit: Fit) -> str:
    """The whole model on one line: "network 2-8-1, tanh, log-loss on moons (240 rows, 60 held back), 33 knobs"."""
    penalty = [f"penalty {model.penalty:g}"] if model.penalty else []
    noise = [f"noise {model.noise:g}"] if model.is_drawn and model.noise != ModelSettings().noise else []
    inputs = fit.model.inputs
    seen = ", ".join(inputs) if len(inputs) <= MOST_NAMED else f"{len(inputs)} columns"
    columns = "" if model.is_drawn else f"{fit.model.target} from {seen}; "
    seed = [f"data seed {model.seed}"] if model.seed else []
    sizes = f"{columns}{rows_words(fit)}"
    return ", ".join([f"{model_words(model, fit)} ({sizes})", knobs_words(fit), *penalty, *noise, *seed])
