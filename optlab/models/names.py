"""Names of a model's parameters, which no column has, and of columns that are added."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from itertools import pairwise

WEIGHTS, BIASES = ("w", "m", "k", "q", "v"), ("b", "c", "d", "p", "z")


def free_letter(letters: Sequence[str], columns: Collection[str]) -> str:
    """The first of the letters that no column is called, with numbers behind it or without.

    >>> free_letter(WEIGHTS, ["w", "x"]), free_letter(BIASES, ["b1_2"]), free_letter(BIASES, ["bill"])
    ('m', 'c', 'b')
    """
    taken = {column.rstrip("0123456789_") for column in columns}
    return next((letter for letter in letters if letter not in taken), f"{letters[0]}eight")


def layer_names(widths: tuple[int, ...], columns: Collection[str]) -> tuple[str, ...]:
    """Of one layer ``w`` and ``b`` with as many numbers as it takes, of several ``w{layer}_{from}_{to}``, from 1.

    >>> layer_names((1, 1), ["x"]), layer_names((2, 1), ["x1", "x2"])
    (('w', 'b'), ('w1', 'w2', 'b'))
    >>> layer_names((2, 3), [])[:3], layer_names((1, 2, 1), [])
    (('w1_1', 'w2_1', 'w1_2'), ('w1_1_1', 'w1_1_2', 'b1_1', 'b1_2', 'w2_1_1', 'w2_2_1', 'b2_1'))
    """
    weight, bias = free_letter(WEIGHTS, columns), free_letter(BIASES, columns)
    names: list[str] = []
    for layer, (before, after) in enumerate(pairwise(widths), 1):
        deep = [str(layer)] if len(widths) > 2 else []
        for to in range(1, after + 1):
            for source in range(1, before + 1):
                numbers = [str(source)] * (before > 1 or bool(deep)) + [str(to)] * (after > 1 or bool(deep))
                names.append(weight + "_".join([*deep, *numbers]))
        names += [bias + "_".join([*deep, *[str(to)] * (after > 1 or bool(deep))]) for to in range(1, after + 1)]
    return tuple(names)


def close_names(name: str, names: Collection[str]) -> list[str]:
    """Up to three of the names that this one may have been meant for.

    >>> close_names("Flipper-length", ["flipper_length_mm", "flipper_length", "year"])
    ['flipper_length', 'flipper_length_mm']
    """
    bare = {_bare(other): other for other in names}
    return [bare[close] for close in difflib.get_close_matches(_bare(name), list(bare), 3, 0.6)]


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
