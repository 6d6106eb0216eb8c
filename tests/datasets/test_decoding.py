import codecs

import pytest

from optlab import DataError, datasets
from optlab.datasets.decoding import decode

TEXT = "größe,prix €\n1,2\n3,4\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
    ids=[
        "utf-8",
        "with mark",
        "utf-16-le",
        "utf-16-be",
        "le without mark",
        "be without mark",
        "utf-32-le",
        "utf-32-be",
    ],
)
def test_unicode_is_read_however_it_is_written(content):
    assert decode(content) == (TEXT, ())
    assert datasets.read(content).iloc[0].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_letters_of_western_windows_are_read_and_that_is_said(encoding):
    text = "größe,café\n1,2\n3,4\n"
    table = datasets.read(text.encode(encoding))
    assert decode(text.encode(encoding))[0] == text
    assert any("cp1252" in note for note in table.attrs["notes"])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04" + b"\0" * 50, "Excel"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"%PDF-1.4\n", "PDF"),
        (b"x,y\n1,\0\n", "zeros"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16"),
        (b"1" * 4_000_001, "4,000,001 bytes"),
        (b"1" * 1_000_001, "1,000,001 characters"),
        (b"", "no rows"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(content, what):
    with pytest.raises(DataError, match=what):
        datasets.read(content)
