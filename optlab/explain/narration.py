"""The walk over the graph in sentences: each step with its rule and its numbers."""

from __future__ import annotations

from optlab.explain.substitution import number, substituted
from optlab.explain.walk import Moment, Place, Walk
from optlab.expressions import Graph, gradient, latex, name_latex
from optlab.expressions.printing.plain import plain

LONGEST = 90
"""Characters of LaTeX of a local slope that is written out; a longer one stays a number."""

MOST_INPUTS = 4
"""Inputs of a place that a sentence tells one by one."""

RULES = {
    "add": "sum rule (a term's slope is its sign)",
    "negative": "constant factor",
    "multiply": "product rule (a factor's slope is the other factor)",
    "divide": "quotient rule",
    "power": "power rule",
}


def sentence(made: Walk, now: Moment) -> str:
    """One step as markdown with LaTeX."""
    if now.active is None:
        return "The inputs are given. Each step forward computes one value from values that are known already."
    place = made.places[now.active]
    return _forward(made, place) if now.phase == "forward" else _backward(made, place)


def block(made: Walk, place: Place) -> tuple[Graph, int, dict[int, int]]:
    """What a place computes as a small graph of its own, its inputs as variables called by their names; and the
    variables by place.
    """
    own = Graph()
    variables = {part: own.variable(made.places[part].name) for part in place.inputs}
    ends = {made.places[part].node: variable for part, variable in variables.items()}
    return own, made.graph.copied([place.node], own.take_over, ends)[place.node], variables


def box_text(made: Walk, place: Place) -> str:
    """What a place computes, in plain text: v₁ + b."""
    graph, output, _ = block(made, place)
    return plain(graph, output)


def rule_of(made: Walk, place: Place) -> str:
    """The rule by which a place hands its adjoint back."""
    operation = made.graph.nodes[place.node].operation
    inputs = {made.places[part].node: part for part in place.inputs}
    below = made.graph.reachable([place.node], inputs)
    inside = [made.graph.nodes[index] for index in below if index not in inputs]
    if {node.operation for node in inside if node.arguments} <= {"add", "negative"}:
        return RULES["add"]
    if place.operations > 1:
        return f"chain rule through {place.operations} operations"
    if operation in ("multiply", "divide") and len(inside) > 1:
        return "constant factor" if operation == "multiply" or inside[-1].arguments[0] in inputs else RULES["divide"]
    return RULES.get(operation, f"chain rule through {operation}")


def _forward(made: Walk, place: Place) -> str:
    graph, output, _ = block(made, place)
    text = latex(graph, output)
    name = name_latex(place.name)
    if len(text) > 2 * LONGEST:
        return f"**Forward.** ${name} = {number(place.value)}$, from {place.operations} operations."
    return f"**Forward.** ${name} = {text} = {_with_numbers(made, place)} = {number(place.value)}$"


def _with_numbers(made: Walk, place: Place) -> str:
    """The formula of a place with the values of its inputs, and of weights folded into it, in it."""
    values = {made.places[part].node: made.places[part].value for part in place.inputs}
    for index in made.graph.reachable([place.node], values):
        node = made.graph.nodes[index]
        if node.operation == "variable" and index not in values:
            values[index] = made.values[str(node.label)]
    return substituted(made.graph, place.node, values)


def _backward(made: Walk, place: Place) -> str:
    name = name_latex(place.name)
    shares = [_share(made, place, which, part) for which, part in enumerate(place.inputs[:MOST_INPUTS])]
    more = len(place.inputs) - MOST_INPUTS
    rest = f", and {more} more" if more > 0 else ""
    own = rf"$\overline{{{name}}} = {number(place.adjoint)}$"
    return f"**Backward** from {own}, {rule_of(made, place)}: " + r", $\;$ ".join(shares) + rest


def _share(made: Walk, place: Place, which: int, part: int) -> str:
    """What one input is handed: adjoint times local slope."""
    to, slope = made.places[part], place.slopes[which]
    symbol = _slope_latex(made, place, part)
    product = rf"{number(place.adjoint, bracketed=True)} \cdot {number(slope, bracketed=True)}"
    users = sum(part in other.inputs for other in made.places)
    sign = r"\mathrel{+}=" if users > 1 else "="
    own = rf"\overline{{{name_latex(place.name)}}} \cdot {symbol} = " if symbol else ""
    return rf"$\overline{{{name_latex(to.name)}}} {sign} {own}{product} = {number(place.adjoint * slope)}$"


def _slope_latex(made: Walk, place: Place, part: int) -> str:
    r"""The local slope as a formula, in brackets where it is a sum; empty where it is long or a number."""
    graph, output, variables = block(made, place)
    (slope,) = gradient(graph, output, [variables[part]])
    if graph.values[slope] is not None:
        return ""
    text, bare = _named(graph, slope, output, place.name)
    if len(text) > LONGEST:
        return rf"\frac{{\partial {name_latex(place.name)}}}{{\partial {name_latex(made.places[part].name)}}}"
    return text if bare else rf"\left({text}\right)"


def _named(graph: Graph, slope: int, output: int, name: str) -> tuple[str, bool]:
    """LaTeX of a slope, in which the place's own value goes by its name (sin' needs cos, but exp' = exp, tanh' =
    1 - tanh²); and whether it may stand in a product without brackets.
    """
    own = Graph()
    copy = graph.copied([slope], own.take_over, {output: own.variable(name)})[slope]
    return latex(own, copy), own.nodes[copy].operation not in ("add", "negative", "where")
