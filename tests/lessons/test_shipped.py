"""What holds of every lesson that comes with the package, and of every course."""

import re

import pytest

from optlab import lessons
from optlab.lessons.answers import is_answer
from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import PLACEHOLDER
from optlab.lessons.measures import MEASURES
from optlab.lessons.pictured import before, opened, pictured, window_of
from optlab.picture.settings import Settings


@pytest.fixture(scope="module", params=lessons.names())
def lesson(request):
    return lessons.get(request.param)


@pytest.fixture(scope="module")
def shown(lesson):
    return pictured(lesson.picture)


@pytest.fixture(scope="module")
def truth(lesson, shown):
    return lesson.truth(shown)


def test_its_picture_opens_to_what_its_address_says(lesson):
    opened(lesson.picture)  # LessonError for any notice


def test_the_truth_is_an_answer_that_can_be_given(lesson, truth):
    assert is_answer(lesson.question, truth.value)


def test_the_truth_is_right_and_survives_an_address(lesson, truth, shown):
    text = lessons.text_of(lesson.question, truth.value)
    answer = lessons.read_answer(lesson.question, text)
    assert lessons.judge(lesson.question, truth.value, answer, window_of(shown.problem)).right


def test_every_number_of_the_explanation_is_filled_in(lesson, truth):
    said = lesson.explained(truth)
    assert "{" not in said
    assert not re.search(r"\b(nan|inf|undefined)\b|∞", said)


def test_every_number_that_is_computed_is_said(lesson):
    assert set(PLACEHOLDER.findall(lesson.say)) == {name for name, _ in lesson.numbers}


def test_the_question_does_not_say_what_only_the_picture_can(lesson):
    assert lesson.question.measure["measure"] in MEASURES
    assert len(lesson.intro.split()) <= 60
    assert "η" not in lesson.question.ask


def test_what_comes_next_is_there(lesson):
    assert lesson.next == "" or lessons.get(lesson.next)


def test_no_step_beyond_those_shown_is_there_before_the_answer(lesson, shown):
    settings = before(shown.settings, lesson.shows)
    if isinstance(settings, Settings):
        assert settings.steps <= lesson.shows
        assert not settings.theory
    assert getattr(settings, "step", 0) == 0


def test_every_choice_says_what_it_means_to_pick_it(lesson):
    assert all(choice.meaning for choice in getattr(lesson.question, "choices", ()))


def test_the_shelf_goes_by_the_explainers_sections_and_then_by_minutes():
    sections = list(lessons.SECTIONS)
    shelf = [lessons.get(name) for name in lessons.names()]
    places = [(sections.index(lesson.section), lesson.minutes) for lesson in shelf]
    assert places == sorted(places)


@pytest.mark.parametrize("course", lessons.courses().values(), ids=lambda course: course.name)
def test_a_course_names_lessons_that_are_there_each_once(course):
    assert len(set(course.lessons)) == len(course.lessons)
    assert course.minutes == sum(lessons.get(name).minutes for name in course.lessons)


@pytest.mark.quick
def test_a_name_nearly_right_is_corrected():
    with pytest.raises(LessonError, match="did you mean cliff"):
        lessons.get("clif")
    with pytest.raises(LessonError, match="no lesson"):
        lessons.get("../courses")
