"""The shelf and the courses; what holds of every lesson stands in test_contract."""

import pytest

from optlab import lessons
from optlab.lessons.faults import LessonError


def test_the_shelf_goes_by_the_explainers_sections_and_then_by_minutes():
    sections = list(lessons.SECTIONS)
    shelf = [lessons.get(name) for name in lessons.names()]
    places = [(sections.index(lesson.section), lesson.minutes) for lesson in shelf]
    assert places == sorted(places)


@pytest.mark.parametrize("course", lessons.courses().values(), ids=lambda course: course.name)
def test_a_course_takes_the_minutes_of_its_lessons(course):
    assert course.minutes == sum(lessons.get(name).minutes for name in course.lessons)


@pytest.mark.quick
@pytest.mark.parametrize(
    ("name", "hint"), [("clif", "did you mean cliff"), ("../courses", "no lesson"), ("", "no lesson")]
)
def test_a_name_that_is_none_is_corrected_where_one_is_near(name, hint):
    with pytest.raises(LessonError, match=hint):
        lessons.get(name)
