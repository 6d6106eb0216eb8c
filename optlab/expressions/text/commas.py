"""Decimal commas: ``0,5*x`` is read as 0.5*x where a comma can be nothing else, and refused where it could."""

from __future__ import annotations

from optlab.errors import ExpressionError
from optlab.expressions.text.notes import Notes
from optlab.expressions.text.tokens import Token

POINT = "write a decimal point, 0.5"


def with_points(tokens: list[Token], typed: str, notes: Notes) -> list[Token]:
    """The tokens with points for decimal commas outside the arguments of functions."""
    plain: list[Token] = []
    calls: list[bool] = []  # of each open bracket: is it that of a call, or inside one?
    doubtful, place = None, 0
    while place < len(tokens):
        token = tokens[place]
        if token.text in ("(", "["):
            calls.append(bool(calls and calls[-1]) or bool(plain and plain[-1].kind == "name"))
        elif token.text in (")", "]") and calls:
            calls.pop()
        joined = _joined(tokens, place)
        if joined is not None and calls and calls[-1]:
            doubtful = doubtful or token
        elif joined is not None:
            _check(joined, typed)
            notes.read(joined.text.replace(".", ","), joined.text)
            token, place = joined, place + 2
        plain.append(token)
        place += 1
    if doubtful is not None and len(plain) < len(tokens):
        what = f"the comma behind '{doubtful.text}' may be a decimal comma or stand between two arguments"
        raise ExpressionError(what, f"{POINT}, in all numbers", typed, doubtful.position)
    return plain


def _joined(tokens: list[Token], place: int) -> Token | None:
    """The number with a point that digits, a comma and digits make here, without spaces."""
    if len(tokens) < place + 3:
        return None
    first, comma, last = tokens[place : place + 3]
    whole = first.kind == "number" and first.text.isdecimal() and last.kind == "number" and last.text[0].isdecimal()
    if not whole or comma.text != "," or comma.apart or last.apart or "." in last.text:
        return None
    return first._replace(text=f"{first.text}.{last.text}")


def _check(number: Token, typed: str) -> None:
    """Refuse 1,000, which is a thousand to some and one to others."""
    before, _, behind = number.text.partition(".")
    if len(behind) == 3 and before.lstrip("0") and len(before) <= 3:
        what = f"'{before},{behind}' may be {before}{behind} or {before}.{behind}"
        raise ExpressionError(what, "write the one that is meant", typed, number.position)
