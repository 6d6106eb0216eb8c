"""A model on one line of mathematics: what it predicts, short for networks, and what a wrong prediction costs."""

from __future__ import annotations

from optlab.expressions import name_latex
from optlab.expressions.printing.latex import number_latex
from optlab.picture.fit import Fit

MOST_TERMS = 3
"""Inputs of which each has a term of its own on the line."""

ACTIVATIONS = {"tanh": r"\tanh", "relu": r"\mathrm{relu}", "sigmoid": r"\sigma", "sin": r"\sin"}
PREDICTED, QUAD = r"\hat y", r" \qquad "
ROW_LOSSES = {
    "squared": r"(\hat y_i - y_i)^2",
    "absolute": r"|\hat y_i - y_i|",
    "huber": r"h(\hat y_i - y_i)",
    "log": r"-\ln P(c_i)",
    "hinge": r"\max(0,\, 1 - y_i z_i)",
}
"""What one row costs; c is the row's own class."""

EACH_WRONG = r"\sum_{k \ne y_i} \max(0,\, 1 + z_{ik} - z_{i y_i})"
"""The hinge of more than two classes."""

MEANINGS = {
    "huber": r"h(r) = \tfrac12 r^2 \text{ for } |r| \le 1, \text{ else } |r| - \tfrac12",
    "hinge": r"y_i = \pm 1",
}


def model_line(fit: Fit) -> str:
    """Markdown: the prediction and the loss of a model with layers."""
    model = fit.model
    one = EACH_WRONG if model.row_loss == "hinge" and model.outputs > 1 else ROW_LOSSES[model.row_loss]
    mean = rf"L = \frac{{1}}{{{len(fit.train)}}} \sum_i {one}"
    if fit.penalty:
        mean += rf" + {number_latex(fit.penalty)} \sum w^2"
    meaning = MEANINGS.get(model.row_loss, "")
    named = "" if model.target == "y" or fit.classes else rf",\; y = {name_latex(model.target)}"
    parts = [_predicted(fit), mean + (rf",\; {meaning}" if meaning and one != EACH_WRONG else named)]
    return f"${QUAD.join(parts)}$"


def _predicted(fit: Fit) -> str:
    """The left half: ŷ or the class probabilities from the inputs."""
    layers, output = len(fit.model.layers), "x"
    if layers == 1:
        inner = _linear(fit)
    else:
        activation = ACTIVATIONS[fit.model.activation]  # type: ignore[attr-defined]
        for layer in range(1, layers):
            output = rf"{activation}(W_{layer} {output} + b_{layer})"
        inner = rf"W_{layers} {output} + b_{layers}"
    if not fit.classes:
        return rf"{PREDICTED} = {inner}"
    if fit.model.row_loss == "hinge":
        return rf"z = {inner}"
    squash = r"\sigma" if fit.model.outputs == 1 else r"\mathrm{softmax}"
    return rf"P = {squash}({inner})"


def _linear(fit: Fit) -> str:
    """A weighted sum of the inputs or of the powers of one."""
    model, names = fit.model, list(map(name_latex, fit.model.inputs))
    if model.outputs > 1:
        return "W x + b"
    degree = getattr(model, "degree", None)
    if degree is not None:
        names = [names[0] if power == 1 else rf"{names[0]}^{{{power}}}" for power in range(1, degree + 1)]
    weights = [name_latex(name) for name in model.parameters[: len(names)]]
    terms = [rf"{weight}\,{name}" for weight, name in zip(weights, names, strict=True)]
    if len(terms) > MOST_TERMS:
        terms = [*terms[: MOST_TERMS - 1], r"\dots", terms[-1]]
    return " + ".join([*terms, name_latex(model.parameters[-1])])
