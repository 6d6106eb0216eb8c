"""Sums of exponentials such as 1 + 2*exp(-z) or exp(a) + exp(b), taken apart into coefficients and exponents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeGuard

if TYPE_CHECKING:
    from optlab.expressions.graph.graph import Graph

MOST_TERMS = 64
"""Terms of one sum."""

WIDEST = 6
"""Arguments of one logsumexp; of more there are groups.  Its slope towards each argument is made of all others, so the
work would grow with the cube of their number.
"""


class Term(NamedTuple):
    """``coefficient * exp(exponent)``, as nodes; the coefficient is a positive number."""

    coefficient: int
    exponent: int


def exponent_of(graph: Graph, index: int) -> int | None:
    """The u of exp(u) or e^u."""
    operation, arguments, _ = graph.nodes[index]
    if operation == "exp":
        return arguments[0]
    if operation == "power" and graph.nodes[arguments[0]].operation == "E" and graph.values[index] is None:
        return arguments[1]
    return None


def term_of(graph: Graph, index: int) -> Term | None:
    """A positive number or a product or quotient of exponentials as one term."""
    value, exponent = graph.values[index], exponent_of(graph, index)
    if value is not None:
        return Term(index, graph.constant(0.0)) if 0.0 < value < float("inf") else None
    if exponent is not None:
        return Term(graph.constant(1.0), exponent)
    operation, arguments, _ = graph.nodes[index]
    if operation == "power" and graph.values[arguments[1]] is not None:
        inner = exponent_of(graph, arguments[0])
        return None if inner is None else Term(graph.constant(1.0), graph.multiply(arguments[1], inner))
    return _product_of_terms(graph, operation, *arguments) if operation in ("multiply", "divide") else None


def _product_of_terms(graph: Graph, operation: str, left: int, right: int) -> Term | None:
    first = term_of(graph, left)
    second = None if first is None else term_of(graph, right)
    if first is None or second is None:
        return None
    if operation == "multiply":
        return Term(graph.multiply(first[0], second[0]), graph.add(first[1], second[1]))
    return Term(graph.divide(first[0], second[0]), graph.subtract(first[1], second[1]))


def terms_of(graph: Graph, index: int) -> list[Term] | None:
    """The terms of a sum of exponentials and positive numbers, or of a positive multiple of one; None for all else.

    >>> from optlab.expressions import parse
    >>> formula = parse("(1 + 3*e^x + 1/exp(y))/2")
    >>> len(terms_of(formula.graph, formula.output))
    3
    """
    operation, arguments, _ = graph.nodes[index]
    if operation == "add":
        return _of_sum(graph, arguments)
    if operation == "cosh" and graph.values[index] is None:
        half = graph.constant(0.5)
        return [Term(half, arguments[0]), Term(half, graph.negative(arguments[0]))]
    if operation in ("multiply", "divide"):
        number, inner = arguments if operation == "multiply" else reversed(arguments)
        terms = terms_of(graph, inner) if (graph.values[number] or 0.0) > 0.0 else None
        if terms is not None and len(terms) > 1:
            pairs = [(term.coefficient, number) for term in terms]
            scaled = [graph.multiply(*pair) if operation == "multiply" else graph.divide(*pair) for pair in pairs]
            return [term._replace(coefficient=node) for term, node in zip(terms, scaled, strict=True)]
    term = term_of(graph, index)
    return None if term is None else [term]


def _of_sum(graph: Graph, parts: tuple[int, ...]) -> list[Term] | None:
    gathered: list[Term] = []
    for part in parts:
        terms = terms_of(graph, part)
        if terms is None or len(gathered) + len(terms) > MOST_TERMS:
            return None
        gathered += terms
    return gathered


def is_sum(terms: list[Term] | None, graph: Graph) -> TypeGuard[list[Term]]:
    """Whether these are several terms, not all of them numbers."""
    return terms is not None and len(terms) > 1 and any(graph.values[term.exponent] is None for term in terms)


def exponent_with_coefficient(graph: Graph, term: Term) -> int:
    """The u of which the term is exp(u)."""
    if graph.values[term.coefficient] == 1.0:
        return term.exponent
    return graph.add(term.exponent, graph.apply("log", term.coefficient))


def logarithm_of_sum(graph: Graph, terms: list[Term]) -> int:
    """The logarithm of a sum of exponentials: softplus, logsumexp, or the exponent of a single one."""
    return logsumexp(graph, [exponent_with_coefficient(graph, term) for term in terms])


def logsumexp(graph: Graph, exponents: list[int]) -> int:
    """log(exp(a) + exp(b) + …): one node of few exponents, groups of many; with 0 it is a softplus."""
    if len(exponents) == 1:
        return exponents[0]
    if len(exponents) > WIDEST:
        half = len(exponents) // 2
        exponents = [logsumexp(graph, exponents[:half]), logsumexp(graph, exponents[half:])]
    if len(exponents) == 2:
        for zero, other in (exponents, reversed(exponents)):
            if graph.values[zero] == 0.0:
                return graph.apply("softplus", other)
    return graph.apply("logsumexp", *exponents)
