import pytest

from optlab.lessons.faults import LessonError
from optlab.lessons.pictured import before, opened, pictured

TWO = "compare?f=ravine&n=30&r=Slow~GradientDescent~0.01~all~0&r=Fast~GradientDescent~0.1~all~1"


def test_a_picture_of_compare_has_a_track_for_each_run():
    shown = pictured(TWO)
    assert [track.name for track in shown.tracks] == ["Slow", "Fast"]
    assert {len(track.trajectory.steps) for track in shown.tracks} == {31}
    with pytest.raises(LessonError, match="no run called 'Gone'\nits runs are 'Slow', 'Fast'"):
        shown.track("Gone")


@pytest.mark.parametrize("page", ["compare", "slopes", "chain-rule"])
def test_every_page_opens_without_a_word(page):
    assert opened(page)[0] == page


@pytest.mark.parametrize(
    "address",
    [
        "compare?f=moon",
        "compare?n=-3",
        "compare?colour=red",
        "compare?e=x%5E2%2B%2B%2B)",
        "compare?f=ravine&s=1,2,3",
        "compare?z=large",
        "compare?z=nonsense",
        "compare?m=nonsense",
        "slopes?e=x%5E2&at=1,2",
        "slopes?f=moon",
        "slopes?e=nonsense(",
        "chain-rule?eg=moon",
        "chain-rule?e=nonsense(",
        "chain-rule?e=x%5E2&at=1,2",
    ],
)
def test_an_address_that_opens_to_something_else_is_refused(address):
    with pytest.raises(LessonError, match="picture: "):
        opened(address)


@pytest.mark.parametrize("address", ["sweep", "https://elsewhere.example/", "//host/compare", "//[", "x" * 9_000])
def test_an_address_of_no_page_is_refused(address):
    with pytest.raises(LessonError, match="picture: "):
        opened(address)


def test_a_picture_beyond_its_budget_is_refused_before_it_is_made():
    huge = "compare?m=network~data=spiral~hidden=32,32&n=5000&k=100&r=A~Adam~0.01~1~0"
    with pytest.raises(LessonError, match="picture: "):
        pictured(huge, trajectory_of=lambda _: pytest.fail("a run was made"))


def test_runs_may_come_from_who_remembers_them():
    descents = []
    shown = pictured(TWO)
    again = pictured(TWO, trajectory_of=lambda descent: descents.append(descent) or shown.tracks[0].trajectory)
    assert len(descents) == 2
    assert again.tracks[0].trajectory is shown.tracks[0].trajectory


def test_nothing_is_later_than_the_steps_shown_before_the_answer():
    settings = opened(f"{TWO}&i=20&t=1")[1]
    assert (before(settings, 5).steps, before(settings, 5).step, before(settings, 5).theory) == (5, 0, False)
    assert before(settings, 99).steps == 30
    assert before(opened("chain-rule?step=4")[1]).step == 0
    slopes = opened("slopes?f=ravine")[1]
    assert before(slopes) == slopes
