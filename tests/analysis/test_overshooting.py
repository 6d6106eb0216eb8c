"""A rate that is too large at a place raises the loss there, whatever the function; where none does, none is named."""

import numpy as np
import pytest

from optlab.analysis.overshooting import overshooting_rate
from optlab.losses import landscapes, parse_loss


@pytest.mark.parametrize("name", landscapes.names())
def test_one_step_with_that_rate_raises_the_loss_and_one_of_a_tenth_of_the_limit_lowers_it(name):
    entry = landscapes.get(name)
    point = np.array(entry.start)
    rate = overshooting_rate(entry.loss, point)
    slope = entry.loss.gradient(point)
    if rate is None:
        return
    assert float(entry.loss.value(point - rate * slope)) > float(entry.loss.value(point))


@pytest.mark.parametrize(("text", "point"), [("x - y", [0.0, 0.0]), ("-x^2", [1.0]), ("exp(x)", [1.0]), ("x^2", [0.0])])
def test_where_every_step_falls_or_nothing_slopes_there_is_none(text, point):
    assert overshooting_rate(parse_loss(text), np.array(point)) is None


def test_on_a_parabola_it_is_a_tenth_beyond_twice_the_inverse_curvature():
    assert overshooting_rate(parse_loss("(x^2 + 100*y^2)/2"), np.array([0.0, 1.0])) == pytest.approx(0.022)
