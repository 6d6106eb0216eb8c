"""Some sessions through Streamlit's own protocol, and what the load test sends."""

from dataclasses import replace

import pytest

import optlab
from optlab.picture import budget
from optlab.picture.runs import MOST_RUNS
from tests.load.conftest import outcome_of
from tests.load.crowd import Plan
from tests.load.formulas import TYPED, hostile
from tests.load.largest import largest_picture
from tests.load.measure import visit
from tests.load.picture import differences, picture
from tests.load.session import Session
from tests.serving import serving


@pytest.fixture(scope="module")
def server():
    with serving() as found:
        yield found


def test_four_visitors_work_without_errors(server):
    seen = outcome_of(visit(server, Plan(sessions=4, think=0.4, seconds=4.0, arrival=0.5)))
    assert not seen.diary.errors
    assert len(seen.diary.loads) == 4
    assert seen.diary.reruns
    assert server.tracebacks == 0


def test_the_address_of_a_page_that_was_worked_on_shows_the_same_picture(server):
    async def worked():
        async with Session(server.address) as session:
            await session.load()
            for key, value in (
                ("run0.rate_control", 0.02),
                ("formula", "x^2 + 3y^2"),
                ("start", "1, 2"),
                ("view", "3-D"),
            ):
                await session.change(key, value)
            await session.change("added", "Adam")
            await session.press("run4.open")  # what stands open is not in the address
            await session.change("view", "Map")
            await session.click("picked-start", "point", {"x": 1.5, "y": -0.5})
            return picture(session.page)

    async def opened(query):
        async with Session(server.address, query) as session:
            await session.load()
            return picture(session.page)

    before = outcome_of(worked())
    assert before.values["start"] == "1.5, -0.5"
    assert len(before.charts) == 2
    assert differences(before, outcome_of(opened(before.query))) == []


def test_a_text_that_is_no_formula_is_no_error_of_the_page(server):
    async def typed():
        async with Session(server.address) as session:
            await session.load()
            await session.change("formula", "x^2 +")
            return [one.body for one in session.page.of_kind("alert")]

    assert "ends too early" in outcome_of(typed())[0]


@pytest.mark.parametrize("text", TYPED)
def test_every_formula_of_the_visitors_is_understood(text):
    assert optlab.parse_loss(text.format(a="2.5", b="0.75")).parameters


def test_hostile_texts_are_there_to_be_typed():
    assert len(hostile()) > 100


def test_the_largest_picture_reaches_both_bounds_of_the_budget():
    picture = largest_picture()
    loss = picture.subject.loss()
    loss.hessian(list(picture.start))
    assert sum(budget.operations_of(picture.descent(one), loss) for one in picture.runs) > 0.9 * budget.MOST_OPERATIONS
    with pytest.raises(optlab.SettingsError, match="numbers"):
        budget.check(replace(picture, steps=picture.steps + 1).descents, loss)


def test_no_two_runs_of_the_largest_picture_share_their_result():
    assert len({replace(one, name="", colour=0) for one in largest_picture().runs}) == MOST_RUNS
