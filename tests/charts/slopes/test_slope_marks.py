import numpy as np
import pytest

import optlab
from optlab.analysis import curvature
from optlab.charts.slopes.slope_marks import ARROW, PLOT, slope_marks

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
SADDLE = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")


def marks(point, window=WINDOW, curved=False, before=(), rate=0.04):
    slope = SADDLE.gradient(point)
    curved_there = curvature(SADDLE, point) if curved else None
    return slope_marks(point, slope, (np.array(point) - rate * slope).tolist(), before, curved_there, window)


def vectors(lines):
    return lines[["x2", "y2"]].to_numpy() - lines[["x", "y"]].to_numpy()


def test_the_arrows_point_along_the_gradient_and_against_it():
    up, down = vectors(marks([0.5, 0.5]).lines)
    slope = SADDLE.gradient([0.5, 0.5])
    assert up @ slope / np.linalg.norm(up) == pytest.approx(np.linalg.norm(slope))
    np.testing.assert_allclose(down, -up)
    assert np.linalg.norm(up) == pytest.approx(ARROW * 6.0)


def test_the_next_point_is_one_step_of_descent_away():
    points = marks([0.5, 0.5]).points
    assert points["label"].tolist() == ["after one step", "the point"]
    np.testing.assert_allclose(points[["x", "y"]].iloc[0], [0.54, 0.46])


def test_where_there_is_no_slope_there_is_no_arrow():
    assert marks([0.0, 0.0]).lines["colour"].tolist() == ["transparent"]


def test_the_curvature_is_drawn_along_its_directions_with_its_numbers():
    data = marks([0.0, 0.0], curved=True)
    assert sorted(data.labels["text"]) == ["λ = 8.47", "λ = −0.472"]
    first, second = vectors(data.lines)
    assert first @ second == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("point", [[-2.9, 2.9], [2.9, 2.9], [0.0, -2.9], [-1.2, 2.2], [2.9, 0.1]])
def test_labels_stay_inside_the_plot(point):
    labels = marks(point, curved=True).labels
    shares = (labels[["x", "y"]].to_numpy() + 3.0) / 6.0
    centres = shares * PLOT + labels[["right", "down"]].to_numpy() * [1, -1]
    assert (centres >= 0).all()
    assert (centres <= PLOT).all()


def test_points_far_away_are_left_out_and_undefined_ones_too():
    data = slope_marks([0.0, 0.0], np.full(2, np.nan), [np.nan, np.nan], [(1e9, 0.0), (1.0, 1.0)], None, WINDOW)
    assert data.points["x"].tolist() == [1.0, 0.0]
    far = slope_marks([1e9, 0.0], np.array([1.0, 0.0]), [1e9, 0.0], [], None, WINDOW)
    assert len(far.points) == 1
