"""The sentences and the table of the chain rule page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from optlab.app.chain_rule.computations import Computation
from optlab.explain.walk import Walk
from optlab.expressions import Array, latex, name_latex
from optlab.expressions.printing.plain import brief_number, plain_number
from optlab.picture.chain_rule import EXAMPLES

LONGEST_LATEX = 300
MOST_ROWS = 12
"""Parameters in the table of the check."""


def headline(computation: Computation, example: str) -> str:
    """What is computed, and what to look for."""
    if computation.layers:
        depth = len(computation.layers) - 2
        shape = "-".join(["2", *["3"] * depth, "1"]) if depth < 4 else f"2-3-…-3-1, {depth} hidden layers"
        return (
            f"**Network {shape}**: tanh neurons with their {len(computation.start) - 3} weights inside, $L = (p - y)^2$"
        )
    text = latex(computation.graph, computation.output)
    formula = f"$L = {text}$" if len(text) <= LONGEST_LATEX else "The formula is too long to print."
    if not computation.visible:
        return f"{formula} &emsp; the same whatever the inputs are: nothing depends on them, so all slopes are zero"
    return f"{formula} &emsp; {EXAMPLES[example].shows}" if example in EXAMPLES else formula


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
    """The sizes of the adjoints by layer, columns layer, size and name: of each neuron, and their mean."""
    by_node = {place.node: place for place in walk.places}
    count = len(computation.layers)
    labels = ["inputs", *(f"layer {number}" for number in range(1, count - 1)), "output"]
    rows = [
        {"layer": label, "size": abs(by_node[node].adjoint), "name": by_node[node].name}
        for label, layer in zip(labels, computation.layers, strict=True)
        for node in layer
    ]
    neurons = pd.DataFrame(rows)
    return neurons, neurons.groupby("layer", sort=False)[["size"]].mean().reset_index()


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
