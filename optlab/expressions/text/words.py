"""How one word can be read: as a product of names, xy, or as functions of names, 2sinxcosy.  Pure, and bounded."""

from __future__ import annotations

import re
from collections.abc import Collection

from optlab.expressions.functions import ALIASES, ALSO_NAMES, FUNCTIONS, GREEK_NAMES

MOST_READINGS = 2
"""Two are enough to know that a word is ambiguous."""

LETTER = re.compile(r"[A-Za-zα-ωΑ-Ω](?:_?[0-9]+)?")
GREEK = re.compile(rf"(?:{'|'.join(sorted(GREEK_NAMES | {'pi'}, key=len, reverse=True))})(?:_?[0-9]+)?")
USUAL = re.compile(r"[xyzθ][0-9]*")
"""Names that are taken for the argument of a function without being used elsewhere."""

APPLIED = tuple(
    name for name in (*FUNCTIONS, *ALIASES) if FUNCTIONS[ALIASES.get(name, name)].fewest == 1 and name not in ALSO_NAMES
)
"""Functions of one argument, which people write without brackets."""

Reading = tuple[str, ...]
NAMES, ARGUMENT, APPLICATION = "names", "argument", "application"
"""What was read last: names or nothing; a function; a function with its argument."""


def is_function(word: str) -> bool:
    """Whether the word is a function of one argument."""
    return word in APPLIED


def product_of_letters(word: str) -> Reading:
    """The letters, each with its digits, that a word consists of; nothing if there is anything else in it."""
    pieces = LETTER.findall(word)
    return tuple(pieces) if "".join(pieces) == word else ()


def readings(word: str, known: Collection[str], *, opens: bool) -> list[Reading]:
    """The first MOST_READINGS ways to read a word with these names ``known``.

    ``opens`` says that an argument follows the word, so that it may end with a function.  The time is that of a few
    steps for each character: what follows a place is worked out once, from the end.

    >>> readings("xy", {"x", "y"}, opens=False), readings("xsinx", {"x"}, opens=False)
    ([('x', 'y')], [('x', 'sin', 'x')])
    """
    behind: dict[tuple[int, str], list[Reading]] = {
        (len(word), NAMES): [()],
        (len(word), APPLICATION): [()],
        (len(word), ARGUMENT): [()] if opens else [],
    }
    for place in reversed(range(len(word))):
        for state in (NAMES, ARGUMENT, APPLICATION):
            ways = [
                (piece, *rest)
                for piece, then in _pieces(word, place, state, known)
                for rest in behind[place + len(piece), then]
            ]
            behind[place, state] = ways[:MOST_READINGS]
    return [way for way in behind[0, NAMES] if len(way) > 1]


def _pieces(word: str, place: int, state: str, known: Collection[str]) -> list[tuple[str, str]]:
    """What can come next in a word, and what was read last then."""
    names = {match[0] for pattern in (LETTER, GREEK) if (match := pattern.match(word, place))}
    pieces = []
    if state != ARGUMENT:
        pieces += [(name, ARGUMENT) for name in APPLIED if word.startswith(name, place)]
    if state == NAMES:
        pieces += [(name, NAMES) for name in names if name in known or name == "pi"]
    if state == ARGUMENT:
        pieces += [(name, APPLICATION) for name in names if name in known or USUAL.fullmatch(name)]
    return sorted(pieces)


def shown(reading: Reading) -> str:
    """A reading as one would type it.

    >>> shown(("x", "sin", "x", "cos"))
    'x*sin(x)*cos(…)'
    """
    parts, pending = [], ""
    for piece in reading:
        if pending:
            parts.append(f"{pending}({piece})")
        pending = piece if not pending and is_function(piece) else ""
        if not pending and (not parts or not parts[-1].endswith(f"({piece})")):
            parts.append(piece)
    return "*".join([*parts, f"{pending}(…)"] if pending else parts)
