"""SymPy expressions made in Python to the graph.

Text never comes this way (see ``parser``).  Variables are matched by *name*: ``Symbol("x")`` and
``Symbol("x", real=True)``, which SymPy keeps apart with silently zero derivatives, are the same parameter here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy
from sympy.matrices.expressions.matexpr import MatrixElement

from optlab.errors import ExpressionError
from optlab.expressions.functions import RESERVED
from optlab.expressions.graph.graph import Graph
from optlab.expressions.sympy_bridge.sympy_nodes import (
    CHAINS,
    OPERATION_OF,
    REVERSED,
    is_below,
    is_function_by_name,
    number,
    operation,
    refused,
)
from optlab.expressions.text.parser import Formula, natural_order

MOST_TERMS = 100_000
"""Terms that the sums and products of one expression may unroll to."""

ENTRIES = (sympy.Indexed, MatrixElement)
UNROLLED = (sympy.Sum, sympy.Product)
QUOTIENTS = (sympy.cot, sympy.sec, sympy.csc, sympy.coth, sympy.csch)
"""Functions that text has under the same name."""

OWN_RULE = (sympy.Symbol, *ENTRIES, *UNROLLED, sympy.Piecewise, sympy.Heaviside, sympy.Add, sympy.Mul, sympy.Pow)


def from_sympy(expression: Any) -> tuple[Formula, dict[str, sympy.Symbol]]:
    """The graph of a SymPy expression and, for printing, its symbols by name; ExpressionError names what is refused."""
    try:
        expression = sympy.sympify(expression, strict=True)
    except sympy.SympifyError:
        hint = "for text, call parse_loss" if isinstance(expression, str) else "give an expression of SymPy symbols"
        raise ExpressionError(f"this is not a SymPy expression but a {type(expression).__name__}", hint) from None
    if not isinstance(expression, sympy.Expr):
        what = f"a loss is a number, but this is a {type(expression).__name__}"
        raise ExpressionError(what, "give one scalar expression; conditions belong inside Piecewise")
    reader = _Reader()
    output = reader.node(expression, {})
    names = {str(node.label) for node in reader.graph.nodes if node.operation == "variable"}
    return Formula(reader.graph, output, natural_order(names)), reader.symbols


class _Reader:
    """Converts by an explicit stack, so that depth is no limit; every sub-expression once for each index binding."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.symbols: dict[str, sympy.Symbol] = {}
        self._terms = 0

    def node(self, expression: sympy.Basic, indices: Mapping[sympy.Basic, int]) -> int:
        """The graph's node of an expression, while the index symbols of sums stand for ``indices``."""
        done: dict[int, int] = {}
        stack = [expression]
        while stack:
            current = stack[-1]
            if id(current) in done:
                stack.pop()
                continue
            parts = _parts(current)
            missing = [part for part in parts if id(part) not in done]
            stack.extend(missing)
            if not missing:
                done[id(current)] = self._convert(current, [done[id(part)] for part in parts], indices)
        return done[id(expression)]

    def _convert(self, part: sympy.Basic, arguments: list[int], indices: Mapping[sympy.Basic, int]) -> int:
        if part in indices:
            return self.graph.constant(float(indices[part]))
        if isinstance(part, UNROLLED):
            return self._unrolled(part, indices)
        if isinstance(part, (sympy.Symbol, *ENTRIES)):
            return self._variable(part, indices)
        if part.is_Number or part.is_NumberSymbol or part in (sympy.true, sympy.false):
            return number(self.graph, part)
        return operation(self.graph, part, arguments)

    def _variable(self, part: sympy.Basic, indices: Mapping[sympy.Basic, int]) -> int:
        """A symbol by its name; x[2] is x2, and the entry (0, 1) of a matrix M is M0_1."""
        name = str(part.name) if isinstance(part, sympy.Symbol) else self._entry_name(part, indices)
        if name in RESERVED or ":" in name or not name.isprintable() or not name:
            raise ExpressionError(
                f"a variable cannot be called {name[:40]!r}", "choose a plain name that no function has"
            )
        symbol = part if isinstance(part, sympy.Symbol) else sympy.Symbol(name)
        known = self.symbols.setdefault(name, symbol)
        if known != symbol and sympy.Dummy in (type(known), type(symbol)):
            raise ExpressionError(f"two different symbols are called {name!r}", "give each a name of its own")
        return self.graph.variable(name)

    def _entry_name(self, part: sympy.Basic, indices: Mapping[sympy.Basic, int]) -> str:
        places = [self.graph.values[self.node(index, indices)] for index in part.args[1:]]
        if not all(place is not None and place.is_integer() for place in places):
            raise ExpressionError("the index of an entry is not a number", "use it inside Sum with literal bounds")
        return str(part.args[0]) + "_".join(str(int(place or 0)) for place in places)

    def _unrolled(self, part: sympy.Basic, indices: Mapping[sympy.Basic, int]) -> int:
        """The terms of a sum or product one by one; of several indices the last is the outermost."""
        *inner, (index, *ends) = part.limits
        bounds = [self.graph.values[self.node(end, indices)] for end in ends]
        if len(bounds) != 2 or any(bound is None or not bound.is_integer() for bound in bounds):
            raise ExpressionError(f"{type(part).__name__} needs literal bounds", "such as Sum(term, (i, 1, 10))")
        first, last = (int(bound or 0) for bound in bounds)
        self._terms += max(0, last - first + 1)
        if self._terms > MOST_TERMS:
            raise ExpressionError(f"the sums have more than {MOST_TERMS:,} terms", "use fewer")
        body = part.func(part.function, *inner) if inner else part.function
        terms = [self.node(body, {**indices, index: value}) for value in range(first, last + 1)]
        return self.graph.add(*terms) if isinstance(part, sympy.Sum) else self.graph.product(terms)


def _parts(part: sympy.Basic) -> tuple[sympy.Basic, ...]:
    """The sub-expressions to convert first; ExpressionError for what has no place in a formula."""
    if isinstance(part, (sympy.Symbol, *ENTRIES, *UNROLLED)):
        return ()
    if isinstance(part, sympy.Piecewise):
        return tuple(piece for pair in part.args for piece in pair.args)
    if not part.args and (part.is_Number or part.is_NumberSymbol or part in (sympy.true, sympy.false)):
        return ()
    known = type(part) in OPERATION_OF or type(part) in REVERSED or type(part) in CHAINS or isinstance(part, OWN_RULE)
    if not known and not is_function_by_name(part) and type(part) not in QUOTIENTS:
        raise refused(type(part).__name__)
    if part.is_Mul:
        return tuple(factor.base if is_below(factor) else factor for factor in part.args)
    return tuple(part.args)
