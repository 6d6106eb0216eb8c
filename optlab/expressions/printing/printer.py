"""One walk over a graph that writes it down, in any alphabet.

An alphabet says what names, numbers and operations look like; which brackets are needed, in which order the terms of a
sum stand, and where a part is too long to be written is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from optlab.expressions.graph.graph import Graph

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
"""How tightly a text binds."""

WRITTEN_AS_SUMS = frozenset(["add", "expm1", "sqrt1pm1"])
"""Operations that are written as a sum: exp(x) - 1."""


class Part(NamedTuple):
    """A text, how tightly it binds, and the brackets of its alphabet; ``opposite`` is the text of its negative where
    that is not just a minus before it: 1 - exp(x) for exp(x) - 1.
    """

    text: str
    binding: int
    brackets: tuple[str, str] = ("(", ")")
    opposite: str = ""

    def inside(self, binding: int) -> str:
        """The text, in brackets where something that binds this tightly surrounds it."""
        opening, closing = self.brackets
        return self.text if self.binding >= binding else f"{opening}{self.text}{closing}"


@dataclass(frozen=True)
class Alphabet:
    """``operations`` take the printed arguments, ``call`` the name and the arguments of any other operation.

    ``relations`` stand between two values, ``minus`` before one.  ``leads`` says of a term's operation and its text
    whether it may begin a sum.  A part longer than ``longest`` characters is written as ``dots``.
    """

    brackets: tuple[str, str]
    name: Callable[[str], str]
    number: Callable[[float], Part]
    constants: Mapping[str, str]
    relations: Mapping[str, str]
    operations: Mapping[str, Callable[..., Part]]
    call: Callable[[str, Sequence[Part]], Part]
    minus: str
    leads: Callable[[str, str], bool]
    longest: int
    dots: str


def printed(graph: Graph, output: int, alphabet: Alphabet) -> str:
    """The text of a node."""
    parts: dict[int, Part] = {}
    for index in graph.reachable([output]):
        part = _part(graph, index, [parts[argument] for argument in graph.nodes[index].arguments], alphabet)
        parts[index] = part if len(part.text) <= alphabet.longest else Part(alphabet.dots, ATOM)
    return parts[output].text


def _part(graph: Graph, index: int, parts: list[Part], alphabet: Alphabet) -> Part:
    operation, places, label = graph.nodes[index]
    if operation == "constant":
        return alphabet.number(graph.values[index] or 0.0)
    if not places:
        return Part(alphabet.constants.get(operation) or alphabet.name(str(label)), ATOM)
    if operation == "add":
        leading = [
            alphabet.leads(graph.nodes[place].operation, part.text) for place, part in zip(places, parts, strict=True)
        ]
        return Part(_sum([part.text for part in parts], leading, alphabet.minus), SUM, alphabet.brackets)
    if operation in alphabet.relations:
        sign = f" {alphabet.relations[operation]} "
        return Part(sign.join(part.inside(PRODUCT) for part in parts), SUM, alphabet.brackets)
    if operation in alphabet.operations:
        opposite = Part(parts[0].opposite, SUM, alphabet.brackets) if operation == "negative" else None
        return opposite if opposite and opposite.text else alphabet.operations[operation](*parts)
    return alphabet.call(operation, parts)


def less_one(part: Part, minus: str) -> Part:
    """A part less 1, and 1 less it."""
    return Part(f"{part.text} {minus} 1", SUM, part.brackets, f"1 {minus} {part.text}")


def and_one(part: Part, minus: str) -> str:
    """A part and 1 as a sum."""
    return _sum([part.text, "1"], [not part.text.startswith(minus), True], minus)


def _sum(terms: list[str], leading: Sequence[bool], minus: str) -> str:
    """Terms in order, a positive one first where there is one."""
    first = leading.index(True) if True in leading else 0
    text = terms.pop(first)
    for term in terms:
        text += f" {minus} {term[1:]}" if term.startswith(minus) else f" + {term}"
    return text
