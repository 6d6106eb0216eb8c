"""How a formula was read where it could have been meant otherwise, in sentences for its author."""

from __future__ import annotations

MOST_LISTED = 4
"""Readings of a kind that are told one by one."""

MOST_SENTENCES = 4


class Notes:
    """Collects what was read in which way, each once."""

    def __init__(self) -> None:
        self._readings: dict[str, str] = {}
        self._names: dict[str, None] = {}
        self._sentences: dict[str, None] = {}

    def read(self, written: str, meant: str) -> None:
        """``written`` was read as ``meant``."""
        self._readings[written] = meant

    def one_name(self, word: str) -> None:
        """A word of several letters was read as one name."""
        self._names[word] = None

    def say(self, sentence: str) -> None:
        """Anything else, without its full stop."""
        self._sentences[sentence] = None

    def sentences(self) -> tuple[str, ...]:
        """All of it, a few plain sentences.

        >>> notes = Notes()
        >>> notes.read("xy", "x*y")
        >>> notes.one_name("bias")
        >>> notes.sentences()
        ('xy was read as x*y.', 'bias was read as one name; a product of letters is written with *.')
        """
        readings = [
            f"{written} {'was read ' if not number else ''}as {meant}"
            for number, (written, meant) in enumerate(self._readings.items())
        ]
        told = [_listed(readings)] if readings else []
        if self._names:
            verb = "was read as one name" if len(self._names) == 1 else "were read as one name each"
            told.append(f"{_listed(list(self._names))} {verb}; a product of letters is written with *")
        return tuple(f"{sentence}." for sentence in (*told, *list(self._sentences)[:MOST_SENTENCES]))


def _listed(parts: list[str]) -> str:
    more = len(parts) - MOST_LISTED
    return ", ".join(parts[:MOST_LISTED]) + (f" and {more} more likewise" if more > 0 else "")
