"""Which parameters of a loss are held, and at which numbers: checked once, in the spelling of the formula."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from numbers import Real

from optlab.errors import DataError, OptlabError
from optlab.expressions.functions import GREEK_LETTERS

LONGEST = 200
"""Characters of a hint."""


def checked(held: Mapping[str, float], parameters: Collection[str], columns: Collection[str] = ()) -> dict[str, float]:
    """What is held, in the order and the spelling of the ``parameters``.

    A Greek letter may be spelled out, or the other way round.  OptlabError for names that are no parameters, for what
    is no finite number, and where nothing is left to descend in.

    >>> checked({"lambda": 1}, ["w", "λ"])
    {'λ': 1.0}
    """
    known: dict[str, float] = {}
    for name, value in held.items():
        known[_parameter(str(name), parameters, columns)] = _number(str(name), value)
    if len(known) < len(held):
        raise OptlabError("a parameter is held twice", "hold it at one number")
    if known and len(known) == len(parameters):
        raise OptlabError("every parameter is held: nothing is left to descend in", "leave at least one of them free")
    return {name: known[name] for name in parameters if name in known}


def stated(parameters: Sequence[str] | str, held: Mapping[str, float], names: Collection[str]) -> tuple[str, ...]:
    """The order of the ``parameters`` that somebody states, with what is held of the formula's ``names`` behind it.

    >>> stated(("w", "b"), {"lambda": 1.0}, ("b", "lambda", "w"))
    ('w', 'b', 'lambda')
    """
    own = (parameters,) if isinstance(parameters, str) else tuple(parameters)
    known = (spelled(str(name), names) for name in held)
    return (*own, *(name for name in known if name is not None and name not in own))


def spelled(name: str, parameters: Collection[str]) -> str | None:
    """The one of the parameters that is meant; None where there is none, or where it could be two."""
    if name in parameters:
        return name
    alike = [other for other in parameters if _spelled_out(other) == _spelled_out(name)]
    return alike[0] if len(alike) == 1 else None


def _spelled_out(name: str) -> str:
    return GREEK_LETTERS.get(name[:1], name[:1]) + name[1:]


def _parameter(name: str, parameters: Collection[str], columns: Collection[str]) -> str:
    if name in columns:
        raise DataError(f"'{name}' is a column of the rows, which cannot be held", "hold a parameter")
    meant = spelled(name, parameters)
    if meant is None:
        hint = f"its parameters are {', '.join(parameters)}"[:LONGEST]
        raise OptlabError(f"the formula has no parameter '{name[:40]}' to hold", hint)
    return meant


def _number(name: str, value: float) -> float:
    if not isinstance(value, Real) or isinstance(value, bool) or not math.isfinite(value):
        raise OptlabError(f"'{name[:40]}' can only be held at a finite number, got {str(value)[:40]!r}", "such as 0.1")
    return float(value)
