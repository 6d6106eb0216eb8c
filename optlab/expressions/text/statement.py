"""What people write around a formula, ``minimize …`` or ``f(x, y) = …``, is taken off where it only names the value."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from optlab.errors import ExpressionError
from optlab.expressions.functions import RESERVED
from optlab.expressions.text.notes import Notes
from optlab.expressions.text.tokens import HINTS, Token, unreadable

DOWN = ("minimize", "minimise", "min", "argmin")
UP = ("maximize", "maximise", "max", "argmax")
LONGEST_SHOWN = 80
"""Characters of a formula that a hint repeats."""

VARIABLE = "x"
"""Never the name of a value: x = 3 is an equation."""


class Statement(NamedTuple):
    """The tokens of the formula itself, and the names in the brackets on its left side, if any."""

    tokens: list[Token]
    arguments: tuple[str, ...] = ()


def statement(tokens: list[Token], typed: str, declared: Collection[str], notes: Notes) -> Statement:
    """The formula without what only names it; ExpressionError for an equation."""
    tokens = _without_verb(tokens, typed, declared)
    signs = [place for place, token in enumerate(tokens) if token.text == "="]
    if not signs:
        return Statement(tokens)
    left, right = tokens[: signs[0]], tokens[signs[0] + 1 :]
    stray = tokens[signs[1]] if len(signs) > 1 else tokens[signs[0]]
    arguments = _arguments(left)
    if len(signs) > 1 or arguments is None:
        raise unreadable("=", typed, stray.position)
    name, names = left[0].text, {token.text for token in right if token.kind == "name"}
    if name in declared:
        shown = typed[right[0].position :].strip() if len(typed) <= LONGEST_SHOWN else "…"
        what = f"'{name}' is a column or a parameter, so that this is an equation"
        raise ExpressionError(what, f"write the squared error, ({shown} - {name})^2", typed, stray.position)
    if (name == VARIABLE and not arguments) or name in names or name in RESERVED or not names - RESERVED:
        raise ExpressionError("'=' cannot stand here", HINTS["="], typed, stray.position)
    written = name + (f"({', '.join(arguments)})" if arguments else "")
    notes.say(f"'{written} =' was left out: what stands on the right is minimised")
    return Statement(right, arguments)


def _without_verb(tokens: list[Token], typed: str, declared: Collection[str]) -> list[Token]:
    first, following = tokens[0], tokens[min(1, len(tokens) - 1)]
    word = first.text.lower()
    starts = following.kind in ("name", "number") or following.text in ("(", "√", "|")
    if first.kind != "name" or word in declared or not starts or (following.text == "(" and word in ("min", "max")):
        return tokens
    if word in UP:
        raise ExpressionError("descent minimises", "write the formula behind a minus: -(…)", typed, first.position)
    return tokens[1:] if word in DOWN else tokens


def _arguments(left: list[Token]) -> tuple[str, ...] | None:
    """The names in ``f(x, y)``; none in ``f``; None where the left side is anything else."""
    kinds = [token.kind for token in left]
    if kinds[:1] != ["name"]:
        return None
    inside = left[2:-1]
    if len(left) == 1:
        return ()
    bracketed = left[1].text == "(" and left[-1].text == ")" and len(inside) % 2 == 1
    plain = all(token.kind == "name" for token in inside[::2]) and all(token.text == "," for token in inside[1::2])
    return tuple(token.text for token in inside[::2]) if bracketed and plain else None


def compare(arguments: Collection[str], names: Collection[str], declared: Collection[str], notes: Notes) -> None:
    """Say where the names on the left side are not those of the formula."""
    if not arguments:
        return
    absent = [name for name in arguments if name not in names]
    more = [name for name in names if name not in arguments and name not in declared]
    if absent:
        notes.say(f"{', '.join(absent)} stands only on the left side: the loss does not depend on it")
    if more:
        notes.say(f"{', '.join(more)} does not stand on the left side: it is a parameter, too")
    shared = [name for name in arguments if name in names]
    if shared != [name for name in names if name in arguments]:
        notes.say(f"numbers are given in the order {', '.join(names)}")
