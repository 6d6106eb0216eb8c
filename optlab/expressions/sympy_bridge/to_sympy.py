"""The graph back to SymPy, for reading: tidied by SymPy where that is cheap, else as it stands in the graph.

SymPy's own rules may think for ever about a small formula, so the bounds come first: they look at the graph alone.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping

import sympy
from sympy.core.parameters import global_parameters
from sympy.logic.boolalg import Boolean

from optlab.expressions.graph.graph import Graph
from optlab.expressions.sympy_bridge.sympy_nodes import LARGEST_EXACT, OPERATION_OF

LARGEST_TIDIED = 80
"""Nodes up to which SymPy may tidy an expression itself."""

LARGEST_TREE = 6_000
"""Nodes an expression may have when every shared part is written out again; deeper parts become dots."""

HIGHEST_DEGREE = 64
"""Powers up to which SymPy may tidy: it would multiply (2*x)**1000000000 out."""

LARGEST_LOG = 1000
"""Whole numbers up to this have a logarithm on paper; SymPy takes larger ones apart into primes."""

NOT_TIDIED = frozenset(
    {"max", "min", "abs", "sign", "floor", "relu", "cbrt", "heaviside", "where", "less", "even_power", "odd_power"}
)
MOST_NOT_TIDIED, LARGEST_WITH_THOSE = 4, 25
"""SymPy compares the arguments of these functions with each other, at a cost that can explode."""

DOTS = sympy.Symbol("…")

_one_at_a_time = threading.Lock()


def to_sympy(graph: Graph, output: int, symbols: Mapping[str, sympy.Symbol], *, tidy: bool = True) -> sympy.Expr:
    """The SymPy expression of a node; ``symbols`` gives the symbol to use for each variable name.

    Small expressions come tidied by SymPy's own rules (unless ``tidy`` is false), large ones as they are in the graph;
    of those that would fill volumes, because their parts are shared, the deepest parts come as dots.
    """
    reachable = graph.reachable([output])
    with _one_at_a_time:
        if tidy and _may_be_tidied(graph, reachable):
            try:
                return _built(graph, reachable, symbols, tidy=True)
            except (TypeError, ValueError, RecursionError):  # SymPy compares with nan, or goes in circles
                pass
        try:
            return _built(graph, reachable, symbols, tidy=False)
        except RecursionError:  # seen once in thousands of formulas, deep in SymPy's assumptions
            return DOTS


def _built(graph: Graph, reachable: list[int], symbols: Mapping[str, sympy.Symbol], *, tidy: bool) -> sympy.Expr:
    expressions: dict[int, sympy.Expr] = {}
    sizes: dict[int, int] = {}
    with sympy.evaluate(tidy):
        for index in reachable:
            places = graph.nodes[index].arguments
            sizes[index] = 1 + sum(sizes[place] for place in places)
            if sizes[index] > LARGEST_TREE:
                expressions[index], sizes[index] = DOTS, 1
            else:
                expressions[index] = _expression(graph, index, [expressions[place] for place in places], symbols, tidy)
        return _as_number(expressions[reachable[-1]], tidy)


def _may_be_tidied(graph: Graph, reachable: list[int]) -> bool:
    slow = sum(graph.nodes[index].operation in NOT_TIDIED for index in reachable)
    if len(reachable) > (LARGEST_WITH_THOSE if slow else LARGEST_TIDIED) or slow > MOST_NOT_TIDIED:
        return False
    degrees: dict[int, float] = {}
    for index in reachable:
        operation, places, _ = graph.nodes[index]
        below = [degrees[place] for place in places]
        degrees[index] = sum(below) if operation in ("multiply", "divide") else max(below, default=0.0)
        if operation == "power":
            degrees[index] = max(1.0, below[0]) * abs(graph.values[places[1]] or 1.0) + below[1]
        if operation == "variable":
            degrees[index] = 1.0
    return max(degrees.values()) <= HIGHEST_DEGREE


def _expression(
    graph: Graph, index: int, arguments: list[sympy.Expr], symbols: Mapping[str, sympy.Symbol], tidy: bool
) -> sympy.Expr:
    operation, _, label = graph.nodes[index]
    value = graph.values[index]
    if operation == "variable":
        return symbols.get(str(label), sympy.Symbol(str(label)))
    if operation in ("pi", "E"):
        return sympy.pi if operation == "pi" else sympy.E
    if operation == "constant" or (value is not None and not _exact(graph, index)):
        return _literal(value or 0.0)
    conditions = OF_CONDITIONS.get(operation, 0)
    arguments = arguments[:conditions] + [_as_number(argument, tidy) for argument in arguments[conditions:]]
    nested = operation == "where" and arguments[0].has(sympy.Piecewise)
    if operation in UNTOUCHED and (nested or not tidy):
        return sympy.Function(UNTOUCHED[operation])(*arguments)
    return BUILD[operation](*arguments)


def _as_number(part: sympy.Basic, tidy: bool) -> sympy.Expr:
    """A condition that is multiplied or added counts 1 where it holds, else 0."""
    if not isinstance(part, Boolean) or isinstance(part, sympy.Expr):  # a Symbol is both
        return part
    return sympy.Piecewise((1, part), (0, True)) if tidy else sympy.Function("where")(part, 1, 0)


def _literal(value: float) -> sympy.Expr:
    """A number: whole numbers and eighths exactly, others with all their digits."""
    if not math.isfinite(value):
        return sympy.Symbol(repr(value))  # SymPy's own nan and infinity break its printer
    if value.is_integer() and abs(value) < LARGEST_EXACT:
        return sympy.Integer(int(value))
    if (value * 8).is_integer() and abs(value) < 1e6:
        return sympy.Rational(int(value * 8), 8)
    return sympy.Float(repr(value), 17) if len(repr(value)) > 15 else sympy.Float(repr(value))


def _exact(graph: Graph, index: int) -> bool:
    """Whether a constant may stay a formula on paper (1/3, 2*pi, sqrt(2)); SymPy may think for ever about others."""
    operation, arguments, _ = graph.nodes[index]
    numbers = [graph.values[argument] or 0.0 for argument in arguments]
    if operation == "add":
        terms = [argument for argument in arguments if not _plain(graph, argument)]
        return all(graph.nodes[term].operation != "add" and _exact(graph, term) for term in terms)
    if operation in ("negative", "log") and graph.nodes[arguments[0]].operation == "divide":
        return _exact(graph, arguments[0])
    if not all(_plain(graph, argument) for argument in arguments) or max(map(abs, numbers), default=0.0) > 1e9:
        return False
    if operation == "power":
        return numbers[1].is_integer() and abs(numbers[1]) <= 4
    if operation == "log":
        return numbers[0].is_integer() and 1.0 < numbers[0] <= LARGEST_LOG
    return operation in ("multiply", "divide", "negative") or (operation == "sqrt" and numbers[0] in (2.0, 3.0, 5.0))


def _plain(graph: Graph, index: int) -> bool:
    operation = graph.nodes[index].operation
    return operation in ("constant", "pi", "E") or (
        operation == "power"
        and all(graph.nodes[a].operation in ("constant", "pi", "E") for a in graph.nodes[index].arguments)
        and _exact(graph, index)
    )


def _divide(left: sympy.Expr, right: sympy.Expr) -> sympy.Expr:
    return sympy.Mul(left, sympy.Pow(right, -1))


def _thought_about(kind: type[sympy.Expr], argument: sympy.Expr) -> sympy.Expr:
    """A function of which SymPy asks the sign of the argument, unless it is told not to."""
    return kind(argument) if global_parameters.evaluate else sympy.Function(kind.__name__)(argument)


OF_CONDITIONS = {"where": 1, "both": 2, "either": 2, "not": 1}
"""How many of an operation's arguments are conditions."""

