import numpy as np
import pytest

import optlab
from optlab.analysis import curvature


@pytest.mark.parametrize(
    ("formula", "shape"),
    [
        ("x^2 + y^2", "minimum"),
        ("x^2 - y^2", "saddle"),
        ("-x^2 - 2y^2", "maximum"),
        ("x + y", "flat"),
        ("sqrt(x) + y", "undefined"),
    ],
)
def test_the_shape_is_read_from_the_hessian(formula, shape):
    assert curvature(optlab.parse_loss(formula), [0.0, 0.0]).shape == shape


def test_the_known_saddle_has_its_two_curvatures():
    bends = curvature(optlab.parse_loss("x^2 + 3*y^2 - 4*x*y"), [0.0, 0.0])
    np.testing.assert_allclose(bends.values, 4 - np.sqrt(20) * np.array([1, -1]), rtol=1e-12)


@pytest.mark.parametrize("name", ["sphere", "ravine", "rosenbrock", "himmelblau", "penguins"])
def test_condition_numbers_equal_the_gallerys(name):
    entry = optlab.landscapes.get(name)
    bends = curvature(entry.loss, entry.minima[0])
    assert bends.condition_number == pytest.approx(entry.condition_number, rel=0.01)


def test_rates_on_a_parabola_are_those_of_theory():
    bends = curvature(optlab.parse_loss("(x^2 + 100*y^2)/2"), [1.0, 1.0])
    assert bends.largest_stable_rate == pytest.approx(0.02)
    assert bends.best_rate == pytest.approx(2 / 101)
