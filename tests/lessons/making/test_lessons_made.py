"""A lesson made of a picture is one like any other: its truth is computed, and a stranger's words stay words."""

import math
from dataclasses import replace
from urllib.parse import quote

import pytest

from optlab.lessons import Order, read
from optlab.lessons.faults import LessonError
from optlab.lessons.making import Words, made, offers
from optlab.lessons.making.offer import axis, near
from optlab.lessons.pictured import pictured
from optlab.lessons.writing import text_of

RUNS = "&r=Slow~GradientDescent~0.05~all~0&r=Fast~GradientDescent~0.1~all~1&r=Wild~GradientDescent~0.5~all~2"
THREE = f"compare?e={quote('3*x^2+y^2')}&s=1,2&n=50{RUNS}"
PICTURES = [
    *("compare", THREE, f"compare?e={quote('x^4-x^2')}&s=1", "compare?m=network~data=spiral~hidden=8&n=20"),
    *("slopes", f"slopes?e={quote('x^2')}&at=3", "chain-rule", "chain-rule?eg=network"),
]


@pytest.mark.parametrize("picture", PICTURES)
def test_every_question_on_offer_makes_a_lesson_whose_truth_is_computed(picture):
    shown = pictured(picture)
    offered = offers(shown)
    assert len(offered) > 2
    assert len({offer.title for offer in offered}) == len(offered)
    for offer in offered:
        lesson = made(picture, shown, offer, Words())
        again = read(text_of(lesson))
        assert again == lesson
        assert "{" not in again.explained(again.truth(shown))


def offer_of(shown, title):
    return next(offer for offer in offers(shown) if offer.title == title)


def test_each_way_to_answer_is_on_offer():
    shown = pictured(THREE)
    assert {offer.question.kind for offer in offers(shown)} == {"choose", "number", "click", "order", "sketch"}


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Which run ends lowest?", "Fast"),
        ("Which run is lost first?", "Wild"),
        ("In which order do the runs end?", ("Fast", "Slow", "Wild")),
        ("What becomes of Slow?", "step limit"),
        ("What becomes of Wild?", "diverged"),
        ("Where does y of Fast end?", pytest.approx(2 * 0.8**50)),
        ("Where does Fast end?", pytest.approx((0.4**50, 2 * 0.8**50))),
    ],
)
def test_the_truth_is_the_pictures(title, value):
    shown = pictured(THREE)
    assert made(THREE, shown, offer_of(shown, title), Words()).truth().value == value


def test_of_a_run_that_is_lost_nobody_asks_where_it_ends():
    titles = {offer.title for offer in offers(pictured(THREE)) if "Wild" in offer.title}
    assert titles == {"What becomes of Wild?"}


def test_things_to_be_put_in_order_do_not_stand_in_the_right_one():
    one = f"compare?e={quote('x^2')}&s=1&n=5&r=A~GradientDescent~0.1~all~0&r=B~GradientDescent~0.01~all~1"
    for picture in (one, THREE):
        shown = pictured(picture)
        offer = offer_of(shown, "In which order do the runs end?")
        assert isinstance(offer.question, Order)
        assert tuple(item.key for item in offer.question.items) != made(picture, shown, offer, Words()).truth().value


def test_a_visitors_words_stand_in_place_of_the_usual_ones_and_stay_words():
    shown = pictured(THREE)
    hostile = "<script>alert(1)</script> **x** {Class}"
    words = Words("Mine", hostile, hostile, {"Slow": hostile, "nobody": "x"})
    lesson = made(THREE, shown, offer_of(shown, "Which run ends lowest?"), words)
    assert (lesson.title, lesson.question.ask) == ("Mine", hostile)
    texts = [choice.text for choice in lesson.question.choices]
    assert texts[0] == hostile
    assert texts[1].startswith("Fast: Gradient descent, learning rate 0.1")
    assert lesson.explained(lesson.truth(shown)) == hostile


@pytest.mark.parametrize(
    ("words", "field"),
    [(Words(ask="x" * 401), "question.ask"), (Words(say="{nothing}"), "say"), (Words(title="x" * 101), "title")],
)
def test_words_that_no_lesson_can_hold_are_named(words, field):
    shown = pictured(THREE)
    with pytest.raises(LessonError, match=field):
        made(THREE, shown, offers(shown)[0], words)


def test_a_run_may_be_called_anything():
    names = {'"]': 0.01, "{edge}": 0.02, "a,b": 0.03, "<b>": 0.04}
    runs = [f"&r={quote(name)}~GradientDescent~{rate}~all~{place}" for place, (name, rate) in enumerate(names.items())]
    picture = f"compare?e={quote('x^2')}&s=1&n=5{''.join(runs)}"
    shown = pictured(picture)
    for offer in offers(shown):
        made(picture, shown, offer, Words())


def test_runs_of_one_name_cannot_be_asked_about():
    with pytest.raises(LessonError, match="told apart"):
        offers(pictured("compare?n=5&r=A~Adam~0.1~all~0&r=A~Adam~0.2~all~1"))


def test_what_has_an_answer_for_each_repeat_is_not_asked():
    offered = offers(pictured("compare?n=5&k=3&o=0.1&r=A~GradientDescent~0.01~1~0&r=B~GradientDescent~0.01~all~1"))
    assert offered
    assert all("A" not in offer.title.split() and "B" in offer.title for offer in offered)


@pytest.mark.quick
@pytest.mark.parametrize("values", [[], [0.0], [1.0], [1e-250, 1e300], [-3.0, -3.0], [0.0, 1e-9], [math.nan, 2.0]])
def test_an_axis_has_room_for_all_its_values(values):
    room = axis(values)
    assert room["low"] < room["high"]
    assert all(room["low"] <= value <= room["high"] for value in values if math.isfinite(value))
    assert near(room) > (1.0 if room["log"] else 0.0)


def test_a_click_is_asked_for_where_there_is_a_map_to_click():
    asked = {picture: {offer.question.kind for offer in offers(pictured(picture))} for picture in (THREE, "slopes")}
    assert "click" in asked[THREE]
    assert "click" not in asked["slopes"]
    lesson = made(THREE, pictured(THREE), offer_of(pictured(THREE), "Where does Fast end?"), Words())
    with pytest.raises(LessonError, match="on the map of Compare alone"):
        replace(lesson, picture=f"{THREE}&v=surface").truth()
