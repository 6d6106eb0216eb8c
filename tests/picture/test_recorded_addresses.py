"""What addresses open to is what was written down: see tests/references/pictures.py and record_pictures.py."""

import json

import pytest

from tests.app.driving import assert_healthy
from tests.references.pictures import FILE, agreed, differences, opened, same_words, summary
from tests.references.record_pictures import other_last_bits

RECORDED = json.loads(FILE.read_text(encoding="utf-8"))
SENSITIVE = ("?f=levy_13", "?f=ravine&r=Below~GradientDescent~0.0198~all~0&r=Above~GradientDescent~0.0203~all~1")


@pytest.mark.slow
@pytest.mark.parametrize("address", RECORDED)
def test_an_address_opens_to_what_was_written_down(address):
    assert differences(RECORDED[address], summary(opened(address))) == []


@pytest.mark.slow
@pytest.mark.parametrize("address", SENSITIVE)
def test_another_processors_last_bits_open_the_same(address):
    """Levy's function sends runs another way at the last bit: that is not written down."""
    with other_last_bits(seed=12345):
        page = opened(address)
        assert_healthy(page)
        assert differences(RECORDED[address], summary(page)) == []


def test_there_are_two_hundred_addresses_of_all_pages_in_a_file_that_can_be_read():
    assert len(RECORDED) >= 200
    assert {address.partition("?")[0] for address in RECORDED} == {"", "slopes", "chain-rule"}
    assert FILE.stat().st_size < 400_000


def test_little_is_left_to_the_last_bits():
    text = FILE.read_text(encoding="utf-8")
    assert text.count("null") < 300
    assert sum(None in entry["verdicts"] for entry in RECORDED.values()) < 10


def test_a_change_of_a_word_a_whole_number_or_a_millionth_is_seen():
    recorded = {"texts": ["converged at step 20, loss 0.125"], "tables": {"0 paths": [3, "x", [[1.0, 2.0]]]}}
    assert differences(recorded, recorded) == []
    for change in (
        {"texts": ["converged at step 21, loss 0.125"]},
        {"texts": ["stopped at step 20, loss 0.125"]},
        {"texts": ["converged at step 20, loss 0.127"]},
        {"texts": []},
        {"tables": {"0 paths": [4, "x", [[1.0, 2.0]]]}},
        {"tables": {"0 paths": [3, "x", [[1.00001, 2.0]]]}},
        {"tables": {}},
    ):
        assert len(differences(recorded, {**recorded, **change})) == 1


def test_what_two_recordings_do_not_share_is_left_open():
    first = {"text": "loss 1.25e−17 at step 7", "size": [3, [1.0, 2.0]], "lines": ["a", "b"]}
    second = {"text": "loss 3.5e−18 at step 7", "size": [3, [1.0, 2.5]], "lines": ["a", "c"]}
    common = agreed(first, [second])
    assert common == {"text": "loss ? at step 7", "size": [3, [1.0, None]], "lines": ["a", None]}
    assert differences(common, first) == differences(common, second) == []


def test_numbers_in_a_sentence_may_differ_by_a_unit_of_their_last_figure():
    assert same_words("λ = −0.472", "λ = −0.473")
    assert same_words("1.03e−11", "1.04e−11")
    assert not same_words("1.03e−11", "1.05e−11")
    assert not same_words("λ = 0.472", "λ = −0.472")
