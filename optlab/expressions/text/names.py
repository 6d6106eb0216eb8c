"""Words to names: xy is x times y where both are used, sinx the sine of x, x(1) the first of several x.

A word that can be read in one way only is read so, and a note says it; one that can be read in several is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

from optlab.errors import ExpressionError
from optlab.expressions.functions import CALLED, GREEK_NAMES, NAMED, REFUSED, RESERVED
from optlab.expressions.text.notes import Notes
from optlab.expressions.text.tokens import Token
from optlab.expressions.text.words import (
    APPLIED,
    GREEK,
    LETTER,
    USUAL,
    Reading,
    is_function,
    product_of_letters,
    readings,
    shown,
)


class Names:
    """The names of one formula: which are ``known`` because they stand alone or are declared from outside."""

    def __init__(self, typed: str, declared: Collection[str], arguments: Collection[str], notes: Notes) -> None:
        self._typed, self._declared, self._notes = typed, frozenset(declared), notes
        self._bound: frozenset[str] = frozenset()
        self._known = self._declared | frozenset(arguments)

    def resolved(self, tokens: list[Token]) -> list[Token]:
        """The tokens, with the words among them cut into names and functions."""
        self._bound = _index_names(tokens)
        alone = {token.text for token in tokens if token.kind == "name" and is_single(token.text)}
        self._known |= alone - CALLED
        self._compare(alone)
        following = (*tokens[1:], tokens[-1])
        return [
            part for token, next_token in zip(tokens, following, strict=True) for part in self._cut(token, next_token)
        ]

    def _cut(self, token: Token, following: Token) -> list[Token]:
        word = token.text
        if token.kind != "name" or word in self._declared or word in self._bound or word in REFUSED:
            return [token]
        if word in CALLED or is_single(word) or word in NAMED or following.text == "[":
            self._doubt(word)
            return [token]
        if word.lower() in CALLED and len(word) > 1:
            return [token._replace(text=word.lower())]
        if word.lower() == "pi":
            self._notes.read(word, "π")
            return [token._replace(text="pi")]
        return self._split(token, following)

    def _split(self, token: Token, following: Token) -> list[Token]:
        opens = following.kind in ("name", "number", "superscript") or following.text in ("(", "**", "√", "|")
        self._check_digits(token, following)
        ways = self._ways(token.text, opens=opens)
        if len(ways) > 1:
            self._refuse(token, f"write {shown(ways[0])} or {shown(ways[1])}")
        letters = product_of_letters(token.text)
        product = len(letters) == 2 or (len(letters) > 2 and all(len(letter) > 1 for letter in letters))
        if not ways and product and following.text != "(":
            ways = [letters]
        if ways:
            self._notes.read(token.text, shown(ways[0]))
            return _parts(token, ways[0])
        if following.text != "(":
            self._check_application(token)
            if "_" not in token.text and not GREEK.fullmatch(token.text):
                self._notes.one_name(token.text)
        return [token]

    def _ways(self, word: str, *, opens: bool) -> list[Reading]:
        """How a word can be read with the names that are used, or with x, y and z if there is a function in it."""
        known = self._known | letter_beside_greek(word)
        ways = readings(word, known, opens=opens)
        if not ways:
            usual = {letter for letter in product_of_letters(word) if USUAL.fullmatch(letter)}
            ways = [way for way in readings(word, known | usual, opens=opens) if any(map(is_function, way))]
        if len(ways) == 1 and is_function(ways[0][0]) and is_function(ways[0][0][1:]):  # acosx may be a*cos(x)
            first, *others = ways[0]
            ways.append((first[0], first[1:], *others))
        return ways

    def _check_digits(self, token: Token, following: Token) -> None:
        """Refuse sin2x and sqrt2: a factor, a power that lost its height, or a part of the function's name."""
        applications = _applications(token.text)
        if following.text == "(" or not any(rest[0].isdecimal() for _, rest in applications):
            return
        ways = [f"{name}({rest})" for name, rest in applications]
        name, rest = applications[-1]
        if len(ways) == 1 and rest[0] in "23" and len(rest) > 1:
            ways.append(f"{name}({rest[1:]})^{rest[0]}")
        self._refuse(token, f"write {' or '.join(ways)}")

    def _check_application(self, token: Token) -> None:
        """Refuse cost and sinxy, which may be functions without brackets."""
        for name, rest in _applications(token.text):
            if LETTER.fullmatch(rest):
                self._refuse(token, f"write {name}({rest}) for the function, or choose another name")
            letters = product_of_letters(rest)
            if letters and self._known.issuperset(letters):
                inside, behind = "*".join(letters), "*".join(letters[1:])
                self._refuse(token, f"write {name}({inside}) or {name}({letters[0]})*{behind}")

    def _refuse(self, token: Token, hint: str) -> NoReturn:
        what = f"'{token.text}' can be read in more than one way"
        raise ExpressionError(what, hint, self._typed, token.position)

    def _doubt(self, word: str) -> None:
        """Notes on names that look like products of names which are used."""
        if word in CALLED:
            rest = next((name for name in APPLIED if word[1:] == name and word[0] in self._known), "")
            if rest:
                self._notes.say(f"{word} is a function of its own; the product is written {word[0]}*{rest}(…)")
        elif word in GREEK_NAMES and len(word) == 2 and self._known.issuperset(word):
            self._notes.say(f"{word} is the Greek letter; the product is written {'*'.join(word)}")

    def _compare(self, alone: set[str]) -> None:
        """Notes on names that differ so little that one of them may be a slip."""
        for name in sorted(alone - RESERVED):
            if name != name.lower() and name.lower() in alone and name.lower() not in RESERVED:
                self._notes.say(f"{name.lower()} and {name} are two different names")
            if "_" in name and name.replace("_", "") in alone:
                self._notes.say(f"{name} and {name.replace('_', '')} are two different names")
            if name[0] in alone and name[1:] in ("2", "3") and f"{name[0]}1" not in alone:
                self._notes.say(f"{name} is a name of its own; a power is written {name[0]}^{name[1:]}")


def is_single(word: str) -> bool:
    """Whether a word is one letter, with or without digits, or a spelled Greek letter: the usual names of mathematics,
    which are multiplied by standing side by side.
    """
    return (LETTER.fullmatch(word) or GREEK.fullmatch(word)) is not None


def letter_beside_greek(word: str) -> frozenset[str]:
    """The two names in 2pix and thetax: a spelled Greek letter and a usual name behind it."""
    match = GREEK.match(word)
    rest = word[match.end() :] if match else ""
    if match is None or not USUAL.fullmatch(rest) or (len(match[0]) < 3 and match[0] != "pi"):
        return frozenset()
    return frozenset((match[0], rest))


def _applications(word: str) -> list[tuple[str, str]]:
    """The functions that a word begins with, the longest first, each with the rest of the word."""
    names = sorted(APPLIED, key=len, reverse=True)
    return [(name, word.removeprefix(name)) for name in names if word.startswith(name) and word != name]


def _parts(token: Token, pieces: Reading) -> list[Token]:
    """The pieces of a word, each where it stands in it."""
    parts, start = [], token.position
    for number, piece in enumerate(pieces):
        parts.append(Token("name", piece, start, token.apart and not number))
        start += len(piece)
    return parts


def _index_names(tokens: list[Token]) -> frozenset[str]:
    """The names that sums run over: ``i`` in ``, (i, 1, n)``."""
    windows = zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False)
    return frozenset(
        name.text
        for before, bracket, name, comma in windows
        if (before.text, bracket.text, comma.text) == (",", "(", ",") and name.kind == "name"
    )
