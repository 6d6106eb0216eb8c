"""Bytes of a file to text: whatever program wrote them, no letter is guessed without a note."""

from __future__ import annotations

import codecs

from optlab.errors import DataError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks at the beginning of a file that say how its letters are written."""

SIGNATURES = (
    (b"PK\x03\x04", "an Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format", "a database"),
)
"""Beginnings of files that are no text."""

SAVE_AS = "save the table as CSV and bring that file"
WIDEST_LETTER = 4
"""Bytes of a letter at most."""

LOOKED_AT = 2_000
"""Bytes in which zeros tell UTF-16 without a mark."""


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a note where its letters had to be guessed; DataError for what is no text.

    UTF-8, UTF-16 and UTF-32 with a mark, UTF-16 without one (known by its zeros), else UTF-8, else the alphabet of
    Western Windows (cp1252), which a note says.

    >>> decode("größe".encode("utf-16")), decode("größe".encode("cp1252"))[0]
    (('größe', ()), 'größe')
    """
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            raise DataError(f"this is {kind}, not a table of text", SAVE_AS)
    mark, encoding = next((pair for pair in MARKS if content.startswith(pair[0])), (b"", _without_mark(content)))
    try:
        return _plain(content[len(mark) :].decode(encoding)), ()
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or mark:
            raise DataError(f"this file begins like {encoding.upper()} but is not", SAVE_AS) from error
    note = "The file is not UTF-8: its letters were read as those of Western Windows (cp1252)"
    return _plain(content.decode("cp1252", errors="replace")), (note,)


def _without_mark(content: bytes) -> str:
    """UTF-16 where every other byte is almost always zero, else UTF-8."""
    high, low = content[:LOOKED_AT:2], content[1:LOOKED_AT:2]
    if high.count(0) > 0.7 * len(high) > 0:
        return "utf-16-be"
    return "utf-16-le" if low.count(0) > 0.7 * len(low) > 0 else "utf-8"


def _plain(text: str) -> str:
    if "\0" in text:
        raise DataError("this file holds zeros instead of letters: it is not a table of text", SAVE_AS)
    return text
