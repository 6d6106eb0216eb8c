"""Text that strangers typed, shown letter by letter: Streamlit reads all text of a page as Markdown."""

from __future__ import annotations

import re

import pandas as pd

_MARKS = re.compile(r"([!$&*<>\[\]\\_`{|}~])")
_JOINTS = re.compile(r"(?i)^(?=[-+#=\d])|(?<=:)(?=\S)|(?<=www)(?=\.)|(?=@)")
_FORMULA = re.compile(r"^(?=[=+\-@\t\r])")
WORD_JOINER = "\u2060"
"""Has no width: with it what looks like a list, an icon or a link is none."""


def escaped(text: str) -> str:
    r"""Markdown that shows the text as it is: no markup, no mathematics, no pictures, no links.

    >>> print(escaped("*Mini-batch* [1] $2"))
    \*Mini-batch\* \[1\] \$2
    """
    return _MARKS.sub(r"\\\1", _JOINTS.sub(WORD_JOINER, " ".join(text.split())))


def boxed(text: object) -> str:
    """Markdown of a box of plain text, whose lines keep their columns: for messages that point at a place."""
    plain = str(text)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", plain)), default=0))
    return f"{fence}text\n{plain}\n{fence}"


def for_spreadsheets(names: pd.Series) -> pd.Series:
    """Names that a spreadsheet takes for text: a quote before those that begin like one of its formulas."""
    return names.str.replace(_FORMULA, "'", regex=True)
