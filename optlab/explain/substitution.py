r"""A formula with its numbers in it, for the eye: 2x - 4y becomes 2 (-1.2) - 4 \cdot 2.2.

>>> from optlab.expressions import parse
>>> formula = parse("2*x - w*y")
>>> names = {"x": -1.2, "w": 4.0, "y": 2.2}
>>> numbers = {formula.graph.variable(name): value for name, value in names.items()}
>>> print(substituted(formula.graph, formula.output, numbers))
2 \cdot (-1.2) - 4 \cdot 2.2
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from optlab.expressions import Graph, latex
from optlab.expressions.printing.latex import number_latex

FACTORS = re.compile(r"(?:(?<=[\d})])|(?<=\\pi)|(?<=\be))(?<!if \}) (?=Q_|\\left|\\frac|\\sqrt|\\[a-z]+\\left)")
"""Where two factors stand side by side: between numbers they need a dot."""


def substituted(graph: Graph, output: int, values: Mapping[int, float]) -> str:
    """LaTeX of a node in which the nodes of ``values`` are written as numbers; they and constants end the formula.

    What is held is written as its number, too.
    """
    own = Graph()
    held = [index for index in graph.reachable([output], values) if graph.nodes[index].operation == "held"]
    values = {**values, **{index: graph.values[index] or 0.0 for index in held}}
    places = graph.copied([output], own.take_over, {index: own.variable(f"Q{index}") for index in values})
    text = FACTORS.sub(r" \\cdot ", latex(own, places[output]))
    return re.sub(r"Q_\{(\d+)\}", lambda match: number(values[int(match[1])], bracketed=True), text)


def number(value: float, *, bracketed: bool = False) -> str:
    """A number of four digits in LaTeX; in brackets where it is negative and that is asked for."""
    if not math.isfinite(value):
        return r"\text{undefined}" if math.isnan(value) else r"\infty" if value > 0 else r"-\infty"
    text = number_latex(float(f"{value:.4g}"))
    return rf"({text})" if bracketed and (value < 0.0 or "cdot" in text) else text
