"""The sentences and the table of the chain rule page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from optlab.app.shared.formula_line import held_latex
from optlab.app.views.graph.computations import Computation
from optlab.explain import narration
from optlab.explain import walk as walks
from optlab.explain.walk import Walk
from optlab.explain.walk_paths import last_step
from optlab.expressions import Array, latex, name_latex
from optlab.expressions.printing.plain import brief_number, plain_name, plain_number
from optlab.picture.chain_rule import EXAMPLES, NETWORK, OWN

TITLES = {name: example.title for name, example in EXAMPLES.items()}
TITLES |= {NETWORK: "Network 2-3-1 with tanh", OWN: "Your formula"}

LONGEST_LATEX = 300
MOST_ROWS = 12
"""Parameters in the table of the check."""


def headline(computation: Computation, example: str) -> tuple[str, str]:
    """The heading: what is computed, and what to look for."""
    if computation.layers:
        return TITLES[NETWORK], "Back through the layers: each hands on its slope times those of its neurons."
    if not computation.visible:
        return TITLES[example], "The same whatever the inputs are: nothing depends on them, so all slopes are zero."
    return TITLES[example], EXAMPLES[example].shows if example in EXAMPLES else ""


def formula_line(computation: Computation) -> str:
    """What is computed, as a formula, or for a network in words."""
    if computation.layers:
        depth = len(computation.layers) - 2
        shape = "-".join(["2", *["3"] * depth, "1"]) if depth < 4 else f"2-3-…-3-1, {depth} hidden layers"
        weights = len(computation.start) - 3
        return rf"$L = (p - y)^2$ of a network **{shape}**: tanh neurons with their {weights} weights inside"
    text = latex(computation.graph, computation.output)
    held = held_latex(computation.loss.held)
    return f"$L = {text}{held}$" if len(text) <= LONGEST_LATEX else "The formula is too long to print."


def question(computation: Computation) -> str:
    """What the walk answers, asked before it begins."""
    if computation.layers:
        return "How much of the error's slope reaches the inputs?"
    names = computation.loss.parameters
    return f"How fast does L change with {plain_name(names[0])}?" if len(names) == 1 else "Which input moves L most?"


def story(walk: Walk) -> list[str]:
    """The walk in words: a paragraph of Markdown a step, beginning before the first."""
    return [_told(walk, step) for step in range(walk.steps + 1)]


def _told(walk: Walk, step: int) -> str:
    moment = walks.moment(walk, step)
    lines = (
        narration.sentence(walk, moment),
        narration.along(walk, moment),
        narration.meaning(walk, moment),
        narration.adding(walk, moment),
        narration.slopes_known(walk, step),
    )
    return "  \n".join(filter(None, lines))


def drawn(walk: Walk) -> str:
    """The drawing in a sentence, for those who do not see it."""
    inputs = [plain_name(place.name) for place in walk.places if not place.inputs]
    return (
        f"Computational graph: {len(walk.places)} boxes, from the inputs {', '.join(inputs[:6])} on the left to "
        f"{plain_name(walk.places[-1].name)} on the right. Values go to the right, then slopes come back to the left; "
        "the text below tells the step shown."
    )


def folding(walk: Walk, drawn: bool) -> str:
    """How boxes and operations of a formula differ in number, where they do."""
    boxes, inside = len(walk.operations), sum(place.operations for place in walk.places)
    if not drawn:
        return (
            f"This graph has {len(walk.places)} nodes, and they are used in too many places to fold them into few "
            "enough blocks: it is not drawn. The steps are told below all the same, and the gradient is checked."
        )
    if inside < 2 * boxes:
        return ""
    return f"{inside} operations folded into {boxes} blocks: point at one to see what it computes."


def layer_sizes(computation: Computation, walk: Walk) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sizes of the adjoints by layer, columns layer, size, first (the step at which it is known) and, of each
    neuron, name; and their mean.
    """
    numbers = {place.node: number for number, place in enumerate(walk.places)}
    count = len(computation.layers)
    labels = ["inputs", *(f"layer {number}" for number in range(1, count - 1)), "output"]
    rows = [
        {
            "layer": label,
            "size": abs(walk.places[numbers[node]].adjoint),
            "first": last_step(walk, numbers[node]),
            "name": walk.places[numbers[node]].name,
        }
        for label, layer in zip(labels, computation.layers, strict=True)
        for node in layer
    ]
    neurons = pd.DataFrame(rows)
    means = neurons.groupby("layer", sort=False).agg(size=("size", "mean"), first=("first", "max")).reset_index()
    return neurons, means


def shrinking(walk: Walk, sizes: Sequence[float]) -> str:
    """How the adjoints change on their way back: the mean factor of each layer, and their product."""
    if not sizes[-1]:
        return "There is no error, so nothing travels back."
    factors = [after / before if before else 0.0 for before, after in pairwise(reversed(sizes))]
    product = " × ".join(brief_number(factor) for factor in factors)
    slopes = [1.0 - place.value**2 for place in walk.places if walk.graph.nodes[place.node].operation == "tanh"]
    mean = sum(slopes) / len(slopes)
    state = ": **saturated**" if mean < 0.5 else ""
    return (
        f"Back to the inputs, layer by layer: {product} = **{plain_number(sizes[0] / sizes[-1])}** of the size. "
        f"The mean slope of tanh, $1 - h^2$, is {mean:.2f}{state}."
    )


def agreement(exact: Array, estimated: Array) -> str:
    """How far the two gradients are apart, in a sentence."""
    apart = abs(exact - estimated)
    if not np.isfinite(apart).all():
        return "**Check.** The gradient or a difference is not finite at this point."
    share = float((apart / np.maximum(1.0, abs(exact))).max())
    digits = f"agree to {int(-np.log10(max(share, 1e-16)))} digits" if share < 0.1 else "do not agree"
    return f"**Check.** The gradient from the graph and central differences of the loss {digits}."


def check_table(names: Sequence[str], walked: Mapping[str, float], exact: Array, estimated: Array) -> str:
    """Both gradients side by side, those that the walk shows first."""
    order = [name for name in names if name in walked] + [name for name in names if name not in walked]
    lines = ["| input | from the graph | central difference | apart |", "|---|---:|---:|---:|"]
    for name in order[:MOST_ROWS]:
        own, other = walked.get(name, float(exact[names.index(name)])), float(estimated[names.index(name)])
        apart = plain_number(abs(own - other))
        lines.append(f"| ${name_latex(name)}$ | {plain_number(own, 8)} | {plain_number(other, 8)} | {apart} |")
    return "\n".join(lines)
