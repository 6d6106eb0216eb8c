"""Text from anyone to a graph, without SymPy and without ``eval``: a precedence-climbing parser with bounds.

=========  ===========================================================================
sum        ``product (('+' | '-') product)*``
product    ``signed (('*' | '/' | nothing) signed)*``   nothing: 2x, (x+1)(y-1), 2sin(x)
signed     ``('+' | '-')* power``
power      ``atom (('**' | '^') ('+' | '-')* atom)*``   from the right; -x^2 is -(x^2)
atom       number, name, ``name[index]``, ``f(…)``, ``(…)``, ``√ atom``, with superscripts
=========  ===========================================================================

Every bound is checked before the work it limits is done, so no input can hang: 2,000 characters, 40 nested brackets,
600 nodes, depth 120, 128 names, and at most 20,000 tokens read when ``Sum`` and ``Product`` unroll.  They are what
keeps a public page safe: no time-out could stop a computation that holds the interpreter's lock.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection
from typing import NamedTuple, NoReturn

from optlab.errors import ExpressionError
from optlab.expressions.functions import ALIASES, EULER, FUNCTIONS, GREEK_NAMES, REFUSED, RESERVED
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import CONSTANTS
from optlab.expressions.text.special_forms import FORMS, WHERE
from optlab.expressions.text.tokens import SUPERSCRIPTS, Token, tokenize

DEEPEST_GRAPH = 120
MOST_NODES = 600
MOST_NAMES = 128
DEEPEST_BRACKETS = 40
MOST_TOKENS_READ = 20_000
LARGEST_INDEX = 9_999

NAMED = {name: name for name in CONSTANTS} | {"π": "pi", EULER: "E"}
"""Spellings of the constants that have a name."""


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


class Parser:
    """The tokens of ``text``, a place among them, and the graph made so far; a method a line of the grammar, each
    returning a node of the graph.

    ``names`` are the variables seen, in order of appearance; ``declared`` are names known from outside; ``indices``
    are the index variables of the sums being unrolled, with their present values.
    """

    def __init__(self, text: str, declared: Collection[str]) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.place = 0
        self.graph = Graph()
        self.names: dict[str, None] = {}
        self.declared = frozenset(declared)
        self.indices: dict[str, int] = {}
        self._read = 0
        self._brackets = 0

    # ----------------------------------------------------------- reading tokens

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    @property
    def previous(self) -> Token:
        """The token read last."""
        return self.tokens[self.place - 1]

    def advance(self) -> Token:
        """The current token; the next one becomes current."""
        token = self.token
        self._read += 1
        if self._read > MOST_TOKENS_READ:
            self.fail("the sum unrolls to too many terms", f"use fewer: the whole formula may have {MOST_NODES} parts")
        if token.kind != "end":
            self.place += 1
        return token

    def at(self, *signs: str) -> bool:
        """Whether the next token is one of these signs."""
        return self.token.kind == "sign" and self.token.text in signs

    def expect(self, sign: str, hint: str) -> None:
        """Read this sign, or say what is missing."""
        if not self.at(sign):
            self.fail(self.unexpected(), hint)
        self.advance()

    def open(self) -> None:
        """Read an opening bracket."""
        self._brackets += 1
        if self._brackets > DEEPEST_BRACKETS:
            self.fail(f"more than {DEEPEST_BRACKETS} brackets inside one another", "write a flatter formula")
        self.expect("(", "an opening bracket goes here")

    def close(self) -> None:
        """Read a closing bracket."""
        self.expect(")", "close the bracket: ) is missing" if self.token.kind == "end" else self.leftover_hint())
        self._brackets -= 1

    def fail(self, what: str, hint: str = "", at: Token | None = None) -> NoReturn:
        """Raise an ExpressionError at a token (the current one by default)."""
        raise ExpressionError(what, hint, self.text, (at or self.token).position)

    def unexpected(self) -> str:
        """What to say of a token that fits nowhere."""
        return "the formula ends too early" if self.token.kind == "end" else f"'{self.token.text}' is not expected here"

    def leftover_hint(self) -> str:
        """What a token that continues nothing probably was meant to be."""
        if self.at(")"):
            return "there is one closing bracket too many"
        if self.at("<", ">", "<=", ">=", "==", "!="):
            return f"comparisons belong inside {WHERE}"
        if self.at("|"):
            return "write Abs(x) for the absolute value"
        if self.at(","):
            return "one formula only; commas separate the arguments of a function"
        return "write an operator, such as *, between the two"

    def checked(self, node: int, at: Token) -> int:
        """The node, once it is known to be within bounds and, where constant, a finite number."""
        value = self.graph.values[node]
        if value is not None and not math.isfinite(value):
            self.fail("this is not a finite real number", "0/0, sqrt(-1), log(0) and the like have no value", at)
        if len(self.graph) > MOST_NODES:
            self.fail(f"the formula has more than {MOST_NODES} distinct parts", "use fewer terms", at)
        return node

    # ------------------------------------------------------------- the grammar

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

    # --------------------------------------------------------- names and calls

    def name(self) -> int:
        """Read a name and whatever belongs to it: an index, or the arguments of a call."""
        token = self.advance()
        name = token.text
        if name in self.indices:
            return self.graph.constant(float(self.indices[name]))
        if name not in self.declared or (self.at("(") and name in RESERVED):
            if name in NAMED:
                return self.graph.named_constant(NAMED[name])
            if name in FUNCTIONS or name in ALIASES or name in FORMS:
                return self._call(token)
        if name in REFUSED:
            self.fail(f"'{name}' is not a variable", REFUSED[name], token)
        if self.at("(") and not short_name(name):
            self.fail(f"unknown function '{name}'", _suggestion(name), token)
        if self.at("["):
            name += self._index()
        return self._variable(name, token)

    def _variable(self, name: str, token: Token) -> int:
        self.names[name] = None
        if len(self.names) > MOST_NAMES:
            self.fail(f"more than {MOST_NAMES} different names", "use fewer variables", token)
        return self.checked(self.graph.variable(name), token)

    def _index(self) -> str:
        """The whole number in ``x[i+1]``: x[3] is the variable x3."""
        bracket = self.advance()
        node = self.sum()
        self.expect("]", "close the index: ] is missing")
        value = self.graph.values[node]
        if value is None or not value.is_integer() or not 0 <= value <= LARGEST_INDEX:
            self.fail("an index is a whole number", "write x[1], or x[i] inside Sum(…, (i, 1, n))", bracket)
        return str(int(value or 0))

    def _call(self, token: Token) -> int:
        if not self.at("("):
            self.fail(f"'{token.text}' is a function", f"write {token.text}(x)", token)
        if token.text in FORMS:
            return self.checked(FORMS[token.text](self), token)
        function = FUNCTIONS[ALIASES.get(token.text, token.text)]
        arguments = self.arguments()
        if not function.fewest <= len(arguments) <= function.most:
            wanted = (
                f"{function.fewest}" if function.fewest == function.most else f"{function.fewest} to {function.most}"
            )
            self.fail(f"{token.text} takes {wanted} argument(s), got {len(arguments)}", "", token)
        return self.checked(function.build(self.graph, *arguments), token)

    def arguments(self) -> list[int]:
        """The comma-separated arguments of a call, brackets included."""
        self.open()
        nodes = [self.sum()]
        while self.at(","):
            self.advance()
            nodes.append(self.sum())
        self.close()
        return nodes


def short_name(name: str) -> bool:
    """One letter with or without digits, or a Greek letter: the only names that may be juxtaposed."""
    return re.fullmatch(r"[A-Za-zα-ωΑ-Ω]_?[0-9]*", name) is not None or name in GREEK_NAMES


def _suggestion(name: str) -> str:
    known = [*FUNCTIONS, *ALIASES, *FORMS]
    close = difflib.get_close_matches(name, known, 1, 0.6) or difflib.get_close_matches(name.lower(), known, 1, 0.6)
    if close:
        return f"did you mean {close[0]}(…)? For a product write {name}*(…)"
    return f"known functions: {', '.join(FUNCTIONS)}, {', '.join(FORMS)}; for a product write {name}*(…)"
