"""What a lesson teaches is not told before its question is answered."""

import pytest

from optlab import lessons
from tests.app.driving import assert_healthy, told
from tests.references.pictures import opened

SEED = lessons.get("seed_saddle")


@pytest.mark.parametrize(
    "address", ["lessons?lesson=seed_saddle", "lessons?lesson=seed_saddle&sheet=questions"], ids=["asked", "worksheet"]
)
def test_the_sentence_that_is_the_answer_is_held_back(address):
    page = opened(address)
    assert_healthy(page)
    assert SEED.title in told(page)
    assert lessons.SECTIONS[SEED.section] in told(page)
    assert SEED.sentence not in told(page)


@pytest.mark.parametrize(
    "more", [f"a=seed_saddle~{SEED.question.choices[0].key}", "quick=1", "sheet=answers"], ids=["own", "quick", "sheet"]
)
def test_it_is_told_with_the_answer(more):
    assert SEED.sentence in told(opened(f"lessons?lesson=seed_saddle&{more}"))
