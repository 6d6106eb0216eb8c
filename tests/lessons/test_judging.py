import math

import pytest

from optlab.lessons import Choice, Choose, Click, Item, Number, Order, Sketch, judge

pytestmark = pytest.mark.quick
CHOOSE = Choose("?", {}, (Choice("a", "the first", "A slip."), Choice("b", "the second", "Well seen.")))
ORDER = Order("?", {}, tuple(Item(key, key.upper()) for key in "abcd"), "They are mixed up.")


def test_a_choice_is_told_what_it_means():
    wrong, right = judge(CHOOSE, "b", "a"), judge(CHOOSE, "b", "b")
    assert (wrong.right, wrong.words, wrong.meaning) == (
        *(False, "You said “the first”; it is “the second”."),
        "A slip.",
    )
    assert (right.right, right.words, right.meaning) == (True, "Yes: the second.", "Well seen.")


@pytest.mark.parametrize(
    ("guess", "right", "words"),
    [
        (40.0, False, "You said 40 steps; it is 88 steps: too low by a factor of 2.2."),
        (880.0, False, "You said 880 steps; it is 88 steps: too high by a factor of 10."),
        (80.0, True, "You said 80 steps; it is 88 steps: close enough, too low by a factor of 1.1."),
        (88.0, True, "You said 88 steps; it is 88 steps: exactly."),
    ],
)
def test_a_number_on_a_logarithmic_axis_is_off_by_a_factor(guess, right, words):
    judgement = judge(Number("?", {}, 1.0, 1e4, 1.5, log=True, unit="steps"), 88.0, guess)
    assert (judgement.right, judgement.words) == (right, words)


def test_a_number_on_a_plain_axis_is_off_by_a_distance():
    question = Number("?", {}, -5.0, 5.0, 0.5)
    assert judge(question, -2.0, 1.0).words == "You said 1; it is −2: too high by 3."
    assert judge(question, -2.0, -2.5).right
    assert not judge(question, -2.0, -2.6).right


@pytest.mark.parametrize(
    ("truth", "guess", "window", "share"),
    [
        ((0.0, 0.0), (3.0, 4.0), ((0.0, 30.0), (-20.0, 20.0)), "10 %"),  # 5 of a diagonal of 50
        ((1.0, 900.0), (2.0, 0.0), ((0.0, 10.0),), "10 % of the picture's width"),  # a height does not count
    ],
)
def test_a_click_is_off_by_a_share_of_the_window(truth, guess, window, share):
    judgement = judge(Click("?", {}, 0.11), truth, guess, window)
    assert judgement.right
    assert share in judgement.words
    assert not judge(Click("?", {}, 0.09), truth, guess, window).right


@pytest.mark.parametrize(("order", "pairs"), [("abdc", 1), ("bacd", 1), ("dcba", 6), ("dabc", 3)])
def test_an_order_is_off_by_pairs_the_wrong_way_round(order, pairs):
    judgement = judge(ORDER, tuple("abcd"), tuple(order))
    assert f": {pairs} of 6 pairs" in judgement.words
    assert (judgement.right, judgement.meaning) == (False, "They are mixed up.")
    assert judge(ORDER, tuple("abcd"), tuple("abcd")).right


def test_a_sketch_is_off_by_its_mean_distance_on_the_axis():
    truth, guess = ((0.0, 1.0), (10.0, 1.0)), ((0.0, 2.0), (10.0, 2.0))
    assert "10 % of the axis" in judge(Sketch("?", {}, "loss", 0.0, 10.0, 10, 0.1), truth, guess).words
    log = Sketch("?", {}, "loss", 0.01, 100.0, 10, 0.1, log=True)  # log10(2) of four decades
    assert f"{100 * math.log10(2.0) / 4:.1f} %" in judge(log, truth, guess).words
    assert judge(log, truth, guess).right


def test_a_sketch_of_a_few_steps_is_held_against_all_of_the_run():
    falls = tuple((float(step), 10.0 - step) for step in range(11))
    begun = ((0.0, 10.0), (1.0, 9.0))
    assert not judge(Sketch("?", {}, "loss", 0.0, 10.0, 10, 0.2), falls, begun).right


def test_a_curve_that_touches_zero_has_a_place_on_a_logarithmic_axis():
    question = Sketch("?", {}, "gap", 1e-6, 1.0, 10, 0.1, log=True)
    assert judge(question, ((0.0, 1.0), (10.0, 0.0)), ((0.0, 1.0), (10.0, 1e-6))).right
