"""A small table as a short text of letters, digits, - and _, to stand in an address; and back, to the last bit."""

from __future__ import annotations

import base64
import binascii
import math
import re
import zlib

import pandas as pd

from optlab.datasets.reading import LARGEST_TEXT, MOST_COLUMNS, MOST_ROWS
from optlab.datasets.shipped import standardised
from optlab.errors import DataError

AS_IT_IS, STANDARDISED = "r", "s"

LONGEST_PACKED = 4 * LARGEST_TEXT // 3 + 1_000
"""Characters of a packed text: what does not become shorter by packing is no table of numbers."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")


def pack(table: pd.DataFrame, standardise: bool = False) -> str:
    """The numbers of a table as ``read`` gives it, gaps too; ``standardise`` asks ``unpack`` for mean 0, deviation 1.

    >>> text = pack(pd.DataFrame({"x": [1.0, 2.5], "y": [3.0, 0.1]}))
    >>> unpack(text).to_dict("list")
    {'x': [1.0, 2.5], 'y': [3.0, 0.1]}
    """
    lines = [",".join(map(str, table.columns))]
    lines += [",".join(map(_shortest, row)) for row in table.itertuples(index=False)]
    packed = zlib.compress("\n".join(lines).encode(), 9)
    return (STANDARDISED if standardise else AS_IT_IS) + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(text: str) -> pd.DataFrame:
    """The table of a packed text; DataError for one that was not made by ``pack`` or is too large.

    Nothing is guessed here, unlike in ``read``: an address opens to the same numbers for ever.
    """
    kind, packed = text[:1], text[1:]
    try:
        if kind not in (AS_IT_IS, STANDARDISED):
            raise ValueError("it begins with another letter")
        table = _table(_unzipped(packed).split("\n"))
    except (ValueError, binascii.Error, zlib.error) as error:
        raise DataError(f"these packed rows cannot be read: {error}", "open their file again") from error
    return standardised(table) if kind == STANDARDISED else table


def _unzipped(packed: str) -> str:
    """The text in a compressed stream; ValueError where it is too long, cut off, or something stands behind it.

    What stands behind it would be kept with every picture of these rows, and mean nothing.
    """
    if len(packed) > LONGEST_PACKED:
        raise ValueError("they are too long")
    compressed = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
    if base64.urlsafe_b64encode(compressed).decode().rstrip("=") != packed:  # a second text for the same rows
        raise ValueError("other letters stand among them")
    stream = zlib.decompressobj()
    plain = stream.decompress(compressed, LARGEST_TEXT + 1)
    if len(plain) > LARGEST_TEXT:
        raise ValueError("they are too many")
    if not stream.eof:
        raise ValueError("their end is missing")
    if stream.unused_data:
        raise ValueError("something stands behind their end")
    return plain.decode()


def _table(lines: list[str]) -> pd.DataFrame:
    """The table of a line of names and lines of as many numbers each; ValueError for anything else."""
    names = lines[0].split(",", MOST_COLUMNS)
    if len(lines) - 1 > MOST_ROWS or len(names) > MOST_COLUMNS:
        raise ValueError(f"at most {MOST_ROWS:,} rows of {MOST_COLUMNS} columns")
    if len(set(names)) < len(names) or not all(map(_NAME.fullmatch, names)):
        raise ValueError("their names are not such as a formula can hold")
    rows = [[float(cell) for cell in line.split(",", MOST_COLUMNS)] for line in lines[1:]]
    if not rows or any(len(row) != len(names) or any(map(math.isinf, row)) for row in rows):
        raise ValueError("rows of finite numbers are missing")
    return pd.DataFrame(rows, columns=names)


def _shortest(value: float) -> str:
    """The shortest text of the same number."""
    return repr(float(value)).removesuffix(".0")
