import pytest

from optlab import lessons
from optlab.lessons.packed import pack
from optlab.lessons.visit import OWN, Visit, from_query, to_query
from optlab.lessons.writing import text_of

CLIFF = lessons.get("cliff")
PACKED = pack(text_of(CLIFF))


@pytest.mark.parametrize(
    "visit",
    [
        Visit(),
        Visit("cliff"),
        Visit("cliff", answers=(("cliff", "Bold"),), projector=True),
        Visit("cliff", course="twelve", quick=True),
        Visit("cliff", course="cliff"),
        Visit(own=PACKED, answers=((OWN, "Careful"),)),
        Visit(section="hill", minutes=5, sheet="answers"),
    ],
    ids=str,
)
def test_a_visit_survives_its_address(visit):
    assert from_query(to_query(visit)) == (visit, [])


def test_the_shelf_has_an_address_without_a_word():
    assert to_query(Visit()) == {}


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"lesson": ["clif"]}, "lesson: there is no lesson called 'clif'"),
        ({"lesson": ["../../etc"]}, "lesson: "),
        ({"lesson": ["x" * 999]}, "lesson: "),
        ({"course": ["cooking"]}, "course: "),
        ({"course": ["cliff,clif"]}, "course: "),
        ({"own": ["nonsense"]}, "own: "),
        ({"own": [pack("title = 3")]}, "own: "),
        ({"own": ["A" * 99_999]}, "own: "),
        ({"a": ["cliff"]}, "a: "),
        ({"a": ["cliff~Nobody"]}, "a: the answer 'Nobody' is none"),
        ({"a": ["clif~Bold"]}, "a: there is no lesson"),
        ({"a": ["own~Bold"]}, "a: there is no lesson"),
        ({"section": ["cooking"]}, "section: "),
        ({"minutes": ["-1"]}, "minutes: "),
        ({"sheet": ["<script>"]}, "sheet: "),
        ({"j": ["2"]}, "j: "),
        ({"colour": ["red"]}, "colour: not a setting"),
    ],
)
def test_what_an_address_cannot_say_is_named_and_the_shelf_opens(query, word):
    visit, notices = from_query(query)
    assert visit == Visit()
    assert len(notices) == 1
    assert notices[0].startswith(word)


def test_an_answer_is_given_once():
    visit = Visit("cliff").answered(CLIFF, "Careful")
    assert visit.answer(CLIFF) == "Careful"
    assert visit.answered(CLIFF, "Bold") == visit
    assert Visit("cliff").answer(CLIFF) is None


def test_a_course_opens_at_its_first_lesson_and_leads_through_all():
    names = ",".join(lessons.names())
    visit, notices = from_query({"course": [names]})
    assert notices == []
    assert (visit.lesson, visit.place, visit.beside(-1)) == (lessons.names()[0], 0, "")
    last = Visit(lessons.names()[-1], course=names)
    assert last.beside(1) == ""


def test_a_lesson_of_ones_own_may_name_a_next_one_that_is_not_there():
    own = text_of(CLIFF).replace('title = "', 'next = "nowhere"\ntitle = "', 1)
    own = "\n".join(line for line in own.splitlines() if not line.startswith("next = ") or "nowhere" in line)
    visit = Visit(own=pack(own))
    assert visit.opened.next == "nowhere"
    assert visit.beside(1) == ""
