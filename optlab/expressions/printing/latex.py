r"""The graph in LaTeX, node by node: linear in the graph, bounded in length, and in the order it was typed.

>>> from optlab.expressions.text.parser import parse
>>> formula = parse("(w*x1 + b)^2/2")
>>> print(latex(formula.graph, formula.output))
\frac{\left(w x_{1} + b\right)^{2}}{2}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from optlab.expressions.functions import GREEK_LETTERS, GREEK_NAMES
from optlab.expressions.graph.graph import Graph
from optlab.expressions.printing.printer import ATOM, POWER, PRODUCT, SUM, Alphabet, Part, and_one, less_one, printed

LONGEST = 2_000
"""Characters of LaTeX for one part; a longer part prints as an ellipsis."""

BRACKETS = (r"\left(", r"\right)")

CALLS = {
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "max", "min")},
    **{
        name: rf"\operatorname{{{name}}}"
        for name in (
            *("asin", "acos", "atan", "atan2", "asinh", "acosh", "atanh", "sech"),
            *("erf", "erfc", "softplus", "logsumexp", "relu", "sign"),
        )
    },
    "sigmoid": r"\sigma",
    "heaviside": "H",
}
NAME_AND_NUMBER = re.compile(r"(.*?)_?([0-9][0-9_]*)?", re.DOTALL)
SPECIAL_LETTERS = re.compile(r"[^\w]|_")
RELATIONS = {"less": "<", "less_equal": r"\le", "equal": "=", "not_equal": r"\ne", "both": r"\wedge", "either": r"\vee"}


def latex(graph: Graph, output: int) -> str:
    """LaTeX of a node, ready for KaTeX or MathJax."""
    return printed(graph, output, LATEX)


def name_latex(name: str) -> str:
    r"""A variable's name: x1 -> x_{1}, lambda -> \lambda, bias -> \mathrm{bias}."""
    stem, digits = NAME_AND_NUMBER.fullmatch(name).groups()  # type: ignore[union-attr]
    stem = GREEK_LETTERS.get(stem, stem)
    if stem in GREEK_NAMES:
        stem = rf"\{stem}"
    elif len(stem) > 1 or not stem.isalnum():
        stem = rf"\mathrm{{{SPECIAL_LETTERS.sub(_escaped, stem)}}}"
    return f"{stem}_{{{digits.replace('_', ',')}}}" if digits else stem


def _escaped(letter: re.Match[str]) -> str:
    """A letter that LaTeX would take for a command: a name from Python or from a table may hold any."""
    return rf"\{letter[0]}" if letter[0] in "_$%&#{}" else r"\ "


def number_latex(value: float) -> str:
    """A number as one would write it: 0.26, 1.5 x 10^-7."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    mantissa, _, exponent = f"{value!r}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _part(text: str, binding: int) -> Part:
    return Part(text, binding, BRACKETS)


def _number(value: float) -> Part:
    text = number_latex(value)
    return _part(text, ATOM if value >= 0 and "cdot" not in text else SUM)


def _call(operation: str, arguments: Sequence[Part]) -> Part:
    inner = ", ".join(argument.text for argument in arguments)
    return _part(rf"{CALLS[operation]}\left({inner}\right)", ATOM)


def _product(left: Part, right: Part) -> Part:
    first, second = left.inside(PRODUCT), right.inside(PRODUCT)
    dot = r" \cdot " if second[0].isdigit() or second.startswith(("-", r"\frac{1}{")) else " "
    return _part(f"{first}{dot}{second}", PRODUCT)


def _power(base: Part, exponent: Part) -> Part:
    return _part(f"{base.inside(ATOM)}^{{{exponent.text}}}", POWER)


def _divide(above: Part, below: Part) -> Part:
    return _part(rf"\frac{{{above.text}}}{{{below.text}}}", PRODUCT)


def _sqrt(inside: str) -> Part:
    return _part(rf"\sqrt{{{inside}}}", ATOM)


def _log(inside: str) -> Part:
    return _part(rf"\log\left({inside}\right)", ATOM)


def _power_log(base: Part, exponent: Part, times: Part) -> Part:
    log = _log(base.text)
    return _product(_power(base, exponent), log if times.text == "1" else _power(log, times))


OPERATIONS: dict[str, Callable[..., Part]] = {
    "negative": lambda x: _part(f"-{x.inside(PRODUCT)}", SUM),
    "multiply": _product,
    "divide": _divide,
    "power": _power,
    "sqrt": lambda x: _sqrt(x.text),
    "cbrt": lambda x: _part(rf"\sqrt[3]{{{x.text}}}", ATOM),
    "log1p": lambda x: _log(and_one(x, "-")),
    "expm1": lambda x: less_one(_call("exp", [x]), "-"),
    "sqrt1pm1": lambda x: less_one(_sqrt(and_one(x, "-")), "-"),
    "logcosh": lambda x: _log(_call("cosh", [x]).text),
    "xlogy": lambda x, y: _product(x, _log(y.text)),
    "xlog1py": lambda x, y: _product(x, _log(and_one(y, "-"))),
    "power_log": _power_log,
    **dict.fromkeys(("xdivy", "divide_or_zero"), _divide),
    **dict.fromkeys(("power_or_zero", "even_power", "odd_power"), _power),
    "abs": lambda x: _part(rf"\left|{x.text}\right|", ATOM),
    "floor": lambda x: _part(rf"\left\lfloor {x.text}\right\rfloor", ATOM),
    "not": lambda x: _part(rf"\neg \left({x.text}\right)", ATOM),
    "where": lambda c, x, y: _part(
        rf"\begin{{cases}}{x.text} & \text{{if }} {c.text} \\ {y.text} & \text{{otherwise}}\end{{cases}}", SUM
    ),
}

LATEX = Alphabet(
    brackets=BRACKETS,
    name=name_latex,
    number=_number,
    constants={"pi": r"\pi", "E": "e"},
    relations=RELATIONS,
    operations=OPERATIONS,
    call=_call,
    minus="-",
    leads=lambda operation, text: operation != "negative",
    longest=LONGEST,
    dots=r"\cdots",
)
