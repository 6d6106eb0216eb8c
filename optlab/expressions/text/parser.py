"""Text from anyone to a graph, without SymPy and without ``eval``: a precedence-climbing parser with bounds.

=========  ===========================================================================
sum        ``product (('+' | '-') product)*``
product    ``signed (('*' | '/' | nothing) signed)*``   nothing: 2x, (x+1)(y-1), 2sin(x)
signed     ``('+' | '-')* power``
power      ``atom (('**' | '^') ('+' | '-')* atom)*``   from the right; -x^2 is -(x^2)
atom       number, name, ``name[index]``, ``f(…)``, ``(…)``, ``|…|``, ``√ atom``, with superscripts
=========  ===========================================================================

Before it, the text goes through ``spelling`` (characters), ``tokens``, ``tex``, ``statement`` (what stands around the
formula), ``commas``, ``indices`` and ``names`` (words); each leaves notes on what could have been meant otherwise.

Every bound is checked before the work it limits is done, so no input can hang: 2,000 characters, 40 nested brackets,
600 nodes, depth 120, 128 names, and at most 20,000 tokens read when ``Sum`` and ``Product`` unroll.  They are what
keeps a public page safe: no time-out could stop a computation that holds the interpreter's lock.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from optlab.errors import ExpressionError
from optlab.expressions.functions import CALLED, NAMED
from optlab.expressions.graph import fractions
from optlab.expressions.graph.graph import Graph
from optlab.expressions.text import calls, doubts
from optlab.expressions.text.commas import with_points
from optlab.expressions.text.indices import with_square_brackets
from optlab.expressions.text.names import Names, is_single
from optlab.expressions.text.notes import Notes
from optlab.expressions.text.reader import Reader
from optlab.expressions.text.statement import compare, statement
from optlab.expressions.text.tex import without_tex
from optlab.expressions.text.tokens import SUPERSCRIPTS, Token, tokenize

DEEPEST_GRAPH = 120
MOST_NAMES = 128
ROOTS = {"√": 2.0, "∛": 3.0, "∜": 4.0}
SAID = CALLED | frozenset(NAMED)
"""Words that have one meaning, so that nothing needs to be said of a space before or behind them."""

WORDS = frozenset(("and", "or", "if", "else", "for", "in", "is", "not"))
"""Words that never multiply."""


class Formula(NamedTuple):
    """A parsed formula: ``output`` is its node in ``graph``; ``names`` are the variables, x2 before x10; ``notes`` are
    sentences on how it was read where it could have been meant otherwise.
    """

    graph: Graph
    output: int
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()


def natural_order(names: Collection[str]) -> tuple[str, ...]:
    """Names sorted as people count: x2 before x10."""
    return tuple(sorted(names, key=lambda name: [int(p) if p.isdecimal() else p for p in re.split(r"([0-9]+)", name)]))


def parse(text: str, declared: Collection[str] = ()) -> Formula:
    """The graph of a formula; ``declared`` names (parameters, columns) win over the constant ``e``.

    Raises ExpressionError with a position for anything that is not one finite real formula.

    >>> parse("x10 + 2x2").names, parse("x^2 + 3y^2 - 4xy").notes
    (('x2', 'x10'), ('xy was read as x*y.',))
    """
    notes = Notes()
    said = statement(without_tex(tokenize(text), text), text, declared, notes)
    tokens = with_square_brackets(with_points(said.tokens, text, notes), declared, notes)
    parser = Parser(text, Names(text, declared, said.arguments, notes).resolved(tokens), declared, notes)
    output = parser.whole()
    if parser.graph.depth(output) > DEEPEST_GRAPH:
        hint = f"{DEEPEST_GRAPH} operations inside one another is the limit"
        raise ExpressionError("the formula is nested too deeply", hint, text, 0)
    names = natural_order(parser.names)
    compare(said.arguments, names, declared, notes)
    return Formula(parser.graph, output, names, (*notes.sentences(), *fractions.notes(parser.graph, output)))


class Parser(Reader):
    """A method a line of the grammar, each returning a node of the graph.

    ``names`` are the variables seen, in order of appearance; ``declared`` are names known from outside; ``indices``
    are the index variables of the sums being unrolled, with their present values.
    """

    def __init__(self, text: str, tokens: list[Token], declared: Collection[str], notes: Notes) -> None:
        super().__init__(text, tokens)
        self.notes = notes
        self.names: dict[str, None] = {}
        self.declared = frozenset(declared)
        self.indices: dict[str, int] = {}

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
        first, divided = self.token, False
        factors = [self.signed()]
        while True:
            if self.at("*"):
                self.advance()
                factors.append(self.signed())
                divided = False
            elif self.at("/"):
                self.advance()
                divided = True
                quotient = self.graph.divide(self.graph.product(factors), self.signed())
                factors = [self.checked(quotient, first)]
            elif self._juxtaposed():
                if divided:
                    doubts.check_quotient(self, self.previous, self.token)
                factors.append(self._beside())
                divided = False
            else:
                return self.checked(self.graph.product(factors), first)

    def _juxtaposed(self) -> bool:
        """Whether the next token multiplies what stands before it without a sign: 2x, 2(x+1), (x+1)(y-1), x y, 2|x|."""
        previous, token = self.previous, self.token
        closed = previous.kind in ("number", "superscript") or previous.text in (")", "]", "|")
        if token.kind == "name":
            beside = is_single(previous.text) or previous.text in NAMED
            return token.text not in WORDS and (closed or beside)
        if self.at("|"):
            return not self.in_bars and not self.conditions and (closed or is_single(previous.text))
        return self.at("(", *ROOTS) and (closed or previous.kind == "name")

    def _beside(self) -> int:
        """A factor that stands beside the last one, and a note where that could mean something else."""
        before, token, start = self.previous, self.token, self.place
        factor = self.power()
        if before.kind == "name" and token.text == "(":
            doubts.check_product(self, before, start, factor)
        signs = [token.text for token in self.tokens[max(0, start - 3) : max(0, start - 1)]]
        raised = "…^" if signs[-1:] == ["**"] else "…^-" if signs == ["**", "-"] else ""
        names = token.kind == "name" and (before.kind == "name" or (before.kind == "number" and raised))
        if names and token.apart and not {before.text, token.text} & SAID:
            self.notes.read(f"{raised}{before.text} {token.text}", f"{raised}{before.text}*{token.text}")
        return factor

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
            doubts.check_exponent(self, self.graph.values[operands[-2]])
        node = operands.pop()
        while operands:
            exponent = self.graph.negative(node) if signs.pop() else node
            node = self.checked(self.graph.power(operands.pop(), exponent), first)
        return node

    def atom(self) -> int:
        """One number, name, call or bracket, with superscripts behind it."""
        first = self.token
        node = self.bare_atom()
        while self.token.kind == "superscript":
            sign = self.advance()
            exponent = self.checked(self.graph.constant(float(sign.text.translate(SUPERSCRIPTS))), sign)
            node = self.checked(self.graph.power(node, exponent), first)
        return node

    def bare_atom(self) -> int:
        """One number, name, call or bracket."""
        token = self.token
        if token.kind == "number":
            return self.checked(self.graph.constant(float(self.advance().text)), token)
        if token.kind == "name":
            return calls.name(self)
        if self.at("("):
            return self.bracketed()
        if self.at("|"):
            return self._absolute()
        if self.at(*ROOTS):
            return self._root()
        return self.fail(self.unexpected(), "a number, a name, a function or a bracket goes here")

    def bracketed(self) -> int:
        """A sum in round brackets."""
        self.open()
        node = self.sum()
        self.close()
        return node

    def _absolute(self) -> int:
        """A sum between two bars."""
        token = self.token
        self.open_bar()
        twice = self.at("|")
        node = self.sum()
        self.close_bar()
        if twice and self.graph.nodes[node].operation == "abs":
            self.notes.say("‖…‖ was read as |…|: what is inside is one number; a length is written norm(x, y)")
            return node
        return self.checked(self.graph.apply("abs", node), token)

    def _root(self) -> int:
        token = self.advance()
        function = self.token.text in CALLED and self.tokens[self.place + 1].text != "("
        if function or not (self.at("(", "|") or self.token.kind in ("name", "number")):
            self.fail(self.unexpected(), f"write {token.text}(x + 1) or {token.text}x")
        opening = self.token
        inside = self.bare_atom()
        doubts.check_root(self, token, opening)
        if token.text != "∜":
            return self.checked(self.graph.apply("sqrt" if token.text == "√" else "cbrt", inside), token)
        return self.checked(self.graph.power(inside, self.graph.constant(1.0 / ROOTS[token.text])), token)

    def variable(self, name: str, token: Token) -> int:
        """The node of a variable."""
        self.names[name] = None
        if len(self.names) > MOST_NAMES:
            self.fail(f"more than {MOST_NAMES} different names", "use fewer variables", token)
        return self.checked(self.graph.variable(name), token)

    def arguments(self) -> list[int]:
        """The comma-separated arguments of a call, brackets included."""
        self.open()
        nodes = [self.sum()]
        while self.at(","):
            self.advance()
            nodes.append(self.sum())
        self.close()
        return nodes
