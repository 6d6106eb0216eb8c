"""What stands for a quotient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optlab.expressions.graph.exponentials import Term, exponent_of, is_sum, logarithm_of_sum, term_of, terms_of
from optlab.expressions.graph.recognition.parts import factors, steep_tanh, tanh_of_half

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph


def quotient(graph: Graph, left: int, right: int) -> int | None:
    """What stands for ``left/right``."""
    if graph.values[right] is not None:
        return _halved(graph, left, right)
    operation, arguments, _ = graph.nodes[right]
    if operation in ("power", "multiply") and _has_divisor(graph, right):
        return _factor_by_factor(graph, left, operation, *arguments)
    cosh = _multiple(graph, right, "cosh")
    if cosh is not None and not _has_exponential(graph, left):
        return _over_cosh(graph, left, *cosh)
    terms = terms_of(graph, right)
    if terms is None:
        return None
    return _over_sum(graph, left, terms) if is_sum(terms, graph) else _over_one(graph, left, terms[0])


def _has_divisor(graph: Graph, index: int) -> bool:
    """Whether a whole power or a product is one of a sum of exponentials or of cosh, and not a multiple of those."""
    operation, arguments, _ = graph.nodes[index]
    if operation == "power":
        return (graph.values[arguments[1]] or 0.0) > 1.0 and _is_divisor(graph, arguments[0])
    return (
        operation == "multiply" and graph.values[arguments[0]] is None and any(_is_divisor(graph, a) for a in arguments)
    )


def _is_divisor(graph: Graph, index: int) -> bool:
    known = graph.nodes[index].operation == "cosh" or is_sum(terms_of(graph, index), graph)
    return known or _has_divisor(graph, index)


def _factor_by_factor(graph: Graph, left: int, operation: str, base: int, other: int) -> int:
    """A quotient by (1 + exp(z))^2 or (1 + exp(z))*y."""
    if operation == "power":
        if graph.nodes[base].operation == "cosh" and _multiple(graph, left, "sinh") is None:
            return graph.multiply(left, graph.power(graph.apply("sech", *graph.nodes[base].arguments), other))
        other = graph.power(base, graph.add(other, graph.constant(-1.0)))
    return graph.divide(graph.divide(left, base), other)


def _over_one(graph: Graph, left: int, under: Term) -> int | None:
    """exp(a)/exp(b)."""
    over = term_of(graph, left)
    if over is None or graph.values[over.exponent] is not None or graph.values[under.exponent] is not None:
        return None
    exponential = graph.apply("exp", graph.subtract(over.exponent, under.exponent))
    return graph.multiply(graph.divide(over.coefficient, under.coefficient), exponential)


def _halved(graph: Graph, left: int, right: int) -> int | None:
    """2*sigmoid(z)/2, which is how (1 + tanh(z/2))/2 arrives here."""
    operation, arguments, _ = graph.nodes[left]
    if operation == "multiply" and graph.values[arguments[0]] == graph.values[right]:
        return arguments[1] if graph.nodes[arguments[1]].operation in ("sigmoid", "cosh", "sinh") else None
    return None


def _multiple(graph: Graph, index: int, operation: str) -> tuple[int, int] | None:
    """(c, u) of c*cosh(u) or cosh(u)/(1/c), say, with a number c."""
    own, arguments, _ = graph.nodes[index]
    number, inner = graph.constant(1.0), index
    if own == "multiply" and graph.values[arguments[0]] is not None:
        number, inner = arguments
    elif own == "divide" and graph.values[arguments[1]] is not None:
        number, inner = graph.divide(number, arguments[1]), arguments[0]
    return (number, graph.nodes[inner].arguments[0]) if graph.nodes[inner].operation == operation else None


def _has_exponential(graph: Graph, left: int) -> bool:
    """Whether a factor is one: exp(x)/(exp(x) + exp(-x)) is a sigmoid rather than a multiple of sech."""
    return any(exponent_of(graph, factor) is not None for factor in factors(graph, left)[0])


def _over_cosh(graph: Graph, left: int, number: int, argument: int) -> int:
    sinh = _multiple(graph, left, "sinh")
    if sinh is not None and sinh[1] == argument:
        return graph.multiply(graph.divide(sinh[0], number), steep_tanh(graph, argument))
    return graph.multiply(graph.divide(left, number), graph.apply("sech", argument))


def _over_sum(graph: Graph, left: int, terms: list[Term]) -> int:
    """A quotient by a sum of exponentials: a sigmoid of one of its exponents less the logarithm of the others."""
    half = _expm1_over(graph, left, terms)
    if half is not None:
        return half
    above, below = factors(graph, left)
    over = [term if graph.values[node] is None else None for node in above for term in [term_of(graph, node)]]
    exponent = graph.add(*(term.exponent for term in over if term is not None))
    numbers = [term.coefficient for term in over if term is not None]
    others = [node for node, term in zip(above, over, strict=True) if term is None]
    rest = graph.divide(graph.product([*numbers, *others]), graph.product(below))
    for place, term in enumerate(terms):
        if term.exponent == exponent:
            share = graph.apply("sigmoid", _lead(graph, term, terms[:place] + terms[place + 1 :]))
            return graph.multiply(graph.divide(rest, term.coefficient), share)
    power = graph.subtract(exponent, logarithm_of_sum(graph, terms))
    return graph.multiply(rest, graph.apply("exp", power))


def _lead(graph: Graph, term: Term, others: list[Term]) -> int:
    """The logarithm of a term less that of the sum of the others."""
    if len(others) == 1:
        exponent = graph.subtract(term.exponent, others[0].exponent)
        ratio = graph.divide(term.coefficient, others[0].coefficient)
        return exponent if graph.values[ratio] == 1.0 else graph.add(exponent, graph.apply("log", ratio))
    ratios = [graph.divide(other.coefficient, term.coefficient) for other in others]
    scaled = [other._replace(coefficient=ratio) for other, ratio in zip(others, ratios, strict=True)]
    return graph.subtract(term.exponent, logarithm_of_sum(graph, scaled))


def _expm1_over(graph: Graph, left: int, terms: list[Term]) -> int | None:
    """(exp(u) - 1)/(exp(u) + 1), which is how tanh(u/2) is spelled with a single exponential."""
    operation, arguments, _ = graph.nodes[left]
    exponents = {term.exponent: graph.values[term.coefficient] for term in terms}
    zero = graph.constant(0.0)
    if operation == "expm1" and exponents == {arguments[0]: 1.0, zero: 1.0}:
        return tanh_of_half(graph, arguments[0])
    return None
