import numpy as np
import pytest

from optlab.analysis.stationary import stationary_points
from optlab.losses import landscapes, parse_loss

SMOOTH = [
    name
    for name in landscapes.names()
    if len(landscapes.get(name).domain) <= 2
    and name not in ("ackley", "levy_13", "drop_wave", "plateau_ripples")  # more points than are returned, or a cusp
]


@pytest.mark.slow
@pytest.mark.parametrize("name", SMOOTH)
def test_every_known_minimum_inside_the_window_is_found(name):
    entry = landscapes.get(name)
    points = np.array([point.point for point in stationary_points(entry.loss, entry.domain)])
    for minimum in entry.minima:
        assert np.abs(points - minimum).max(axis=1).min() < 1e-2


def test_himmelblau_has_four_minima_four_saddles_and_a_maximum():
    entry = landscapes.get("himmelblau")
    kinds = [point.kind for point in stationary_points(entry.loss, entry.domain)]
    assert sorted(kinds) == ["maximum"] + ["minimum"] * 4 + ["saddle"] * 4


def test_the_slope_vanishes_at_each_and_the_lowest_comes_first():
    entry = landscapes.get("six_hump_camel")
    points = stationary_points(entry.loss, entry.domain)
    assert np.abs(entry.loss.gradient(np.array([point.point for point in points]))).max() < 1e-6
    assert [point.loss for point in points] == sorted(point.loss for point in points)


@pytest.mark.slow
@pytest.mark.parametrize(
    "formula", ["x + y", "exp(x) + y", "abs(x) + abs(y)", "log(x*y)", "1/(x*y)", "3*x*0 + y*0 + 1"]
)
def test_losses_without_slopes_that_vanish_or_without_finite_ones_raise_nothing(formula):
    for point in stationary_points(parse_loss(formula), ((-2.0, 2.0), (-2.0, 2.0))):
        assert np.isfinite(point.point).all()


class Counted:
    """A loss that counts the points at which its Hessian is asked for."""

    columns = ()

    def __init__(self, formula):
        self.loss, self.asked = parse_loss(formula), 0
        self.value, self.gradient = self.loss.value, self.loss.gradient

    def hessian(self, points):
        self.asked += len(points)
        return self.loss.hessian(points)


def test_no_more_is_evaluated_than_may_be_and_with_too_little_nothing_is_looked_for():
    loss = Counted("(x^2 - 1)^2 + y^2")
    points = stationary_points(loss, ((-2, 2), (-2, 2)), 2_000)
    assert [point.kind for point in points] == ["minimum", "minimum", "saddle"]
    assert loss.asked <= 2_000 + len(points)
    assert stationary_points(loss, ((-2, 2), (-2, 2)), 100) == []
