"""A plus of a hand-written address, which arrives as a space."""

import pytest

from optlab.picture.chain_rule import from_query as read_chain_rule
from optlab.picture.fields import read_numbers
from optlab.picture.plus import guarded, with_plus
from optlab.picture.slopes import subject_of
from optlab.picture.subject import Subject


@pytest.mark.parametrize("text", ["2 x", "x^2 + 3 y", "sin(x) cos(y)", "x y z", "x + y", "(x + 1) (y - 1)", "50% of x"])
def test_our_own_addresses_open_to_the_same_formula_without_a_word(text):
    assert with_plus({"e": [guarded(text)]}) == ({"e": [text]}, [])


@pytest.mark.parametrize("text", ["x^2 y^2", "2 x", "(x-1)^2 (y-2)^2", "x sin(y)"])
def test_a_space_that_multiplies_is_told(text):
    query, notices = with_plus({"e": [text]})
    assert query == {"e": [text]}
    assert len(notices) == 1
    assert "%2B" in notices[0]


@pytest.mark.parametrize(("text", "meant"), [("x^2 3y^2", "x^2+3y^2"), ("x^2 2 y", "x^2+2+y"), ("bias 2", "bias+2")])
def test_a_space_that_cannot_be_read_was_a_plus(text, meant):
    query, notices = with_plus({"e": [text]})
    assert query == {"e": [meant]}
    assert meant in notices[0]


@pytest.mark.parametrize("text", ["", "x^2", "x + y", "sin x", "where(x > 0 and y > 0, x, y)", "minimize x", "x & y 2"])
def test_other_spaces_are_left_alone(text):
    assert with_plus({"e": [text]}) == ({"e": [text]}, [])


def test_every_page_tells():
    _, notices = subject_of({"e": ["x^2 y^2"]}, Subject(), lambda _: None)
    assert len(notices) == 1
    assert len(read_chain_rule({"e": ["x^2 y^2"]}, lambda _, held: None)[1]) == 1


@pytest.mark.parametrize("text", ["-1.2, 1", "(-1.2, 1)", "[−1.2; 1]", "{-1.2 1}", "−1.2 1", " ( −1.2,\u00a01 ) "])
def test_a_point_is_read_as_people_write_it(text):
    assert read_numbers(text, 2) == (-1.2, 1.0)


@pytest.mark.parametrize("text", ["-1,2; 1", "(1, 2", "1, x", "", "()", "1 2 3"])
def test_a_point_that_could_be_another_is_refused(text):
    with pytest.raises(ValueError, match=r"write|number"):
        read_numbers(text, 2)
