"""Exponents written as a fraction p/q; with an odd q the power is real for negative numbers too: (-8)^(4/3) = 16."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optlab.expressions.graph.nodes import Node

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph

LARGEST = 1000
"""Numerators and denominators up to here are a fraction; larger ones are a decimal number by another name."""


def fraction_of(graph: Graph, index: int) -> tuple[int, int] | None:
    """The lowest terms (p, q) of a quotient of two whole numbers, q > 1; None for everything else, decimals too.

    >>> from optlab.expressions import parse
    >>> fractions = [parse(text) for text in ("4/3", "-2/6", "1/5", "0.3", "8/4")]
    >>> [fraction_of(formula.graph, formula.output) for formula in fractions]
    [(4, 3), (-1, 3), (1, 5), None, None]
    """
    operation, arguments, _ = graph.nodes[index]
    if operation == "negative":
        inner = fraction_of(graph, arguments[0])
        return inner and (-inner[0], inner[1])
    if index in graph.ratios:
        above, below = graph.ratios[index]
    elif operation == "divide" and all(graph.nodes[argument].operation == "constant" for argument in arguments):
        above, below = (graph.values[argument] or 0.0 for argument in arguments)
    else:
        return None
    whole = above.is_integer() and below.is_integer() and max(abs(above), abs(below)) <= LARGEST
    if not whole or below == 0.0 or above % below == 0.0:
        return None
    common = math.gcd(int(above), int(below)) * (1 if below > 0.0 else -1)
    return int(above) // common, int(below) // common


def less_one(graph: Graph, exponent: int) -> int:
    """The exponent of the slope: 4/3 becomes 1/3, and 1/3 becomes -2/3."""
    fraction = fraction_of(graph, exponent)
    if fraction is None or exponent in graph.ratios:
        return graph.add(exponent, graph.constant(-1.0))
    return _written(graph, fraction[0] - fraction[1], fraction[1])


def real_power(graph: Graph, base: int, exponent: int) -> int | None:
    """The power of a number of either sign; None where negative numbers have none."""
    fraction = fraction_of(graph, exponent)
    if fraction is None or fraction[1] % 2 == 0:
        return None
    return graph.apply("odd_power" if fraction[0] % 2 else "even_power", base, _written(graph, *fraction))


def _written(graph: Graph, above: int, below: int) -> int:
    """A fraction that stays one, 1/5 too: as a decimal it would not be known for a fraction any more."""
    numbers = graph.constant(float(abs(above))), graph.constant(float(below))
    quotient = graph.take_over(Node("divide", numbers))
    return graph.negative(quotient) if above < 0 else quotient


def notes(graph: Graph, output: int) -> tuple[str, ...]:
    """What a reader of the formula should know: which of its powers are read as real ones of negative numbers.

    >>> from optlab.expressions import parse
    >>> formula = parse("x^(4/3) + y^(1/3)")
    >>> for note in notes(formula.graph, formula.output):
    ...     print(note)
    The power 4/3 is the real one for negative numbers too, because 3 is odd: (-8)^(4/3) = 16.
    The power 1/3 is the real one for negative numbers too, because 3 is odd: (-8)^(1/3) = -2.
    """
    found: dict[str, None] = {}
    for index in graph.reachable([output]):
        operation, arguments, _ = graph.nodes[index]
        fraction = fraction_of(graph, arguments[1]) if operation in ("odd_power", "even_power") else None
        if fraction is not None:
            found[_note(*fraction)] = None
    return tuple(found)


def _note(above: int, below: int) -> str:
    power = f"{above}/{below}"
    text = f"The power {power} is the real one for negative numbers too, because {below} is odd"
    if max(abs(above), below) > 9:
        return f"{text}."
    root = (-2) ** abs(above)
    return f"{text}: (-{2**below})^({power}) = {root if above > 0 else f'1/({root})' if root < 0 else f'1/{root}'}."
