"""Round brackets that hold an index: x(1)^2 + 3x(2)^2 as Octave has it; and SymPy's S(1)/2."""

from __future__ import annotations

from collections.abc import Collection

from optlab.expressions.functions import CALLED
from optlab.expressions.text.notes import Notes
from optlab.expressions.text.tokens import Token

LARGEST = 128
"""The largest number in round brackets that is taken for an index."""

SYMPIFY = "S"
"""SymPy's name for making a number its own."""


def with_square_brackets(tokens: list[Token], declared: Collection[str], notes: Notes) -> list[Token]:
    """The tokens with ``x[1]`` for ``x(1)`` where each use of the name is one with a small whole number in brackets."""
    uses: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        if token.kind == "name" and token.text not in CALLED and token.text not in declared:
            uses.setdefault(token.text, []).append(place)
    plain = list(tokens)
    for name, places in uses.items():
        if all(_is_indexed(tokens, place) for place in places):
            _rewrite(plain, name, places, notes)
    return [token for token in plain if token.text or token.kind == "end"]


def _is_indexed(tokens: list[Token], place: int) -> bool:
    """Whether ``(whole number)`` stands behind the name here."""
    texts = [token.text for token in tokens[place + 1 : place + 4]]
    return len(texts) == 3 and texts[0] == "(" and texts[1].isdecimal() and int(texts[1]) <= LARGEST and texts[2] == ")"


def _rewrite(plain: list[Token], name: str, places: list[int], notes: Notes) -> None:
    for place in places:
        number = plain[place + 2].text
        if name == SYMPIFY:  # the brackets with the number stay
            plain[place] = plain[place]._replace(text="")
            notes.read(f"{name}({number})", f"the number {number}")
            continue
        plain[place + 1] = plain[place + 1]._replace(text="[")
        plain[place + 3] = plain[place + 3]._replace(text="]")
        notes.read(f"{name}({number})", f"the name {name}{number}")
