"""Steps and moves of the point, as values."""

from dataclasses import replace

import numpy as np
import pytest

from optlab.app.slopes.actions import turned
from optlab.app.views.hill.descent import played, walk
from optlab.app.views.hill.spot import spot_of
from optlab.app.views.hill.trail import LONGEST_TRAIL, Trail, stepped
from optlab.picture import slopes
from optlab.picture.problem import problem_of
from optlab.picture.subject import Subject

BOWL = Subject(formula="a^2 + b^2")
PROBLEM = problem_of(BOWL)
SETTINGS = replace(slopes.usual(BOWL, PROBLEM, 0.25), point=(2.0, -1.0))


def test_a_step_goes_against_the_gradient_and_says_what_was_promised_and_what_it_brought():
    point, trail = stepped(spot_of(SETTINGS, PROBLEM), Trail())
    assert point == (1.0, -0.5)
    assert trail.points == ((2.0, -1.0),)
    assert trail.last.promised == pytest.approx(0.25 * (4.0**2 + 2.0**2))
    assert trail.last.fell == pytest.approx(5.0 - 1.25)


def test_a_step_out_of_all_numbers_is_refused_and_keeps_the_point_and_the_steps_before():
    before = Trail(((3.0, 3.0),))
    point, trail = stepped(spot_of(replace(SETTINGS, rate=1e300), PROBLEM), before)
    assert point == SETTINGS.point
    assert trail.points == before.points
    assert np.isnan([trail.last.promised, trail.last.fell]).all()


def test_the_trail_forgets_its_oldest_points():
    before = Trail(tuple((float(number), 0.0) for number in range(LONGEST_TRAIL)))
    assert stepped(spot_of(SETTINGS, PROBLEM), before)[1].points == (*before.points[1:], SETTINGS.point)


def test_where_the_loss_has_no_value_there_is_no_slope_and_no_curvature():
    subject = Subject(formula="log(x) + y")
    settings = replace(slopes.usual(subject, problem_of(subject), 0.1), point=(-1.0, 0.0))
    spot = spot_of(settings, problem_of(subject))
    assert np.isnan(spot.gradient).all()
    assert spot.curvature is None


def test_knobs_set_the_point_nudge_and_rate_and_nonsense_changes_nothing():
    after = turned(SETTINGS, {"p0": 1.5, "p1": 0.0, "nudge": 0.09, "rate": 0.123})
    assert (after.point, after.nudge, after.rate) == ((1.5, 0.0), 0.1, 0.123)
    assert turned(SETTINGS, {"p7": 1.0, "nudge": -1.0, "rate": -0.5}) == SETTINGS


def test_what_is_played_passes_the_points_of_plain_descent():
    settings, trail = played(SETTINGS, Trail(((9.0, 9.0),)), 2)
    assert settings.point == (0.5, -0.25)
    assert trail.points == ((9.0, 9.0), (2.0, -1.0), (1.0, -0.5))
    assert trail.last.fell == pytest.approx(1.25 - 0.3125)


def test_a_descent_that_leaves_all_numbers_ends_before():
    points = walk(Subject(formula="-x^4"), (3.0,), 1.0)
    assert 1 < len(points) < 10
    assert np.isfinite(points).all()
