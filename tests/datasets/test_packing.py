import base64
import zlib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab import DataError, datasets
from optlab.datasets.reading import LARGEST_TEXT

numbers = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.slow
@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=30))
def test_every_number_comes_back_to_the_last_bit(rows):
    table = pd.DataFrame(rows, columns=["x", "y_2"])
    pd.testing.assert_frame_equal(datasets.unpack(datasets.pack(table)), table, check_exact=True)


def test_packed_rows_are_plain_letters_and_short():
    penguins = datasets.load("penguins")[["flipper_length_mm", "body_mass_g"]]
    text = datasets.pack(datasets.read(penguins.to_csv(index=False)), standardise=True)
    assert text.replace("-", "").replace("_", "").isalnum()
    assert len(text) < 2_000
    pd.testing.assert_frame_equal(datasets.unpack(text), datasets.standardised(penguins), check_dtype=False)


def packed(text: bytes) -> str:
    return "r" + base64.urlsafe_b64encode(zlib.compress(text)).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "q",
        "r",
        "rxx",
        "r!!",
        "r<script>",
        packed(b"1,2\n3,4")[:-6],
        packed(b"\xff\xfe"),
        packed(b"x,y"),
        packed(b"1,2\n" * (LARGEST_TEXT * 10)),
        "s" + packed(b"x,y\n1,2\n1,3")[1:],
        packed(b"1,2\n1,3"),
        packed(b"x,x\n1,2"),
        packed(b"x,y\n1,2\n3"),
        packed(b"x,y\n1,inf"),
        packed(b"x,y\n1,1e400"),
        packed(b"x,y\n1,a"),
        packed(b"x y,z\n1,2"),
        packed(b"x," * 100_000),
        packed(b"x" * 900_000),
        packed(b"x\n" + b"1\n" * 5_000 + b"1"),
        "r" + "A" * 10_000_000,
    ],
    ids=range(22),
)
def test_text_that_was_not_packed_here_is_refused(text):
    with pytest.raises(DataError):
        datasets.unpack(text)


def test_what_stands_behind_the_compressed_stream_is_refused():
    packed = datasets.pack(pd.DataFrame({"x": [1.0, 2.0], "y": [3.0, 4.0]}))
    stream = base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4))
    for tail in (b"\0", b"x" * 380_000, zlib.compress(b"again")):
        text = packed[0] + base64.urlsafe_b64encode(stream + tail).decode().rstrip("=")
        with pytest.raises(DataError, match="behind their end"):
            datasets.unpack(text)


def test_packed_rows_have_one_text_only():
    table = pd.DataFrame({"x": [1.0, 2.0], "y": [3.0, 4.0]})
    packed = datasets.pack(table)
    for text in (packed + "=", packed + "==", packed + "\n", " " + packed, packed[0] + "====" + packed[1:]):
        with pytest.raises(DataError):
            datasets.unpack(text)


def test_gaps_come_back():
    table = pd.DataFrame({"x": [1.0, float("nan")], "y": [float("nan"), 4.0]})
    pd.testing.assert_frame_equal(datasets.unpack(datasets.pack(table)), table)


def test_packed_numbers_are_never_guessed_anew():
    table = pd.DataFrame({"c": [7.0, 7.0], "x": [1.0, 2.0]})  # read from text, the constant column would be left out
    pd.testing.assert_frame_equal(datasets.unpack(datasets.pack(table)), table)
