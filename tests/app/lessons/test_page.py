"""The Lessons page, driven without a browser: shelf, question, answer, and what is said then."""

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from optlab import lessons
from optlab.lessons import packed, writing
from tests.app.driving import assert_healthy, charts, told

COMMIT = "lessons.commit"
AN_ANSWER = {"choose": "", "number": "", "click": "0,0", "order": "", "sketch": "0,1;5,1"}


def opened(**query: str | list[str]) -> AppTest:
    def script():
        from optlab.app.lessons.page import page

        page()

    page = AppTest.from_function(script, default_timeout=120)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def an_answer(lesson: lessons.Lesson) -> str:
    """Some answer to a lesson, as an address writes it."""
    question = lesson.question
    if question.kind == "choose":
        return question.choices[-1].key
    if question.kind == "number":
        return f"{(question.low * question.high) ** 0.5 if question.log else (question.low + question.high) / 2:g}"
    if question.kind == "order":
        return ",".join(item.key for item in question.items)
    if question.kind == "sketch":
        return f"0,{question.high:g};{question.steps},{question.low:g}"
    return "1,1"


def latest_step(page: AppTest) -> int:
    """The latest step of any run that a chart of the page knows of."""
    latest = 0
    for chart in charts(page):
        for data in chart.proto.datasets:
            if data.name in ("paths", "curves"):
                frame = pa.ipc.open_stream(data.data.data).read_pandas()
                latest = max(latest, int(frame["step"].max()) if len(frame) else 0)
    return latest


@pytest.mark.quick
def test_the_shelf_has_every_course_and_every_lesson():
    page = opened()
    assert_healthy(page)
    words = told(page)
    assert "The explainer in nine stations" in words
    assert all(lessons.get(name).title in words for name in ("cliff", "station_1_hill"))
    starts = [button for button in page.button if button.label == "Open"]
    assert len(starts) == len(lessons.names())


@pytest.mark.parametrize("name", lessons.names())
def test_a_lesson_asks_holds_back_and_tells(name):
    lesson = lessons.get(name)
    page = opened(lesson=name)
    assert_healthy(page)
    assert page.button(key=COMMIT)
    assert latest_step(page) <= lesson.shows
    answered = opened(lesson=name, a=f"{name}~{an_answer(lesson)}")
    assert_healthy(answered)
    assert [button for button in answered.button if button.key == COMMIT] == []
    said = lesson.explained(lesson.truth())
    assert said.split(".")[0][:20].replace("_", "") in told(answered).replace("\\", "").replace("_", "")


def test_an_answer_is_locked_by_the_button_and_stays_when_one_goes_away_and_comes_back():
    page = opened(lesson="cliff", course="twelve")
    assert page.button(key=COMMIT).disabled
    page.radio[0].set_value("Careful").run()
    page.button(key=COMMIT).click().run()
    assert_healthy(page)
    assert "cliff~Careful" in page.query_params["a"]
    assert "You said" in told(page)
    page.button(key="lessons.after").click().run()
    page.button(key="lessons.before").click().run()
    assert "You said" in told(page)
    assert "cliff~Careful" in page.query_params["a"]


def test_without_questions_everything_is_shown_at_once():
    page = opened(course="explainer", quick="1")
    assert_healthy(page)
    assert "∂" in told(page) or "east" in told(page)
    assert [button for button in page.button if button.key == COMMIT] == []


@pytest.mark.quick
@pytest.mark.parametrize(
    "query",
    [
        {"lesson": "clif"},
        {"lesson": "cliff", "a": "cliff~Nobody"},
        {"lesson": "cliff", "a": "<script>"},
        {"own": "zzz"},
        {"course": "nonsense,cliff"},
        {"lesson": "momentum_speed", "a": "momentum_speed~1e9"},
        {"sheet": "both"},
    ],
)
def test_what_an_address_gets_wrong_is_said_and_the_page_stands(query):
    page = opened(**query)
    assert not page.exception
    assert page.toast
    assert all("Traceback" not in toast.value for toast in page.toast)


def test_a_lesson_of_ones_own_opens_from_its_link_and_hostile_words_stay_words():
    text = writing.text_of(lessons.get("cliff")).replace(
        "The cliff", "**<script>alert(1)</script>** {__class__} [x](y)"
    )
    page = opened(own=packed.pack(text))
    assert_healthy(page)
    assert r"\*\*\<script\>" in told(page)


def test_a_picture_that_does_not_open_any_more_is_named():
    text = writing.text_of(lessons.get("cliff")).replace("compare?f=ravine", "compare?f=nowhere")
    page = opened(own=packed.pack(text))
    assert not page.exception
    assert "picture" in page.error[0].value


@pytest.mark.parametrize("kind", ["questions", "answers"])
@pytest.mark.parametrize("name", ["cliff", "station_2_partials", "station_4_loop", "step_size"])
def test_sheets_are_made_of_a_lesson_and_of_its_course(name, kind):
    page = opened(lesson=name, sheet=kind, course="rates" if name in ("cliff", "step_size") else "")
    assert_healthy(page)
    assert ("Worksheet" if kind == "questions" else "Answers") in told(page)


def test_a_course_is_printed_with_room_for_each_kind_of_answer_and_told_in_full():
    asked = opened(lesson="cliff", sheet="questions", course="rates")
    assert_healthy(asked)
    order = lessons.get("step_size").question
    assert told(asked).count("\\_\\_\\_ ") >= len(order.items)
    answers = opened(lesson="cliff", sheet="answers", course="rates")
    assert_healthy(answers)
    assert "it is" in told(answers)
    assert "What to ask next" in told(answers)


def test_a_place_can_be_typed_instead_of_clicked_and_nonsense_is_named():
    page = opened(lesson="which_minimum")
    page.text_input[0].set_value("here").run()
    assert_healthy(page)
    assert "is no place" in told(page)
    assert page.button(key=COMMIT).disabled
    page.text_input[0].set_value("-3.8, -3.3").run()
    page.button(key=COMMIT).click().run()
    assert_healthy(page)
    assert "a=" not in told(page)
    assert "which_minimum~-3.8,-3.3" in page.query_params["a"]
