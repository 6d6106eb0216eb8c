import numpy as np

from optlab.charts.landscape.draping import draped

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))


def test_between_the_corners_of_a_cell_heights_are_bilinear():
    corners = np.array([[0.0, 1.0], [2.0, 5.0]])
    x, y = np.array([-2.0, 2.0, 0.0, 0.0]), np.array([-1.0, 3.0, 1.0, -1.0])
    np.testing.assert_allclose(draped(corners, WINDOW, x, y), [0.0, 5.0, (0.0 + 1.0 + 2.0 + 5.0) / 4.0, 0.5])


def test_outside_the_window_and_beside_a_gap_there_is_no_height():
    surface = np.zeros((5, 5))
    surface[0, 0] = np.inf
    assert np.isnan(draped(surface, WINDOW, np.array([-1.9, 2.1, 0.0]), np.array([-0.9, 0.0, -1.1]))).all()
