import numpy as np
import pytest

import optlab
from optlab.explain.differences import EPSILON, central_differences, quotients
from optlab.losses import landscapes

SADDLE = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")


def test_on_a_parabola_the_quotient_is_off_by_the_nudge_and_the_central_one_exact():
    lines = quotients(SADDLE, [-1.2, 2.2], 0, [1.0, 0.5, 0.25])
    np.testing.assert_allclose(lines.forward - lines.slope, [1.0, 0.5, 0.25])
    np.testing.assert_allclose(lines.central, lines.slope)


def test_tiny_nudges_are_spoiled_by_rounding_of_the_size_told():
    lines = quotients(SADDLE, [-1.2, 2.2], 0, [1e-8, 1e-14, 1e-15])
    assert lines.forward_error[0] < 1e-6
    assert lines.forward_error[2] > 0.1
    assert (lines.forward_error <= 4 * lines.rounding + 1e-7).all()
    np.testing.assert_allclose(lines.rounding, EPSILON * 26.52 / lines.nudges)


@pytest.mark.parametrize("name", landscapes.names())
def test_central_differences_equal_the_gradient_on_every_gallery_entry(name):
    entry = landscapes.get(name)
    exact = entry.loss.gradient(entry.start)
    scale = max(1.0, abs(entry.loss.value(entry.start)), np.abs(exact).max())
    np.testing.assert_allclose(central_differences(entry.loss, entry.start), exact, atol=1e-6 * scale)


def test_outside_the_domain_there_is_no_number_and_no_exception():
    lines = quotients(optlab.parse_loss("log(x)"), [0.5], 0, [1.0, 0.1])
    assert np.isfinite(lines.forward).all()
    assert np.isnan(lines.central[0])
    assert np.isnan(central_differences(optlab.parse_loss("log(x)"), [-1.0])).all()
