"""Characters as keyboards, books and chats give them, to the few that formulas are made of.

Each character is looked at on its own, and its place is kept, so that a message can point into what was typed.  Only
what cannot change the meaning is replaced: letters in another type face (𝑥, ｘ), the micro sign, minus signs and dots,
spaces of any width.  Letters of other alphabets stay what they are, however much they look like ours.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

SAME = {
    **dict.fromkeys("−–—‐‑﹣", "-"),
    **dict.fromkeys("×·⋅∙•∗⁎", "*"),
    **dict.fromkeys("÷∕", "/"),
    **dict.fromkeys("∣│", "|"),
    **{"≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=", "‖": "||"},
    **{"µ": "μ", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "ϱ": "ρ", "ϖ": "π", "ϰ": "κ", "ℓ": "l", "ı": "i", "ȷ": "j"},
}
"""Characters that mean the same as what stands behind them."""

UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
"""Without width: soft hyphens, joiners, marks of direction, byte order marks.  (Embeddings and overrides of direction,
U+202A and on, are refused: behind them a formula is not what it looks like.)"""

TYPE_FACES = ("<font>", "<wide>", "<narrow>")
"""How Unicode marks characters that are others in another type face or width; ², ½ and ① are not among them."""


class Spelling(NamedTuple):
    """``text`` in plain characters; ``places[i]`` is where its character ``i`` stood in what was typed."""

    text: str
    places: tuple[int, ...]


def spelled(typed: str) -> Spelling:
    """What was typed in plain characters, and where each stood; one place more for the end.

    >>> spelled("𝑥−１").text
    'x-1'
    """
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(typed):
        for plain in plain_character(letter):
            letters.append(plain)
            places.append(place)
    return Spelling("".join(letters), (*places, len(typed.rstrip())))


def plain_character(letter: str) -> str:
    """One character in plain ones: none for what has no width, itself where nothing else means the same."""
    if letter.isascii() or letter in UNSEEN:
        return "" if letter in UNSEEN else letter
    if letter.isspace():
        return " "
    if unicodedata.decomposition(letter).startswith(TYPE_FACES):
        letter = unicodedata.normalize("NFKC", letter)
        return "".join(SAME.get(part, part) for part in letter) if len(letter) == 1 else letter
    return SAME.get(letter, letter)
