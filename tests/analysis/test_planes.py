import numpy as np

from optlab.analysis.planes import axes_plane, principal_plane


def test_the_principal_plane_of_flat_paths_holds_them_entirely():
    generator = np.random.default_rng(0)
    basis = np.linalg.qr(generator.normal(size=(6, 2)))[0].T
    path = generator.normal(size=(50, 2)) @ basis + 3.0
    plane = principal_plane([path[:20], path[20:]], path[-1])
    assert abs(plane.share - 1.0) < 1e-12
    np.testing.assert_allclose(plane.lift(plane.project(path)), path, atol=1e-12)
    np.testing.assert_allclose(np.array(plane.directions) @ np.array(plane.directions).T, np.eye(2), atol=1e-12)
    flat = plane.project(path)
    assert (flat >= np.array(plane.window)[:, 0]).all()
    assert (flat <= np.array(plane.window)[:, 1]).all()


def test_a_path_on_a_line_spans_no_plane():
    line = np.outer(np.arange(5.0), [1.0, 2.0, 3.0])
    assert principal_plane([line], line[0]) is None
    assert principal_plane([], [0.0, 0.0, 0.0]) is None


def test_two_parameters_hold_the_others_and_drop_their_own():
    plane = axes_plane(("a", "b", "c"), [(-1, 1), (-2, 2), (-3, 3)], (0, 2), [9.0, 5.0, 9.0])
    assert plane.origin == (0.0, 5.0, 0.0)
    assert plane.titles == ("a", "c")
    assert plane.window == ((-1, 1), (-3, 3))
