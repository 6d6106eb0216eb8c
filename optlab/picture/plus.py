"""Spaces of a formula in an address: a ``+`` that somebody wrote there by hand arrives as one.

Our own addresses write a space that multiplies (2 x) as one that does not break, which nobody writes by hand.  So any
other space that would multiply is told, and one that cannot be read is taken for the plus that it probably was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from optlab.errors import OptlabError
from optlab.expressions import parse
from optlab.expressions.functions import CALLED
from optlab.expressions.text.parser import WORDS
from optlab.expressions.text.statement import DOWN, UP
from optlab.expressions.text.tokens import Token, tokenize

FORMULA = "e"
OWN_SPACE = "\u00a0"
LONGEST_SHOWN = 40
ABOUT = "in an address a plus is written %2B"

NEVER_FACTORS = CALLED | WORDS | frozenset(DOWN) | frozenset(UP)


def guarded(formula: str) -> str:
    """A formula as an address holds it: the spaces that multiply do not break."""
    return _with(formula, OWN_SPACE, _multiplying(formula))


def with_plus(query: Mapping[str, Sequence[str]]) -> tuple[Mapping[str, Sequence[str]], list[str]]:
    """The query with the formula that its spaces stand for, and a notice where they may have been plus signs.

    >>> with_plus({"e": ["2^x 3"]})[0]
    {'e': ['2^x+3']}
    """
    text = next(iter(query.get(FORMULA, ())), "")
    if OWN_SPACE in text:
        return {**query, FORMULA: [text.replace(OWN_SPACE, " ")]}, []
    places = _multiplying(text)
    if not places:
        return query, []
    if _readable(text):
        return query, [f"{FORMULA}: a space in '{text[:LONGEST_SHOWN]}' was read as times; {ABOUT}"]
    added = _with(text, "+", places)
    if not _readable(added):
        return query, []
    return {**query, FORMULA: [added]}, [f"{FORMULA}: read as '{added[:LONGEST_SHOWN]}'; {ABOUT}"]


def _with(text: str, letter: str, places: Sequence[int]) -> str:
    """The text with this letter at some places."""
    return "".join(letter if place in places else old for place, old in enumerate(text)) if places else text


def _multiplying(text: str) -> list[int]:
    """The places of the spaces between two factors."""
    try:
        tokens = tokenize(text) if " " in text else []
    except OptlabError:
        return []
    return [
        token.position - 1
        for before, token in pairwise(tokens)
        if text[token.position - 1 : token.position] == " " and _ends(before) and _begins(token)
    ]


def _ends(token: Token) -> bool:
    name = token.kind == "name" and token.text not in NEVER_FACTORS
    return name or token.kind in ("number", "superscript") or token.text in (")", "]")


def _begins(token: Token) -> bool:
    name = token.kind == "name" and token.text not in WORDS
    return name or token.kind == "number" or token.text in ("(", "√")


def _readable(text: str) -> bool:
    try:
        parse(text)
    except OptlabError:
        return False
    return True
