"""Names in a formula: variables, indexed variables, constants, and calls of functions."""

from __future__ import annotations

import difflib
import re

from optlab.expressions.functions import ALIASES, EULER, FUNCTIONS, GREEK_NAMES, REFUSED, RESERVED
from optlab.expressions.graph.operations import CONSTANTS
from optlab.expressions.text.cursor import MOST_NAMES, Cursor
from optlab.expressions.text.special_forms import FORMS
from optlab.expressions.text.tokens import Token

LARGEST_INDEX = 9_999
NAMED = {name: name for name in CONSTANTS} | {"π": "pi", EULER: "E"}
"""Spellings of the constants that have a name."""


class Calls(Cursor):
    """What a name stands for, each method returning a node of the graph; the grammar around it is the parser's."""

    def sum(self) -> int:
        """A whole formula, up to a sign that ends it."""
        raise NotImplementedError

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
