"""A small table as a short text of letters, digits, - and _, to stand in an address; and back, to the last bit."""

from __future__ import annotations

import base64
import binascii
import zlib

import pandas as pd

from optlab.datasets.reading import LARGEST_TEXT, read
from optlab.datasets.shipped import standardised
from optlab.errors import DataError

AS_IT_IS, STANDARDISED = "r", "s"


def pack(table: pd.DataFrame, standardise: bool = False) -> str:
    """The numbers of a table as ``read`` gives it; ``standardise`` asks ``unpack`` for mean 0 and deviation 1.

    >>> text = pack(pd.DataFrame({"x": [1.0, 2.5], "y": [3.0, 0.1]}))
    >>> unpack(text).to_dict("list")
    {'x': [1.0, 2.5], 'y': [3.0, 0.1]}
    """
    lines = [",".join(map(str, table.columns))]
    lines += [",".join(map(_shortest, row)) for row in table.itertuples(index=False)]
    packed = zlib.compress("\n".join(lines).encode(), 9)
    return (STANDARDISED if standardise else AS_IT_IS) + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(text: str) -> pd.DataFrame:
    """The table of a packed text; DataError for one that was not made by ``pack`` or is too large."""
    kind, packed = text[:1], text[1:]
    try:
        if kind not in (AS_IT_IS, STANDARDISED):
            raise ValueError("it begins with another letter")
        compressed = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        stream = zlib.decompressobj()
        plain = stream.decompress(compressed, LARGEST_TEXT + 1).decode()
        if not stream.eof and len(plain) <= LARGEST_TEXT:
            raise ValueError("their end is missing")
    except (ValueError, binascii.Error, zlib.error) as error:
        raise DataError(f"these packed rows cannot be read: {error}", "open their file again") from error
    table = read(plain)
    return standardised(table) if kind == STANDARDISED else table


def _shortest(value: float) -> str:
    """The shortest text of the same number."""
    return repr(float(value)).removesuffix(".0")
