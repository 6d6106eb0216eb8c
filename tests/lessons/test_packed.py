import base64
import random
import zlib

import pytest

from optlab.lessons.faults import LessonError
from optlab.lessons.packed import LONGEST, pack, unpack

pytestmark = pytest.mark.quick


def zipped(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content)).decode().rstrip("=")


def test_a_text_survives_in_letters_that_an_address_keeps():
    text = 'title = "Größe <b>&?#%+"\n' * 100
    assert unpack(pack(text)) == text
    assert set(pack(text)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


@pytest.mark.parametrize(
    "packed",
    [
        *("nonsense", "ü", "%%%", "A", pack("title")[:-4], pack("title") + "AAAA", zipped(b"\xff\xfe")),
        pytest.param("A" * 100_000, id="long"),
        pytest.param(zipped(b"x" * 10_000_000), id="bomb"),
    ],
)
def test_what_was_not_packed_is_said_to_be_none(packed):
    with pytest.raises(LessonError, match="packed lesson"):
        unpack(packed)


def test_what_no_address_holds_is_refused():
    noise = "".join(random.Random(0).choices([chr(code) for code in range(0x4E00, 0x9000)], k=10_000))
    with pytest.raises(LessonError, match=f"an address holds {LONGEST:,}"):
        pack(noise)
