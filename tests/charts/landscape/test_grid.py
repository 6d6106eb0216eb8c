import numpy as np

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape.grid import grid, heights

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))


def test_a_grid_reaches_from_edge_to_edge_in_equal_steps():
    across, up = grid(WINDOW, 5)
    assert across.tolist() == [-2.0, -1.0, 0.0, 1.0, 2.0]
    assert up.tolist() == [-1.0, 0.0, 1.0, 2.0, 3.0]


def test_heights_have_the_second_direction_along_their_first_axis():
    loss = optlab.parse_loss("x + 10*y")
    surface = heights(loss, axes_plane(("x", "y"), WINDOW, (0, 1), (0.0, 0.0)), 3)
    np.testing.assert_allclose(surface, [[-12.0, -10.0, -8.0], [8.0, 10.0, 12.0], [28.0, 30.0, 32.0]])


def test_parameters_off_the_plane_stay_as_they_are():
    loss = optlab.parse_loss("x + 10*y + 100*z")
    window = (*WINDOW, (0.0, 1.0))
    surface = heights(loss, axes_plane(("x", "y", "z"), window, (0, 1), (0.0, 0.0, 7.0)), 3)
    assert surface[0, 0] == -12.0 + 700.0
