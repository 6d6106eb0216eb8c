import numpy as np
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights
from optlab.charts.landscape.draping import draped, draped_path
from optlab.charts.landscape.elevation import elevation

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
BOWL = optlab.parse_loss("x^2 + 3*y^2")


@pytest.mark.parametrize("log", [False, True])
def test_paths_lie_on_the_surface_between_their_steps_as_well(log):
    surface = heights(BOWL, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))
    drawn = elevation(surface, log).drawn
    x, y, z = draped_path(drawn, WINDOW, np.array([-2.0, 2.0]), np.array([0.0, 0.0]))
    assert len(x) > 100
    np.testing.assert_allclose(z, draped(drawn, WINDOW, x, y))
    assert z[len(z) // 2] < z[0]


def test_a_path_outside_the_window_altogether_and_one_that_stands_still_are_drawn_without_trouble():
    away = draped_path(np.zeros((5, 5)), WINDOW, np.array([5.0, 9.0]), np.array([0.0, 0.0]))
    assert all(part.size == 0 for part in away)
    x, _, z = draped_path(np.ones((5, 5)), WINDOW, np.array([1.0, 1.0]), np.array([0.0, 0.0]))
    assert np.isfinite(x).all()
    assert (z == 1.0).all()


def test_between_the_corners_of_a_cell_heights_are_bilinear():
    corners = np.array([[0.0, 1.0], [2.0, 5.0]])
    x, y = np.array([-2.0, 2.0, 0.0, 0.0]), np.array([-1.0, 3.0, 1.0, -1.0])
    np.testing.assert_allclose(draped(corners, WINDOW, x, y), [0.0, 5.0, (0.0 + 1.0 + 2.0 + 5.0) / 4.0, 0.5])


def test_outside_the_window_and_beside_a_gap_there_is_no_height():
    surface = np.zeros((5, 5))
    surface[0, 0] = np.inf
    assert np.isnan(draped(surface, WINDOW, np.array([-1.9, 2.1, 0.0]), np.array([-0.9, 0.0, -1.1]))).all()


def test_a_path_of_one_point_is_that_point_on_the_surface():
    x, y, z = draped_path(np.full((5, 5), 7.0), WINDOW, np.array([0.1]), np.array([0.2]))
    assert (x[0], y[0], z[0]) == (0.1, 0.2, 7.0)
