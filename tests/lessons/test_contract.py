"""Every shipped lesson: it reads, its picture opens, its truth can be answered, and its sentences are whole."""

from dataclasses import replace

import pytest

from optlab import lessons
from optlab.lessons import Choose, Order, before, packed, writing
from optlab.lessons.answers import is_answer
from optlab.lessons.lesson import PLACEHOLDER, SECTIONS
from optlab.lessons.pictured import opened
from optlab.lessons.shipped import courses
from optlab.picture.settings import Settings

EVERY = [lessons.get(name) for name in lessons.names()]


@pytest.fixture(scope="module")
def truths():
    kept = {}

    def truth_of(lesson):
        return kept.setdefault(lesson.name, lesson.truth())

    return truth_of


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_its_truth_is_an_answer_that_one_can_give(lesson, truths):
    value = truths(lesson).value
    assert is_answer(lesson.question, value)
    text = lessons.text_of(lesson.question, value)
    assert is_answer(lesson.question, lessons.read_answer(lesson.question, text))


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_the_right_answer_is_judged_right(lesson, truths):
    value = truths(lesson).value
    assert lessons.judge(lesson.question, value, value).right


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_what_is_said_has_this_runs_numbers_and_no_blanks(lesson, truths):
    said = lesson.explained(truths(lesson))
    assert lesson.numbers
    assert not PLACEHOLDER.search(said)
    assert "undefined" not in said
    assert "∞" not in said


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_every_number_that_is_computed_is_said(lesson):
    assert set(PLACEHOLDER.findall(lesson.say)) == {name for name, _ in lesson.numbers}


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_the_question_is_in_words_that_need_no_greek(lesson):
    assert not any("α" <= letter <= "ω" for letter in lesson.question.ask)


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_at_most_sixty_words_stand_before_the_picture(lesson):
    assert len(f"{lesson.needs} {lesson.intro}".split()) <= 60


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_nothing_later_than_it_shows_is_in_the_picture_before_the_answer(lesson):
    _, settings, _ = opened(lesson.picture)
    held_back = before(settings, lesson.shows)
    if isinstance(settings, Settings):
        assert held_back.steps == lesson.shows < settings.steps
        assert "curves" in lesson.hides or lesson.shows


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_a_teacher_finds_what_it_leaves_out_what_to_expect_and_what_to_ask(lesson):
    assert lesson.notes.simplifies
    assert lesson.notes.ideas
    assert lesson.notes.asks
    assert lesson.sentence
    assert lesson.section in SECTIONS
    assert lesson.next == "" or lessons.get(lesson.next)


@pytest.mark.parametrize("lesson", [one for one in EVERY if isinstance(one.question, Choose)], ids=lambda one: one.name)
def test_each_choice_says_what_it_means(lesson):
    assert all(choice.meaning for choice in lesson.question.choices)


@pytest.mark.parametrize("lesson", [one for one in EVERY if isinstance(one.question, Order)], ids=lambda one: one.name)
def test_the_order_that_one_begins_with_is_not_the_right_one(lesson, truths):
    assert tuple(item.key for item in lesson.question.items) != truths(lesson).value
    assert lesson.question.meaning


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.name)
def test_a_lesson_reads_back_from_its_file_and_from_its_packed_text(lesson):
    text = writing.text_of(lesson)
    assert replace(lessons.read(text), name=lesson.name) == lesson
    assert packed.unpack(packed.pack(text)) == text


def test_all_five_ways_to_answer_are_used():
    assert {lesson.question.kind for lesson in EVERY} == {"choose", "number", "click", "order", "sketch"}


def test_courses_are_of_lessons_that_there_are_and_the_explainer_has_its_nine_stations_in_order():
    for course in courses().values():
        assert all(lessons.get(name) for name in course.lessons)
        assert len(set(course.lessons)) == len(course.lessons)
    explainer = courses()["explainer"]
    assert [lessons.get(name).section for name in explainer.lessons] == list(SECTIONS)
    assert 50 <= explainer.minutes <= 65
    assert len(courses()["twelve"].lessons) == 12
