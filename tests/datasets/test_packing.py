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
        "s" + packed(b"1,2\n1,3")[1:],
    ],
    ids=range(11),
)
def test_text_that_was_not_packed_here_is_refused(text):
    with pytest.raises(DataError):
        datasets.unpack(text)
