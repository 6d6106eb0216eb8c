import numpy as np
import pytest

from optlab.charts.landscape.contours import LEVELS, isolines, levels_of
from optlab.charts.landscape.grid import grid

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
ACROSS, UP = grid(WINDOW, 41)


def test_levels_ascend_strictly_between_the_bottom_and_the_top():
    levels = levels_of(np.linspace(3.0, 7.0, 100))
    assert len(levels) == LEVELS
    assert (np.diff(levels) > 0.0).all()
    assert 3.0 < levels[0] < levels[-1] < 7.0


def test_a_flat_valley_beside_a_tall_wall_still_gets_lines():
    heights = np.concatenate([np.linspace(0.0, 1.0, 900), np.linspace(1.0, 1e6, 100)])
    steep = np.linspace(0.0, 1e6, LEVELS + 2)[1:-1]
    assert (levels_of(heights) < steep[0]).sum() > 1


def test_the_isolines_of_a_plane_are_straight_and_lie_at_their_level():
    lines = isolines(np.tile(ACROSS, (len(UP), 1)), WINDOW, np.array([-1.0, 0.5]))
    assert lines.groupby("line")["x"].agg(["min", "max"]).to_numpy().tolist() == [
        [pytest.approx(level, abs=1e-6)] * 2 for level in (-1.0, 0.5)
    ]
    assert (lines["y"].min(), lines["y"].max()) == (-1.0, 3.0)


def test_points_of_a_line_are_numbered_in_the_order_in_which_they_are_joined():
    bowl = ACROSS**2 + (UP[:, None] - 1.0) ** 2
    lines = isolines(bowl, WINDOW, np.array([1.0, 2.0]))
    for _, line in lines.groupby("line"):
        assert line["order"].tolist() == list(range(len(line)))
        steps = np.hypot(np.diff(line["x"]), np.diff(line["y"]))
        assert steps.max() <= np.hypot(0.1, 0.1) + 1e-6


def test_lines_end_where_heights_are_undefined():
    slope = np.tile(UP[:, None], (1, len(ACROSS)))
    slope[:, ACROSS < 0.0] = np.nan
    lines = isolines(slope, WINDOW, np.array([1.0]))
    assert lines["x"].min() >= 0.0
    assert lines["x"].max() == 2.0


def test_without_levels_there_are_no_lines():
    assert len(isolines(np.zeros((5, 5)), WINDOW, np.empty(0))) == 0
