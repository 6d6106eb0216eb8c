"""Text from anyone to a graph, without SymPy and without ``eval``: a precedence-climbing parser with bounds.

=========  ===========================================================================
sum        ``product (('+' | '-') product)*``
product    ``signed (('*' | '/' | nothing) signed)*``   nothing: 2x, (x+1)(y-1), 2sin(x)
signed     ``('+' | '-')* power``
power      ``atom (('**' | '^') ('+' | '-')* atom)*``   from the right; -x^2 is -(x^2)
atom       number, name, ``name[index]``, ``f(…)``, ``(…)``, ``√ atom``, with superscripts
=========  ===========================================================================

Every bound is checked before the work it limits is done, so no input can hang: 2,000 characters, 40 nested brackets,
600 nodes, depth 120, 128 names, and at most 20,000 tokens read when ``Sum`` and ``Product`` unroll.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from optlab.errors import ExpressionError
from optlab.expressions.graph.graph import Graph
from optlab.expressions.text.calls import Calls, short_name
from optlab.expressions.text.tokens import SUPERSCRIPTS

DEEPEST_GRAPH = 120


class Formula(NamedTuple):
    """A parsed formula: ``output`` is its node in ``graph``; ``names`` are the variables, x2 before x10."""

    graph: Graph
    output: int
    names: tuple[str, ...]


def natural_order(names: Collection[str]) -> tuple[str, ...]:
    """Names sorted as people count: x2 before x10."""
    return tuple(sorted(names, key=lambda name: [int(p) if p.isdecimal() else p for p in re.split(r"([0-9]+)", name)]))


def parse(text: str, declared: Collection[str] = ()) -> Formula:
    """The graph of a formula; ``declared`` names (parameters, columns) win over the constant ``e``.

    Raises ExpressionError with a position for anything that is not one finite real formula.

    >>> parse("x10 + 2x2").names
    ('x2', 'x10')
    """
    parser = Parser(text, declared)
    output = parser.whole()
    if parser.graph.depth(output) > DEEPEST_GRAPH:
        hint = f"{DEEPEST_GRAPH} operations inside one another is the limit"
        raise ExpressionError("the formula is nested too deeply", hint, text, 0)
    return Formula(parser.graph, output, natural_order(parser.names))


class Parser(Calls):
    """The grammar: a method a line of it, each returning a node of the graph."""

    def whole(self) -> int:
        """All of the text."""
        if self.token.kind == "end":
            self.fail("there is no formula yet", "type one, for example x^2 + y^2")
        output = self.sum()
        if self.token.kind != "end":
            self.fail(self.unexpected(), self.leftover_hint())
        return output

    def sum(self) -> int:
        """Products joined by plus and minus."""
        first = self.token
        terms = [self.product()]
        while self.at("+", "-"):
            minus = self.advance().text == "-"
            term = self.product()
            terms.append(self.graph.negative(term) if minus else term)
        return self.checked(self.graph.add(*terms), first) if len(terms) > 1 else terms[0]

    def product(self) -> int:
        """Factors joined by times, divided by, or nothing."""
        first = self.token
        factors = [self.signed()]
        while True:
            if self.at("*"):
                self.advance()
                factors.append(self.signed())
            elif self.at("/"):
                self.advance()
                quotient = self.graph.divide(self.graph.product(factors), self.signed())
                factors = [self.checked(quotient, first)]
            elif self._juxtaposed():
                factors.append(self.power())
            else:
                return self.checked(self.graph.product(factors), first)

    def _juxtaposed(self) -> bool:
        """Whether the next token multiplies what stands before it without a sign: 2x, 2(x+1), (x+1)(y-1), x y."""
        previous, token = self.previous, self.token
        if token.kind == "name":
            if token.text in ("and", "or", "if", "else", "for", "in", "is", "not"):
                return False
            return (
                previous.kind in ("number", "superscript") or previous.text in (")", "]") or short_name(previous.text)
            )
        return self.at("(", "√") and (previous.kind in ("number", "superscript", "name") or previous.text in (")", "]"))

    def signed(self) -> int:
        """A power with any number of signs before it."""
        minus = False
        while self.at("+", "-"):
            minus ^= self.advance().text == "-"
        node = self.power()
        return self.graph.negative(node) if minus else node

    def power(self) -> int:
        """Atoms joined by to-the-power, from the right."""
        first = self.token
        operands, signs = [self.atom()], [False]
        while self.at("**"):
            self.advance()
            minus = False
            while self.at("+", "-"):
                minus ^= self.advance().text == "-"
            operands.append(self.atom())
            signs.append(minus)
        node = operands.pop()
        while operands:
            exponent = self.graph.negative(node) if signs.pop() else node
            node = self.checked(self.graph.power(operands.pop(), exponent), first)
        return node

    def atom(self) -> int:
        """One number, name, call or bracket, with superscripts behind it."""
        first = self.token
        node = self._bare_atom()
        while self.token.kind == "superscript":
            sign = self.advance()
            exponent = self.checked(self.graph.constant(float(sign.text.translate(SUPERSCRIPTS))), sign)
            node = self.checked(self.graph.power(node, exponent), first)
        return node

    def _bare_atom(self) -> int:
        token = self.token
        if token.kind == "number":
            return self.checked(self.graph.constant(float(self.advance().text)), token)
        if token.kind == "name":
            return self.name()
        if self.at("("):
            return self._bracketed()
        if self.at("√"):
            self.advance()
            if not (self.at("(") or self.token.kind in ("name", "number")):
                self.fail(self.unexpected(), "write √(x + 1) or √x")
            return self.checked(self.graph.apply("sqrt", self._bare_atom()), token)
        hint = (
            "write Abs(x) for the absolute value"
            if self.at("|")
            else "a number, a name, a function or a bracket goes here"
        )
        return self.fail(self.unexpected(), hint)

    def _bracketed(self) -> int:
        self.open()
        node = self.sum()
        self.close()
        return node
