"""Formulas and numbers as plain text, for the boxes of a drawing: 3·x², sin(v₂), −0.132.

>>> from optlab.expressions import parse
>>> formula = parse("(w*x + b - y)^2/2")
>>> plain(formula.graph, formula.output)
'(w·x + b − y)²/2'
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from optlab.expressions import Graph
from optlab.expressions.printing.printer import ATOM, POWER, PRODUCT, SUM, Alphabet, Part, and_one, less_one, printed

BRACKETS = ("(", ")")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SIGNS = {"less": "<", "less_equal": "≤", "equal": "=", "not_equal": "≠", "both": "and", "either": "or"}
SHORT = {"sigmoid": "σ", "sqrt": "√", "cbrt": "∛", "heaviside": "H", "where": "if"}

LONGEST = 60
"""Characters of one part; a longer part prints as an ellipsis."""


def plain(graph: Graph, output: int) -> str:
    """One line of text for a node."""
    return printed(graph, output, PLAIN)


def plain_name(name: str) -> str:
    """A variable's name: x1 -> x₁."""
    stem = name.rstrip("0123456789")
    return stem + name[len(stem) :].translate(SUBSCRIPTS) if stem else name


def plain_number(value: float, digits: int = 3) -> str:
    """A number of a few digits, whole up to 100,000.

    >>> plain_number(-0.13222), plain_number(1234.5), plain_number(1.4e-7)
    ('−0.132', '1234', '1.4e−7')
    """
    if not math.isfinite(value):
        return "undefined" if math.isnan(value) else "∞" if value > 0 else "−∞"
    whole = 10.0**digits <= abs(value) < 1e5
    text = f"{value:.0f}" if whole else f"{value:.{digits}g}"
    return _typeset(text)


def brief_number(value: float) -> str:
    """A number in as little room as two digits allow.

    >>> brief_number(-0.13222), brief_number(0.00073), brief_number(1.0), brief_number(150.0)
    ('−0.13', '7e−4', '1', '150')
    """
    if math.isnan(value):
        return "?"
    usual = plain_number(value, 3 if abs(value) >= 100.0 else 2)
    power = _typeset(f"{value:.0e}") if math.isfinite(value) else usual
    return power if len(power) + 1 < len(usual) else usual


def _typeset(text: str) -> str:
    return text.replace("-", "−").replace("e−0", "e−").replace("e+0", "e").replace("e+", "e")


def _number(value: float) -> Part:
    return Part(f"{value:.6g}".replace("-", "−"), ATOM if value >= 0.0 else SUM)


def _power(base: Part, exponent: Part) -> Part:
    raised = exponent.text.translate(SUPERSCRIPTS) if exponent.text.isdigit() else f"^{exponent.inside(ATOM)}"
    return Part(base.inside(ATOM) + raised, POWER)


def _call(operation: str, arguments: Sequence[Part]) -> Part:
    inner = ", ".join(argument.text for argument in arguments)
    return Part(f"{SHORT.get(operation, operation)}({inner})", ATOM)


def _multiply(left: Part, right: Part) -> Part:
    return Part(f"{left.inside(PRODUCT)}·{right.inside(PRODUCT)}", PRODUCT)


def _divide(above: Part, below: Part) -> Part:
    return Part(f"{above.inside(PRODUCT)}/{below.inside(POWER)}", PRODUCT)


def _of_one_more(operation: str, part: Part) -> Part:
    return _call(operation, [Part(and_one(part, "−"), SUM)])


def _power_log(base: Part, exponent: Part, times: Part) -> Part:
    log = _call("log", [base])
    return _multiply(_power(base, exponent), log if times.text == "1" else _power(log, times))


PLAIN = Alphabet(
    brackets=BRACKETS,
    name=plain_name,
    number=_number,
    constants={"pi": "π", "E": "e"},
    relations=SIGNS,
    operations={
        "negative": lambda x: Part(f"−{x.inside(PRODUCT)}", SUM),
        "multiply": _multiply,
        "divide": _divide,
        "power": _power,
        "log1p": lambda x: _of_one_more("log", x),
        "expm1": lambda x: less_one(_call("exp", [x]), "−"),
        "sqrt1pm1": lambda x: less_one(_of_one_more("sqrt", x), "−"),
        "logcosh": lambda x: _call("log", [_call("cosh", [x])]),
        "xlogy": lambda x, y: _multiply(x, _call("log", [y])),
        "xlog1py": lambda x, y: _multiply(x, _of_one_more("log", y)),
        "power_log": _power_log,
        **dict.fromkeys(("xdivy", "divide_or_zero"), _divide),
        **dict.fromkeys(("power_or_zero", "even_power", "odd_power"), _power),
        "abs": lambda x: Part(f"|{x.text}|", ATOM),
    },
    call=_call,
    minus="−",
    leads=lambda operation, text: not text.startswith("−"),
    longest=LONGEST,
    dots="…",
)
