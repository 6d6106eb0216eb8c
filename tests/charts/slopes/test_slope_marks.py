import numpy as np
import pytest

import optlab
from optlab.analysis import curvature
from optlab.charts.slopes.slope_marks import slope_marks

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
SADDLE = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")


def marks(point, window=WINDOW, curved=False, before=(), rate=0.04):
    slope = SADDLE.gradient(point)
    curved_there = curvature(SADDLE, point) if curved else None
    return slope_marks(point, slope, (np.array(point) - rate * slope).tolist(), before, curved_there, window)


def test_the_spot_is_the_point_with_its_gradient_and_the_next_step():
    spot = marks([0.5, 0.5]).spot.iloc[0].to_dict()
    assert spot == pytest.approx({"x": 0.5, "y": 0.5, "gx": -1.0, "gy": 1.0, "nx": 0.54, "ny": 0.46})


def test_the_curvature_is_drawn_along_its_directions_with_its_numbers():
    crossing = marks([0.0, 0.0], curved=True).crossing
    assert sorted(crossing["text"]) == ["λ = 8.47", "λ = −0.472"]
    first, second = crossing[["x2", "y2"]].to_numpy() - crossing[["x", "y"]].to_numpy()
    assert first @ second == pytest.approx(0.0, abs=1e-9)


def test_points_far_away_are_left_out_and_what_does_not_exist_is_empty():
    data = slope_marks([0.0, 0.0], np.full(2, np.nan), [np.nan, np.nan], [(1e9, 0.0), (1.0, 1.0)], None, WINDOW)
    assert data.trail["x"].tolist() == [1.0]
    assert data.spot[["gx", "gy", "nx", "ny"]].isna().all(axis=None)
    far = slope_marks([0.0, 0.0], np.array([1.0, 0.0]), [1e9, 0.0], [], None, WINDOW)
    assert far.spot[["nx", "ny"]].isna().all(axis=None)
