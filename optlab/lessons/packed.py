"""A lesson of one's own as a text for an address, and as a file: nothing of it is kept on the server."""

from __future__ import annotations

import base64
import binascii
import zlib

from optlab.lessons.faults import LessonError
from optlab.lessons.reading import LONGEST as LONGEST_TEXT

LONGEST = 16_000
"""Characters of a packed lesson."""


def pack(text: str) -> str:
    """A lesson's file as letters, digits, - and _; LessonError where that is too long for an address.

    >>> unpack(pack('title = "Größe"'))
    'title = "Größe"'
    """
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(packed) > LONGEST:
        raise LessonError(f"the lesson has {len(packed):,} characters, packed", f"an address holds {LONGEST:,}")
    return packed


def unpack(packed: str) -> str:
    """The file of a packed lesson; LessonError for what was not made by ``pack``, or is too long."""
    stream = zlib.decompressobj()
    try:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        plain = stream.decompress(content[:LONGEST], 4 * LONGEST_TEXT)
        whole = stream.eof and not stream.unused_data
        text = plain.decode()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise LessonError("this packed lesson cannot be read", "open its file instead") from error
    if not whole or len(packed) > LONGEST:
        raise LessonError("this packed lesson is cut off or too long", "open its file instead")
    return text
