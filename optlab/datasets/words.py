"""Columns of words: truth values as 0 and 1, labels as classes 0, 1, 2 …, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from optlab.datasets.numbers import is_gap

FALSE = frozenset(["no", "n", "false", "f", "off", "nein", "non", "nej", "nee", "não", "нет"])
TRUE = frozenset(["yes", "y", "true", "t", "on", "ja", "oui", "si", "sí", "sim", "да"])

MOST_CLASSES = 20
"""Different labels of a column; of one with more, words are no classes."""

_MONTH = (
    "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?"
    "|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)"
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,].{0,30})?|\d{4}-\d{1,2}|\d{4}[- ]?Q[1-4]"
    r"|\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.?m\.?)?"
    rf"|(\d{{1,2}}\.?[ -])?{_MONTH}\.?,?([ -]\d{{1,2}},?)?([ -]\d{{2,4}})?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])", re.DOTALL)


def truth_of(cell: str) -> float | None:
    """0 for no, false, off; 1 for yes, true, on; else None.

    >>> truth_of("TRUE"), truth_of("no"), truth_of("maybe")
    (1.0, 0.0, None)
    """
    word = cell.casefold() if len(cell) < 6 else ""
    return 1.0 if word in TRUE else 0.0 if word in FALSE else None


def is_date(cell: str) -> bool:
    """Whether a cell holds a date or a time of day."""
    return len(cell) <= 60 and _DATE.fullmatch(cell) is not None


def is_code(cell: str) -> bool:
    """Whether a word mixes letters and digits, as an identifier does (A12): it is no number gone wrong."""
    return _CODE.match(cell[:60]) is not None


def classes_of(cells: Sequence[str]) -> list[str]:
    """The labels of a column, sorted; the first is class 0.  Empty where the words are too many to be classes, or are
    all different: then they are the names of the rows.

    >>> classes_of(["male", "female", "", "male"])
    ['female', 'male']
    """
    given = [cell for cell in cells if not is_gap(cell)]
    labels = sorted(set(given))
    return labels if len(labels) <= MOST_CLASSES and len(labels) < len(given) else []