UNTOUCHED = {
    "max": "Max",
    "min": "Min",
    "abs": "Abs",
    "cbrt": "cbrt",
    "sign": "sign",
    "floor": "floor",
    "relu": "relu",
    "heaviside": "Heaviside",
    "where": "where",
    "less": "Less",
    "less_equal": "LessEqual",
    "equal": "Equal",
    "not_equal": "NotEqual",
    "both": "And",
    "either": "Or",
    "not": "Not",
}
"""Names for functions that SymPy would think about even where it is told not to."""

BUILD: dict[str, Callable[..., sympy.Expr]] = {
    "add": sympy.Add,
    "negative": lambda x: sympy.Mul(-1, x),
    "multiply": sympy.Mul,
    "divide": _divide,
    "power": sympy.Pow,
    "sqrt": sympy.sqrt,
    "cbrt": lambda x: sympy.sign(x) * sympy.Abs(x) ** sympy.Rational(1, 3),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "logsumexp": lambda *exponents: sympy.log(sympy.Add(*(sympy.exp(exponent) for exponent in exponents))),
    "log1p": lambda x: sympy.log(x + 1),
    "expm1": lambda x: sympy.exp(x) - 1,
    "sqrt1pm1": lambda x: sympy.sqrt(x + 1) - 1,
    "logcosh": lambda x: sympy.log(sympy.cosh(x)),
    "xlogy": lambda x, y: sympy.Mul(x, sympy.log(y)),
    "xlog1py": lambda x, y: sympy.Mul(x, sympy.log(y + 1)),
    "power_log": lambda x, exponent, times: sympy.Mul(sympy.Pow(x, exponent), sympy.Pow(sympy.log(x), times)),
    **dict.fromkeys(("xdivy", "divide_or_zero"), _divide),
    "power_or_zero": sympy.Pow,
    "even_power": lambda x, exponent: sympy.Pow(_thought_about(sympy.Abs, x), exponent),
    "odd_power": lambda x, exponent: sympy.Mul(
        _thought_about(sympy.sign, x), sympy.Pow(_thought_about(sympy.Abs, x), exponent)
    ),
    "relu": lambda x: sympy.Max(0, x),
    "max": sympy.Max,
    "min": sympy.Min,
    "heaviside": lambda x: sympy.Heaviside(x, sympy.Rational(1, 2)),
    "both": sympy.And,
    "either": sympy.Or,
    "where": lambda condition, yes, no: sympy.Piecewise((yes, condition), (no, True)),
} | {operation: kind for kind, operation in OPERATION_OF.items()}
