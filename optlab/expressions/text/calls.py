"""Names and what belongs to them: an index, the arguments of a call, or an argument without brackets (sin x, sin²x)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optlab.expressions.functions import ALIASES, ALSO_NAMES, CALLED, FUNCTIONS, NAMED, REFUSED, RESERVED
from optlab.expressions.text.names import is_single
from optlab.expressions.text.special_forms import COMPARISONS, FORMS
from optlab.expressions.text.tokens import SUPERSCRIPTS, Token
from optlab.expressions.text.unknown_functions import GREEK_FUNCTIONS, suggestion
from optlab.expressions.text.words import is_function

if TYPE_CHECKING:
    from optlab.expressions.text.parser import Parser

LARGEST_INDEX = 9_999
HIGHEST_POWER = 1_000

INVERSES = {name: f"a{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")} | {
    "exp": "log",
    "log": "exp",
    "ln": "exp",
}
ENDINGS = ("+", "-", ")", ",", "]", "&", *COMPARISONS)
"""Signs that end an argument without brackets for certain."""


def name(parser: Parser) -> int:
    """Read a name and whatever belongs to it: an index, or the arguments of a call."""
    token = parser.advance()
    word, called = token.text, parser.at("(")
    if word in parser.indices:
        return parser.graph.constant(float(parser.indices[word]))
    if word not in parser.declared or (called and word in CALLED | RESERVED):
        if word in NAMED:
            return parser.graph.named_constant(NAMED[word])
        if word in CALLED and (called or word not in ALSO_NAMES):
            return parser.checked(_call(parser, token), token)
    if word in REFUSED:
        parser.fail(f"'{word}' is not a variable", REFUSED[word], token)
    if called and (not is_single(word) or _is_greek_function(parser, word)):
        parser.fail(f"unknown function '{word}'", suggestion(word), token)
    if parser.at("["):
        word += _index(parser)
    return parser.variable(word, token)


def _is_greek_function(parser: Parser, word: str) -> bool:
    return word in GREEK_FUNCTIONS and word not in parser.declared


def _index(parser: Parser) -> str:
    """The whole number in ``x[i+1]``: x[3] is the variable x3."""
    bracket = parser.advance()
    node = parser.sum()
    parser.expect("]", "close the index: ] is missing")
    value = parser.graph.values[node]
    if value is None or not value.is_integer() or not 0 <= value <= LARGEST_INDEX:
        parser.fail("an index is a whole number", "write x[1], or x[i] inside Sum(…, (i, 1, n))", bracket)
    return str(int(value or 0))


def _call(parser: Parser, token: Token) -> int:
    if token.text in FORMS and parser.at("("):
        return FORMS[token.text](parser)
    if not parser.at("("):
        return _without_brackets(parser, token)
    function = FUNCTIONS[ALIASES.get(token.text, token.text)]
    arguments = parser.arguments()
    if not function.fewest <= len(arguments) <= function.most:
        wanted = f"{function.fewest}" if function.fewest == function.most else f"{function.fewest} to {function.most}"
        hint = "commas separate arguments; decimals have a point, 0.5" if len(arguments) > function.most else ""
        parser.fail(f"{token.text} takes {wanted} argument(s), got {len(arguments)}", hint, token)
    return function.build(parser.graph, *arguments)


# ------------------------------------------------------------ without brackets


def _without_brackets(parser: Parser, token: Token) -> int:
    """``sin x``, ``sin 2x``, ``sin^2(x)``; refused wherever two people could read two things."""
    if not is_function(token.text):
        parser.fail(f"'{token.text}' is a function", f"write {token.text}(x)", token)
    power = _power(parser, token)
    if parser.at("(") and power:
        argument, written = parser.bracketed(), "(…)"
    else:
        argument, written = _bare_argument(parser, token)
    if power:
        parser.notes.read(f"{token.text}^{power}{written}", f"({token.text}{_bracketed(written)})^{power}")
    elif parser.previous.apart or " " in written:
        parser.notes.read(f"{token.text} {written}", f"{token.text}{_bracketed(written)}")
    node = FUNCTIONS[ALIASES.get(token.text, token.text)].build(parser.graph, argument)
    return parser.graph.power(node, parser.graph.constant(float(power))) if power else node


def _power(parser: Parser, token: Token) -> int:
    """The power that stands between a function and its argument; 0 where there is none."""
    if parser.token.kind == "superscript":
        value: float | None = float(parser.advance().text.translate(SUPERSCRIPTS))
    elif parser.at("**"):
        parser.advance()
        minus = parser.at("-") and bool(parser.advance())
        simple = parser.token.kind == "number" or parser.at("(")  # else sin^sin^… would be read without a bound
        value = parser.graph.values[parser.bare_atom()] if simple else None
        value = -value if minus and value is not None else value
    else:
        return 0
    if value is None or not value.is_integer() or not 2 <= value <= HIGHEST_POWER:
        word = token.text
        inverse = INVERSES.get(word)
        hint = f"write ({word}(x))^n for the power"
        if value == -1.0:
            hint = f"write 1/{word}(x) for the reciprocal" + (f", {inverse}(x) for the inverse" if inverse else "")
        parser.fail(f"a power of '{word}' before its argument can mean two things", hint, token)
    return int(value)


def _bare_argument(parser: Parser, token: Token) -> tuple[int, str]:
    """A number, constants and at most one name; or |…| or a root.  With it, how it was written."""
    start = parser.place
    factors: list[int] = []
    if parser.at("|", "√"):
        factors.append(parser.bare_atom())
    else:
        if parser.token.kind == "number":
            factors.append(parser.bare_atom())
        while parser.token.text in NAMED and parser.token.text not in parser.declared:
            factors.append(parser.bare_atom())
        if _is_variable(parser):
            factors.append(name(parser))
    if not factors:
        parser.fail(f"'{token.text}' is a function", f"write {token.text}(x)", token)
    joint = "" if parser.tokens[start].kind == "sign" else " "
    written = joint.join(part.text for part in parser.tokens[start : parser.place])
    _check_end(parser, token, written.replace(" ", "*"))
    return parser.checked(parser.graph.product(factors), token), written


def _is_variable(parser: Parser) -> bool:
    word = parser.token.text
    return parser.token.kind == "name" and word not in CALLED - ALSO_NAMES and word not in REFUSED


def _check_end(parser: Parser, token: Token, argument: str) -> None:
    """Refuse what could belong to the argument as well as to what stands behind the function."""
    following = parser.token
    ends = following.kind == "end" or following.text in (*ENDINGS, "and", "or")
    bar = following.text == "|" and (parser.in_bars or parser.conditions > 0)
    function = following.kind == "name" and is_function(following.text)
    times_function = parser.at("*") and is_function(parser.tokens[parser.place + 1].text)
    if ends or bar or function or times_function:
        return
    sign = {"**": "^", "*": "*", "/": "/"}.get(following.text, "*")
    behind = parser.tokens[parser.place + 1].text if following.text in ("**", "*", "/") else following.text
    behind = "(…)" if behind == "(" else behind
    if following.kind == "superscript":
        sign, behind = "^", following.text.translate(SUPERSCRIPTS)
    word = token.text
    hint = f"write {word}({argument}{sign}{behind}) or {word}({argument}){sign}{behind}"
    parser.fail(f"it is not clear where the argument of '{word}' ends", hint, token)


def _bracketed(written: str) -> str:
    return written if written.startswith("(") else f"({written.replace(' ', '*')})"
