"""Text to tokens: what a stranger types, cut into numbers, names and signs that know where they stood.

Friendly spellings are mapped one by one (``^``, ``×``, ``−``, ``x²``, ``√``, ``π``, ``x₁``); nothing is
Unicode-normalised, so no exotic letter can turn into a plain one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from optlab.errors import ExpressionError

LONGEST_TEXT = 2_000
LONGEST_NAME = 24
LONGEST_NUMBER = 30

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SIGNS = {"^": "**", "−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!="}

PATTERN = re.compile(
    r"""(?P<space>[\ \t\r\n]+)
      | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*[₀-₉]*|[α-ωΑ-Ω](?:_?[0-9]+|[₀-₉]*))
      | (?P<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
      | (?P<sign>\*\*|<=|>=|==|!=|[-+*/(),<>&|~\[\]√^−–×·⋅÷≤≥≠])
    """,
    re.VERBOSE,
)

HINTS = {
    "=": "write only the right-hand side; comparisons (x == y) belong inside where(…)",
    "{": "brackets are round: ( and )",
    "}": "brackets are round: ( and )",
    "$": "type the plain formula, such as x^2, not LaTeX",
    "\\": "type the plain formula, such as sqrt(x), not LaTeX",
    "%": "there is no remainder; x - floor(x) is the fractional part of x",
    "!": "there is no factorial; write the number",
    "@": "write * for a product",
    ";": "one formula only; several arguments are separated by commas",
    "∞": "a loss is made of finite numbers",
    ".": "a dot stands only inside a number, such as 0.5",
}


class Token(NamedTuple):
    """``kind`` is "number", "name", "superscript", "sign" or "end"; ``position`` counts characters from 0."""

    kind: str
    text: str
    position: int

    @property
    def end(self) -> int:
        """The position after the token."""
        return self.position + len(self.text)


def tokenize(text: str) -> list[Token]:
    """The tokens of a formula, an "end" last; ExpressionError at the first character that fits nowhere."""
    if len(text) > LONGEST_TEXT:
        raise ExpressionError(
            f"the formula has {len(text):,} characters; {LONGEST_TEXT:,} is the limit",
            "write a shorter formula, for example with Sum(…, (i, 1, n))",
            text,
            LONGEST_TEXT,
        )
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = PATTERN.match(text, position)
        if match is None:
            raise _unreadable(text, position)
        if match.lastgroup != "space":
            tokens.append(_token(str(match.lastgroup), match.group(), position, text))
        position = match.end()
    return [*tokens, Token("end", "", len(text.rstrip()))]


def _token(kind: str, word: str, position: int, text: str) -> Token:
    if kind == "number":
        _check_number(word, position, text)
    if kind == "name":
        word = word.translate(SUBSCRIPTS)
        _check_name(word, position, text)
    return Token(kind, SIGNS.get(word, word), position)


def _check_number(word: str, position: int, text: str) -> None:
    following = text[position + len(word) : position + len(word) + 1]
    if len(word) > LONGEST_NUMBER:
        hint = "17 digits are all that a computer's number keeps"
        raise ExpressionError(f"this number has more than {LONGEST_NUMBER} characters", hint, text, position)
    if float(word) == float("inf"):
        raise ExpressionError(f"{word} is too large", "numbers go up to about 1e308", text, position)
    if word == "0" and following and following in "xXbBoO":
        hint = f"write decimal numbers; for a product, 0*{following}"
        raise ExpressionError(f"0{following}… looks like a number that is not decimal", hint, text, position)
    if following == "j":
        hint = f"if j is a variable, write {word}*j"
        raise ExpressionError(f"{word}j looks like a complex number; a loss is real", hint, text, position)


def _check_name(word: str, position: int, text: str) -> None:
    if word.startswith("_") or "__" in word:
        raise ExpressionError(
            f"{_short(word)} is not a name here", "names start with a letter: x, w1, bias", text, position
        )
    if len(word) > LONGEST_NAME:
        hint = f"names have at most {LONGEST_NAME} characters"
        raise ExpressionError(f"the name {_short(word)} is too long", hint, text, position)


def _unreadable(text: str, position: int) -> ExpressionError:
    letter = text[position]
    shown = f"'{letter}'" if letter.isprintable() else f"character U+{ord(letter):04X}"
    hint = HINTS.get(letter, "a formula is made of numbers, names, + - * / ^, brackets and functions such as sin(x)")
    if letter.isalpha():
        hint = "names use plain Latin or Greek letters; retype this letter, it may only look like one"
    return ExpressionError(f"{shown} cannot stand here", hint, text, position)


def _short(word: str) -> str:
    return f"'{word}'" if len(word) <= LONGEST_NAME else f"'{word[:LONGEST_NAME]}…'"
