"""Keep a picture as a question: the form offers what the picture can answer, and what comes of it opens as a lesson."""

from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from optlab.app.shared.as_question import address
from optlab.lessons import packed, read
from tests.app.driving import assert_healthy

RUNS = ["Slow~GradientDescent~0.05~all~0", "Fast~GradientDescent~0.1~all~1"]
QUERY = {"e": ["3*x^2+y^2"], "s": ["1,2"], "n": ["50"], "i": ["7"], "j": ["1"], "r": RUNS}


def form(page: str, query: dict) -> AppTest:
    """The form alone, as it stands in its dialog."""

    def script(page: str, query: dict) -> None:
        from optlab.app.shared.as_question import form

        form(page, query)

    at = AppTest.from_function(script, default_timeout=60, args=(page, query)).run()
    assert not at.exception, at.exception[0].message
    return at


def lesson_of(at: AppTest):
    """The lesson in the link."""
    parts = urlsplit(at.code[0].value)
    assert parts.path == "/lessons"
    return read(packed.unpack(parse_qs(parts.query)["own"][0]))


def test_the_form_makes_a_lesson_whose_truth_is_computed():
    at = form("compare", QUERY)
    lesson = lesson_of(at)
    assert lesson.truth().value == "Fast"
    assert lesson.picture == address("compare", QUERY)
    assert "i=7" not in lesson.picture
    assert "j=1" not in lesson.picture


def test_each_way_to_answer_can_be_taken():
    at = form("compare", QUERY)
    for kind in at.selectbox(key="question.kind").options:
        at.selectbox(key="question.kind").select(kind).run()
        assert not at.exception
        assert lesson_of(at).truth()


@pytest.mark.parametrize(("page", "query"), [("slopes", {"f": ["knobs_saddle"], "at": ["1,2"]}), ("chain-rule", {})])
def test_other_pages_have_questions_of_their_own(page, query):
    lesson = lesson_of(form(page, query))
    assert lesson.picture.startswith(page)
    assert lesson.truth()


def test_words_of_ones_own_go_into_the_lesson_letter_by_letter():
    at = form("compare", QUERY)
    hostile = "<script>alert(1)</script> **x** [y](http://z)"
    at.text_area[0].set_value(hostile).run()
    at.text_input[0].set_value(hostile).run()
    lesson = lesson_of(at)
    assert lesson.question.ask == hostile
    assert lesson.question.choices[0].text == hostile


def test_a_number_that_is_not_there_is_named():
    at = form("compare", QUERY)
    at.text_area[1].set_value("It is {nothing}.").run()
    assert "{nothing} is no number of this lesson" in at.error[0].value
    assert not at.code


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"z": ["large"]}, "too many for a link"),
        ({"n": ["0"], "k": ["5"], "o": ["0.1"], "r": ["A~GradientDescent~0.1~1~0"]}, "no question with one answer"),
    ],
)
def test_a_picture_that_cannot_be_asked_about_says_why(query, word):
    at = form("compare", query)
    assert word in at.warning[0].value
    assert not at.code


def test_runs_of_one_name_are_said_to_be_so():
    at = form("compare", {"r": ["A~Adam~0.1~all~0", "A~Adam~0.2~all~1"]})
    assert "told apart" in at.error[0].value


def shown(folder: str) -> AppTest:
    """A page that is no other's entrance."""

    def script(folder: str) -> None:
        from importlib import import_module

        import_module(f"optlab.app.{folder}.page").page()

    return AppTest.from_function(script, default_timeout=60, args=(folder,)).run()


@pytest.mark.parametrize(
    ("key", "page"), [("keep", "compare"), ("keep-slopes", "slopes"), ("keep-chain-rule", "chain_rule")]
)
def test_keep_opens_the_form_on_every_page_and_closes(key, page):
    at = shown(page)
    at.session_state[key] = True
    at.run().button(key=f"{key}.question").click().run()
    assert_healthy(at)
    assert at.session_state[key] is False
    assert lesson_of(at).truth()
