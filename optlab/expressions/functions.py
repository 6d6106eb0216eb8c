"""The functions a formula may call: their names, how many arguments they take, and the nodes they make."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

from optlab.expressions.graph.exponentials import MOST_TERMS, logsumexp
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import CONSTANTS
from optlab.expressions.text.special_forms import FORMS

Build = Callable[..., int]


class Function(NamedTuple):
    """``build(graph, *arguments) -> node`` for between ``fewest`` and ``most`` arguments."""

    build: Build
    fewest: int = 1
    most: int = 1


def _plain(operation: str) -> Build:
    return lambda graph, *arguments: graph.apply(operation, *arguments)


def _log(graph: Graph, argument: int, base: int | None = None) -> int:
    log = graph.apply("log", argument)
    return log if base is None else graph.divide(log, graph.apply("log", base))


def _log_of_base(base: float) -> Build:
    return lambda graph, argument: _log(graph, argument, graph.constant(base))


def _log1p(graph: Graph, argument: int) -> int:
    """As log(1 + x) is read, so that log1p(exp(z)) is a softplus too; of a number exactly."""
    if graph.values[argument] is not None:
        return graph.apply("log1p", argument)
    return graph.apply("log", graph.add(argument, graph.constant(1.0)))


def _chain(operation: str) -> Build:
    return lambda graph, *arguments: reduce(lambda left, right: graph.apply(operation, left, right), arguments)


def _quotient(above: str, below: str) -> Build:
    """One function over another, such as cos/sin; ``above`` may be 1."""

    def build(graph: Graph, argument: int) -> int:
        top = graph.constant(1.0) if above == "1" else graph.apply(above, argument)
        return graph.divide(top, graph.apply(below, argument))

    return build


def _heaviside(graph: Graph, argument: int, at_zero: int | None = None) -> int:
    """The step function: 1/2 at 0, as SymPy has it, unless another value is given."""
    step = graph.apply("heaviside", argument)
    if at_zero is None:
        return step
    return graph.apply("where", graph.apply("equal", argument, graph.constant(0.0)), at_zero, step)


def _mod(graph: Graph, left: int, right: int) -> int:
    """The remainder with the sign of the divisor, as Python and NumPy have it."""
    return graph.subtract(left, graph.multiply(right, graph.apply("floor", graph.divide(left, right))))


def _norm(graph: Graph, *arguments: int) -> int:
    """The Euclidean length."""
    if len(arguments) == 1:
        return graph.apply("abs", *arguments)
    return graph.apply("sqrt", graph.add(*(graph.power(part, graph.constant(2.0)) for part in arguments)))


_SAME_NAME = [
    *("sqrt", "cbrt", "exp", "expm1", "erf", "erfc", "sigmoid", "softplus", "relu", "sign", "floor"),
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    *("sech", "logcosh"),
]

FUNCTIONS: dict[str, Function] = {name: Function(_plain(name)) for name in _SAME_NAME} | {
    "log": Function(_log, 1, 2),
    "log2": Function(_log_of_base(2.0)),
    "log10": Function(_log_of_base(10.0)),
    "log1p": Function(_log1p),
    "logsumexp": Function(lambda graph, *arguments: logsumexp(graph, list(arguments)), 1, MOST_TERMS),
    "xlogy": Function(_plain("xlogy"), 2, 2),
    "atan2": Function(_plain("atan2"), 2, 2),
    "Abs": Function(_plain("abs")),
    "Max": Function(_chain("max"), 2, 8),
    "Min": Function(_chain("min"), 2, 8),
    "cot": Function(_quotient("cos", "sin")),
    "sec": Function(_quotient("1", "cos")),
    "csc": Function(_quotient("1", "sin")),
    "coth": Function(_quotient("cosh", "sinh")),
    "csch": Function(_quotient("1", "sinh")),
    "Heaviside": Function(_heaviside, 1, 2),
    "mod": Function(_mod, 2, 2),
    "norm": Function(_norm, 1, 32),
    "pow": Function(lambda graph, base, exponent: graph.power(base, exponent), 2, 2),
    "square": Function(lambda graph, argument: graph.power(argument, graph.constant(2.0))),
}

ALIASES = {
    "abs": "Abs",
    "max": "Max",
    "min": "Min",
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arctan2": "atan2",
    **dict.fromkeys(("arcsinh", "arsinh"), "asinh"),
    **dict.fromkeys(("arccosh", "arcosh"), "acosh"),
    **dict.fromkeys(("arctanh", "artanh"), "atanh"),
    **dict.fromkeys(("absolute", "fabs"), "Abs"),
    "maximum": "Max",
    "minimum": "Min",
    "Mod": "mod",
    "heaviside": "Heaviside",
    "hypot": "norm",
    "power": "pow",
    "sgn": "sign",
    "log_2": "log2",
    "log_10": "log10",
    "tg": "tan",
    "ctg": "cot",
    "cosec": "csc",
}

EULER = "e"
"""``e`` is Euler's number unless it is declared as a parameter or a data column."""

NAMED = {name: name for name in CONSTANTS} | {"π": "pi", EULER: "E"}
"""Spellings of the constants that have a name."""

REFUSED = {
    **dict.fromkeys(("nan", "NaN", "inf", "Inf", "oo", "zoo", "infinity"), "a loss is made of finite numbers"),
    "I": "a loss is real; if I is meant as a variable, choose another letter",
    **dict.fromkeys(("None", "True", "False"), "numbers and variables only"),
    **dict.fromkeys(
        [
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
        ],
        "this is a word of Python, not a variable; choose another name",
    ),
}
"""Words that must not silently become variables, and why."""

CALLED = frozenset(FUNCTIONS) | frozenset(ALIASES) | frozenset(FORMS)
"""What may stand before the brackets of a call."""

ALSO_NAMES = frozenset(("absolute", "hypot", "maximum", "minimum", "mod", "norm", "pow", "power", "square"))
"""Words that are functions only where brackets follow them."""

RESERVED = (CALLED - ALSO_NAMES - {"sec"}) | frozenset(REFUSED) | {"pi", "E"}
"""Names that a parameter or a data column cannot have."""

GREEK_LETTERS = {
    letter: unicodedata.name(letter).rpartition(" ")[2].lower().replace("lamda", "lambda")
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}
"""Letters by their spelled-out names."""

GREEK_NAMES = frozenset(GREEK_LETTERS.values()) - {"pi"}
"""Spelled-out letters that may be juxtaposed like single ones: 2alpha(x + 1)."""
