"""Forms whose arguments are not plain formulas: ``where`` and ``Piecewise`` take conditions, ``Sum`` and ``Product``
take bounds and are unrolled term by term.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optlab.expressions.text.parser import Parser

LARGEST_BOUND = 9_999
WHERE, SUM = "where(condition, value if true, value otherwise)", "Sum(term, (i, 1, n))"
"""How they are written, for hints."""

COMPARISONS = {"<": "less", "<=": "less_equal", "==": "equal", "!=": "not_equal", ">": "less", ">=": "less_equal"}


def where(parser: Parser) -> int:
    """``where(condition, value if true, value otherwise)``."""
    parser.open()
    condition = any_of(parser)
    parser.expect(",", f"write {WHERE}")
    yes = parser.sum()
    parser.expect(",", f"write {WHERE}")
    no = parser.sum()
    parser.close()
    return parser.graph.apply("where", condition, yes, no)


def piecewise(parser: Parser) -> int:
    """``Piecewise((value, condition), …, (value, True))``: the first condition that holds decides."""
    pieces: list[tuple[int, int]] = []
    parser.open()
    while True:
        parser.open()
        value = parser.sum()
        parser.expect(",", "write each piece as (value, condition)")
        pieces.append((value, any_of(parser)))
        parser.close()
        if not parser.at(","):
            break
        parser.advance()
    if parser.graph.values[pieces[-1][1]] != 1.0:
        parser.fail("the pieces leave a gap", "end with a piece (value, True)")
    parser.close()
    node = pieces.pop()[0]
    for value, condition in reversed(pieces):
        node = parser.graph.apply("where", condition, value, node)
    return node


# ------------------------------------------------------------------ conditions


def any_of(parser: Parser) -> int:
    """Conditions joined by ``|`` or ``or``."""
    parser.conditions += 1
    node = _all_of(parser)
    while parser.at("|") or parser.token.text == "or":
        parser.advance()
        node = parser.graph.apply("either", node, _all_of(parser))
    parser.conditions -= 1
    return node


def _all_of(parser: Parser) -> int:
    node = _condition(parser)
    while parser.at("&") or parser.token.text == "and":
        parser.advance()
        node = parser.graph.apply("both", node, _condition(parser))
    return node


def _condition(parser: Parser) -> int:
    """One comparison, ``a < b < c``, ``True``, a negation, or a bracketed condition."""
    negations = 0
    while parser.at("~") or parser.token.text == "not":
        parser.advance()
        negations += 1
    node = _positive_condition(parser)
    return parser.graph.apply("not", node) if negations % 2 else node


def _positive_condition(parser: Parser) -> int:
    if parser.token.text in ("True", "False"):
        return parser.graph.constant(float(parser.advance().text == "True"))
    if parser.at("(") and _holds_condition(parser):
        parser.open()
        node = any_of(parser)
        parser.close()
        return node
    return _comparison(parser)


def _comparison(parser: Parser) -> int:
    left = parser.sum()
    if not parser.at(*COMPARISONS):
        parser.fail("a condition is expected here", "compare two values, for example x > 0")
    node = None
    while parser.at(*COMPARISONS):
        sign = parser.advance().text
        right = parser.sum()
        pair = (right, left) if sign.startswith(">") else (left, right)
        link = parser.graph.apply(COMPARISONS[sign], *pair)
        node = link if node is None else parser.graph.apply("both", node, link)
        left = right
    assert node is not None
    return node


def _holds_condition(parser: Parser) -> bool:
    """Whether the bracket that opens here encloses a condition rather than a number: is it joined or ended at once?"""
    place, depth = parser.place, 0
    while parser.tokens[place].kind != "end":
        text = parser.tokens[place].text
        depth += (text == "(") - (text == ")")
        place += 1
        if depth == 0:
            break
    return parser.tokens[place].text in ("&", "|", ",", ")", "and", "or")


# ------------------------------------------------------------ sums and products


def unrolled(combine: str) -> Callable[[Parser], int]:
    """``Sum(term, (i, first, last))``: the term is read again for each value of the index."""

    def form(parser: Parser) -> int:
        parser.open()
        start = parser.place
        _skip_argument(parser)
        parser.expect(",", f"write {SUM}")
        name, first, last = _bounds(parser)
        end = parser.place
        outer = parser.indices.get(name)
        terms = []
        for value in range(first, last + 1):
            parser.place, parser.indices[name] = start, value
            terms.append(parser.sum())
            if not parser.at(","):
                parser.fail(parser.unexpected(), parser.leftover_hint())
        del parser.indices[name]
        if outer is not None:
            parser.indices[name] = outer
        parser.place = end
        parser.close()
        return parser.graph.add(*terms) if combine == "add" else parser.graph.product(terms)

    return form


def _skip_argument(parser: Parser) -> None:
    """Go to the comma that ends the argument here."""
    depth = 0
    while parser.token.kind != "end" and (depth or not parser.at(",", ")")):
        depth += (parser.token.text in ("(", "[")) - (parser.token.text in (")", "]"))
        parser.advance()


def _bounds(parser: Parser) -> tuple[str, int, int]:
    """Read ``(i, first, last)``."""
    parser.open()
    token = parser.advance()
    if token.kind != "name" or token.text in parser.declared:
        parser.fail("the index of a sum is a name of its own", f"write {SUM}", token)
    parser.expect(",", f"write {SUM}")
    first = _whole_number(parser)
    parser.expect(",", f"write {SUM}")
    last = _whole_number(parser)
    parser.close()
    return token.text, first, last


def _whole_number(parser: Parser) -> int:
    token = parser.token
    value = parser.graph.values[parser.sum()]
    if value is None or not value.is_integer() or abs(value) > LARGEST_BOUND:
        parser.fail("a bound is a whole number", f"between -{LARGEST_BOUND} and {LARGEST_BOUND}", token)
    return int(value)


FORMS: dict[str, Callable[[Parser], int]] = {
    "Piecewise": piecewise,
    "where": where,
    "Sum": unrolled("add"),
    "Product": unrolled("product"),
}
"""What is called like a function but read in its own way, by name."""
