"""Reading tokens one by one, within bounds that no input can get past, and saying where something is wrong."""

from __future__ import annotations

import math
from typing import NoReturn

from optlab.errors import ExpressionError
from optlab.expressions.graph.graph import Graph
from optlab.expressions.text.special_forms import WHERE
from optlab.expressions.text.tokens import Token

MOST_NODES = 600
DEEPEST_BRACKETS = 40
MOST_TOKENS_READ = 20_000


class Reader:
    """The tokens of ``text``, a place among them, and the graph made so far.

    ``conditions`` counts the conditions that are being read: in them ``|`` means or.
    """

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.place = 0
        self.graph = Graph()
        self.conditions = 0
        self._read = 0
        self._brackets = 0
        self._bars = [0]

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    @property
    def previous(self) -> Token:
        """The token read last."""
        return self.tokens[self.place - 1]

    @property
    def in_bars(self) -> bool:
        """Whether a bar that comes next closes one that is open."""
        return self._bars[-1] > 0

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
        self._deeper()
        self.expect("(", "an opening bracket goes here")
        self._bars.append(0)

    def close(self) -> None:
        """Read a closing bracket."""
        self.expect(")", "close the bracket: ) is missing" if self.token.kind == "end" else self.leftover_hint())
        self._bars.pop()
        self._brackets -= 1

    def open_bar(self) -> None:
        """Read the bar that opens an absolute value."""
        self._deeper()
        self.advance()
        self._bars[-1] += 1

    def close_bar(self) -> None:
        """Read the bar that closes it."""
        if not self.at("|"):
            hint = "write norm(x, y) for a length" if self.at(",") else "close the bar: |x|, or write Abs(x)"
            self.fail(self.unexpected(), hint)
        self.advance()
        self._bars[-1] -= 1
        self._brackets -= 1

    def _deeper(self) -> None:
        self._brackets += 1
        if self._brackets > DEEPEST_BRACKETS:
            self.fail(f"more than {DEEPEST_BRACKETS} brackets inside one another", "write a flatter formula")

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
