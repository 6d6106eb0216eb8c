"""Where factors stand side by side and could be meant otherwise: noted, or refused with both spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optlab.expressions.functions import CALLED
from optlab.expressions.text.tokens import Token
from optlab.expressions.text.unknown_functions import LETTERS_OF_FUNCTIONS
from optlab.expressions.text.words import is_function

if TYPE_CHECKING:
    from optlab.expressions.text.parser import Parser


def check_product(parser: Parser, before: Token, start: int, factor: int) -> None:
    """Note that a name with a bracket behind it, a(x + 1), is a product; refuse x(2 + 1) and f(x): they may be none."""
    word = before.text
    if parser.graph.values[factor] is not None:
        inside = parser.tokens[start + 1].text if parser.tokens[start + 2].text == ")" else "…"
        hint = f"write {word}[{inside}] for an index, {word}*({inside}) for a product"
        parser.fail(f"a number in brackets behind '{word}' may be an index or a factor", hint, before)
    only_name = parser.place == start + 3 and parser.tokens[parser.place - 2].kind == "name"
    if word in LETTERS_OF_FUNCTIONS and word not in parser.declared and only_name:
        parser.fail(f"unknown function '{word}'", f"write what it stands for; for a product write {word}*(…)", before)
    parser.notes.read(f"{word}(…)", f"{word}*(…)")


def check_root(parser: Parser, root: Token, inside: Token) -> None:
    """Refuse √2x and √x², which could mean two things, unless brackets say where the root ends."""
    following = parser.token
    more = following.kind in ("superscript", "name", "number") or following.text in ("**", "(")
    if inside.text in ("(", "|") or not more or is_function(following.text):
        return
    power = following.kind == "superscript" or following.text == "**"
    behind = "^…" if power else "*…" if following.text == "(" else f"*{following.text}"
    hint = f"write {root.text}({inside.text}{behind}) or {root.text}({inside.text}){behind}"
    parser.fail(f"it is not clear where the root of '{root.text}{inside.text}' ends", hint, root)


def check_quotient(parser: Parser, before: Token, token: Token) -> None:
    """Note that 1/2x is read from the left, (1/2)*x; refuse 1/xy, in which the word is one factor to most."""
    below = "(…)" if before.text == ")" else before.text
    factor = "(…)" if token.text == "(" else token.text
    if before.kind == "name" and _touch(parser, before, token):
        hint = f"write …/({below}*{factor}) or (…/{below})*{factor}"
        parser.fail("it is not clear what stands below this fraction", hint, before)
    parser.notes.read(f"…/{below}{factor}", f"(…/{below})*{factor}")


def check_exponent(parser: Parser, base: float | None) -> None:
    """Refuse e^xy and e^2x, which some mean as e^(2x) and some as e^2*x; x^2y is clear."""
    exponent, following = parser.previous, parser.token
    if not _touch(parser, exponent, following):
        return
    factor = exponent.kind == "number" and base is not None and following.text not in CALLED
    if exponent.kind == "name" or factor:
        more = f"{following.text}(…)" if following.text in CALLED else following.text
        hint = f"write ^({exponent.text}*{more}) or ^{exponent.text}*{more}"
        parser.fail("it is not clear where this exponent ends", hint, exponent)


def _touch(parser: Parser, before: Token, token: Token) -> bool:
    """Whether a name follows without a space, or a command of LaTeX, between the two."""
    touch = token.kind == "name" and token.position == before.position + len(before.text)
    return touch and parser.text[token.position] != "\\"
