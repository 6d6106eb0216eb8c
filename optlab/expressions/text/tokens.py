"""Text to tokens: what a stranger types, cut into numbers, names and signs that know where they stood."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from optlab.errors import ExpressionError
from optlab.expressions.text.spelling import spelled

LONGEST_TEXT = 2_000
LONGEST_NAME = 24
LONGEST_NUMBER = 30

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SIGNS = {"^": "**", ".*": "*", "./": "/", ".^": "**", ":=": "="}
"""Signs that mean another, MATLAB's element by element among them."""

PATTERN = re.compile(
    r"""(?P<space>[\ \t\r\n]+)
      | (?P<module>(?:(?:np|numpy|jnp|math|Math|torch|tf|nn|F|sp|sympy|K)\.)+(?=[A-Za-z]))
      | (?P<fraction>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|[0-9]{1,9}⁄[0-9]{1,9})
      | (?P<number>(?:[0-9]+(?:\.(?![*/^]))?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<tex>\\(?:[A-Za-z]+(?:_[0-9])?|.)|_(?=\{)|[{}$])
      | (?P<name>[A-Za-z_](?:[A-Za-z0-9₀-₉]|_(?!\{))*|[α-ωΑ-Ω](?:_?[0-9]+|[₀-₉]*))
      | (?P<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
      | (?P<sign>\*\*|<=|>=|==|!=|:=|\.[*/^]|[-+*/(),<>&|~\[\]√∛∜^=])
    """,
    re.VERBOSE,
)

HINTS = {
    "=": "write only the right-hand side; comparisons (x == y) belong inside where(…)",
    "{": "brackets are round: ( and )",
    "}": "brackets are round: ( and )",
    "$": "type the plain formula, such as x^2, not LaTeX",
    "\\": "type the plain formula, such as sqrt(x), not LaTeX",
    "%": "write mod(x, 2) for a remainder, and a percentage as a number: 0.05",
    "!": "there is no factorial; write the number",
    "@": "write * for a product",
    ":": "write only the formula",
    ";": "one formula only; several arguments are separated by commas",
    "∞": "a loss is made of finite numbers",
    ".": "a dot stands only inside a number, such as 0.5",
    "∑": "write Sum(term, (i, 1, n)) for a sum",
    "Σ": "write Sum(term, (i, 1, n)) for a sum",
    "∏": "write Product(term, (i, 1, n)) for a product",
    "∂": "derivatives are taken for you: write only the function",
    "∇": "derivatives are taken for you: write only the function",
    "'": "a dash behind a name is not part of it; write x1 or x_1",
    "′": "a dash behind a name is not part of it; write x1 or x_1",
}


class Token(NamedTuple):
    """``kind`` is "number", "name", "superscript", "tex", "sign" or "end"; ``position`` counts characters of what was
    typed from 0, and ``apart`` says that a space stood before it.
    """

    kind: str
    text: str
    position: int
    apart: bool = False


def tokenize(typed: str) -> list[Token]:
    """The tokens of a formula, an "end" last; ExpressionError at the first character that fits nowhere."""
    if len(typed) > LONGEST_TEXT:
        raise ExpressionError(
            f"the formula has {len(typed):,} characters; {LONGEST_TEXT:,} is the limit",
            "write a shorter formula, for example with Sum(…, (i, 1, n))",
            typed,
            LONGEST_TEXT,
        )
    text, places = spelled(typed)
    text = re.sub(r"(?<=.)[\s.,;]+$", lambda end: " " * len(end[0]), text)  # the end of a sentence
    tokens: list[Token] = []
    position, apart = 0, False
    while position < len(text):
        match = PATTERN.match(text, position)
        if match is None:
            raise unreadable(text[position], typed, places[position])
        if match.lastgroup not in ("space", "module"):
            tokens += _tokens(match, Place(typed, places[position], apart), text)
        apart = match.lastgroup == "space"
        position = match.end()
    return [*tokens, Token("end", "", places[-1], apart)]


class Place(NamedTuple):
    """Where a token stands: in what, at which character, and whether after a space."""

    typed: str
    position: int
    apart: bool

    def fault(self, what: str, hint: str) -> ExpressionError:
        """The error to raise here."""
        return ExpressionError(what, hint, self.typed, self.position)


def _tokens(match: re.Match[str], place: Place, text: str) -> list[Token]:
    kind, word = str(match.lastgroup), match.group()
    if kind == "number":
        _check_number(word, text[match.end() : match.end() + 1], place)
    if kind == "name":
        word = word.translate(SUBSCRIPTS)
        _check_name(word, place)
    if kind == "fraction":
        return _fraction(word, text[: match.start()].rstrip()[-1:], place)
    return [Token(kind, SIGNS.get(word, word), place.position, place.apart)]


def _fraction(letter: str, before: str, place: Place) -> list[Token]:
    """``½`` and ``1⁄2`` as (1/2)."""
    above, below = unicodedata.normalize("NFKC", letter).split("⁄")
    if before.isdecimal() or unicodedata.decomposition(before or "x").startswith("<fraction>"):
        hint = f"write {before}*({above}/{below}) for the product, {before} + {above}/{below} for the sum"
        raise place.fault(f"'{before}{letter}' may be a product or a sum", hint)
    parts = (("sign", "("), ("number", above), ("sign", "/"), ("number", below), ("sign", ")"))
    return [Token(kind, text, place.position, place.apart) for kind, text in parts]


def _check_number(word: str, following: str, place: Place) -> None:
    if len(word) > LONGEST_NUMBER:
        hint = "17 digits are all that a computer's number keeps"
        raise place.fault(f"this number has more than {LONGEST_NUMBER} characters", hint)
    if float(word) == float("inf"):
        raise place.fault(f"{word} is too large", "numbers go up to about 1e308")
    if word == "0" and following and following in "xXbBoO":
        hint = f"write decimal numbers; for a product, 0*{following}"
        raise place.fault(f"0{following}… looks like a number that is not decimal", hint)
    if following == "j":
        hint = f"if j is a variable, write {word}*j"
        raise place.fault(f"{word}j looks like a complex number; a loss is real", hint)


def _check_name(word: str, place: Place) -> None:
    if word.startswith("_") or "__" in word:
        raise place.fault(f"{_short(word)} is not a name here", "names start with a letter: x, w1, bias")
    if len(word) > LONGEST_NAME:
        raise place.fault(f"the name {_short(word)} is too long", f"names have at most {LONGEST_NAME} characters")


def unreadable(letter: str, typed: str, position: int) -> ExpressionError:
    """The error for a character that fits nowhere."""
    shown = f"'{letter}'" if letter.isprintable() else f"character U+{ord(letter):04X}"
    hint = HINTS.get(letter, "a formula is made of numbers, names, + - * / ^, brackets and functions such as sin(x)")
    if letter.isalpha() and letter not in HINTS:
        hint = "names use plain Latin or Greek letters; retype this letter, it may only look like one"
    return ExpressionError(f"{shown} cannot stand here", hint, typed, position)


def _short(word: str) -> str:
    return f"'{word}'" if len(word) <= LONGEST_NAME else f"'{word[:LONGEST_NAME]}…'"
