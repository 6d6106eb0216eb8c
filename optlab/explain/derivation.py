r"""A partial derivative rule by rule, as one would write it in an exercise book.

The formula is taken apart from the outside: each step names one rule, what it is applied to, and which smaller
derivatives it asks for.  A part without the variable is held fixed and counts as a number.

>>> from optlab.expressions import parse
>>> partial = derivation(parse("x^2 + 3*y^2 - 4*x*y"), "x")
>>> [step.rule for step in partial.steps]
['sum', 'power', 'constant factor', 'constant factor', 'constant factor']
>>> from optlab.expressions import latex
>>> print(latex(partial.graph, partial.result))
2 x - 4 y
"""

from __future__ import annotations

from typing import NamedTuple

from optlab.expressions import Formula, Graph
from optlab.expressions.derivatives import SLOPES, local_slopes

SPOKEN = {"expm1": "exp", "log1p": "log", "sqrt1pm1": "sqrt", "logcosh": "log(cosh)"}
"""Functions that are written as others: the rule is theirs."""

POWERS = frozenset(["power", "even_power", "odd_power", "power_or_zero"])
RULES = {
    "add": "sum",
    "negative": "constant factor",
    "where": "each case by itself",
    "xlogy": "product, with the chain rule through log",
    "xlog1py": "product, with the chain rule through log",
}

CONSTANT, VARIABLE = "constant", "variable"


class DerivationStep(NamedTuple):
    r"""One rule applied once: the slope of ``subject`` is :math:`\sum_i` ``factors[i]`` times that of ``parts[i]``.

    All are nodes of the derivation's graph; ``result`` is the node of the derivative once the parts are known.
    """

    rule: str
    subject: int
    parts: tuple[int, ...]
    factors: tuple[int, ...]
    result: int


class Derivation(NamedTuple):
    """The steps from the outermost operation inwards, each part once; ``result`` is the whole partial derivative."""

    graph: Graph
    variable: int
    steps: tuple[DerivationStep, ...]
    result: int


def derivation(formula: Formula, name: str) -> Derivation:
    """The derivation of the partial derivative of a formula with respect to ``name``; linear in its graph."""
    graph = Graph()  # of its own: the new nodes stay out of the formula's
    output = formula.graph.copied([formula.output], graph.take_over)[formula.output]
    variable = graph.variable(name)
    order = graph.reachable([output])
    moving = _moving(graph, order, variable)
    results: dict[int, int] = {variable: graph.constant(1.0)}
    steps: dict[int, DerivationStep] = {}
    for index in order:
        if index in moving and index != variable:
            steps[index] = _step(graph, index, moving, results)
            results[index] = steps[index].result
    ordered = tuple(steps[index] for index in _outside_in(output, steps))
    return Derivation(graph, variable, ordered, results.get(output, graph.constant(0.0)))


def _moving(graph: Graph, order: list[int], variable: int) -> set[int]:
    """The nodes that change with the variable."""
    moving = {variable}
    for index in order:
        if not moving.isdisjoint(graph.nodes[index].arguments):
            moving.add(index)
    return moving


def _step(graph: Graph, index: int, moving: set[int], results: dict[int, int]) -> DerivationStep:
    operation, arguments, _ = graph.nodes[index]
    slopes = zip(arguments, local_slopes(graph, index), strict=True)
    pairs = [(part, factor) for part, factor in slopes if part in moving and factor is not None]
    parts = tuple(part for part, _ in pairs)
    factors = tuple(factor for _, factor in pairs)
    if operation == "where":
        condition = arguments[0]
        branches = [results.get(part, graph.constant(0.0)) for part in arguments[1:]]
        result = graph.apply("where", condition, *branches)
    else:
        result = graph.add(*(graph.multiply(factor, results[part]) for part, factor in pairs))
    return DerivationStep(_rule(graph, index, moving), index, parts, factors, result)


def _rule(graph: Graph, index: int, moving: set[int]) -> str:
    operation, arguments, _ = graph.nodes[index]
    inside = [part for part in arguments if part in moving]
    plain = all(graph.nodes[part].operation == VARIABLE for part in inside)
    if operation in RULES:
        return RULES[operation]
    if operation in ("multiply", "divide"):
        if len(inside) == 2:
            return "product" if operation == "multiply" else "quotient"
        return "constant factor" if arguments[0] in moving or operation == "multiply" else "reciprocal"
    if operation in POWERS:
        kind = "power" if arguments[1] not in moving else "exponential" if len(inside) == 1 else "power and exponential"
        return kind if plain else f"{kind}, with the chain rule"
    if operation not in SLOPES:
        return "flat almost everywhere"
    function = SPOKEN.get(operation, operation)
    return f"slope of {function}" if plain else f"chain rule through {function}"


def _outside_in(output: int, steps: dict[int, DerivationStep]) -> list[int]:
    """The nodes in the order one works: the whole, then its parts from left to right, each once."""
    order: dict[int, None] = {}
    stack = [output]
    while stack:
        index = stack.pop()
        if index in steps and index not in order:
            order[index] = None
            stack.extend(reversed(steps[index].parts))
    return list(order)
