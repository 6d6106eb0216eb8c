"""Rates to click: the limit is a fact of one place, a better rate has been tried."""

import time

import numpy as np
import pytest

import optlab
from optlab.analysis import curvature
from optlab.analysis.offers import better_rate, limit_here
from optlab.losses import landscapes
from optlab.optimizers import GradientDescent, Momentum

CASES = [
    ("gentle_rosenbrock", Momentum()),
    ("himmelblau", Momentum()),
    ("goldstein_price", GradientDescent()),
    ("gentle_rosenbrock", GradientDescent()),
    ("rosenbrock", Momentum()),
    ("ravine", GradientDescent()),
    ("ravine", Momentum()),
    ("beale", GradientDescent()),
    ("zakharov", GradientDescent()),
]


def offer(name: str, rule, place: int = -1):
    """The run at the landscape's rate and the one at the rate offered at one of its points (None: no offer)."""
    entry = landscapes.get(name)
    decay = getattr(rule, "decay", 0.0)
    rate = entry.momentum_rate if decay else entry.rate
    trajectory = optlab.run(entry.loss, rule, entry.start, rate, 200)
    bends = curvature(entry.loss, trajectory.points[place, 0])
    offered = better_rate(entry.loss, rule, entry.start, 200, rate, bends, decay)
    return trajectory, offered


@pytest.mark.parametrize("place", [0, 3, 20, -1])
@pytest.mark.parametrize(("name", "rule"), CASES)
def test_a_rate_offered_is_never_an_explosion_and_never_ends_higher(name, rule, place):
    trajectory, offered = offer(name, rule, place)
    if offered is None:
        return
    tried = optlab.run(trajectory.objective, rule, trajectory.points[0, 0], offered, 200)
    assert tried.outcomes[0].status != "diverged"
    won = trajectory.loss[0, 0] - trajectory.loss[-1, 0]
    assert tried.loss[-1, 0] <= trajectory.loss[-1, 0] + 1e-6 * won
    assert tried.loss.max() <= tried.loss[0, 0] + 0.1 * won


def test_on_a_parabola_the_offer_is_the_one_of_theory():
    bowl = optlab.parse_loss("(x^2 + 4*y^2)/2")
    bends = curvature(bowl, [1.0, 1.0])
    assert better_rate(bowl, GradientDescent(), np.array([1.0, 0.1]), 100, 0.01, bends) == pytest.approx(2 / 5)


def test_a_run_at_the_best_rate_is_offered_nothing():
    bowl = optlab.parse_loss("(x^2 + 4*y^2)/2")
    assert better_rate(bowl, GradientDescent(), np.array([1.0, 0.1]), 100, 0.4, curvature(bowl, [1.0, 1.0])) is None


def test_an_exploding_run_is_offered_a_rate_that_does_not():
    bowl = optlab.parse_loss("x^2 + 10*y^2")
    offered = better_rate(bowl, GradientDescent(), np.array([1.0, 0.05]), 100, 1.0, curvature(bowl, [1.0, 1.0]))
    assert offered == pytest.approx(2 / 22, rel=0.01)


def test_without_upward_curvature_nothing_is_offered():
    loss = optlab.parse_loss("x^2 - y^2")
    assert better_rate(loss, GradientDescent(), np.ones(2), 100, 0.1, curvature(loss, [1.0, 1.0])) is None


def test_batches_are_tried_with_batches():
    entry = landscapes.get("penguins")
    bends = curvature(entry.loss, entry.start)
    offered = better_rate(entry.loss, GradientDescent(), entry.start, 200, 0.002, bends, batch=16, seed=3)
    assert offered is not None
    assert offered < 0.5


def test_the_limit_is_where_descent_on_that_parabola_turns():
    bowl = optlab.parse_loss("(x^2 + 100*y^2)/2")
    limit = limit_here(curvature(bowl, [1.0, 1.0]))
    below, above = (optlab.run(bowl, GradientDescent(), [1.0, 1.0], share * limit, 100) for share in (0.99, 1.01))
    assert abs(below.points[-1, 0, 1]) < 1.0 < abs(above.points[-1, 0, 1])
    assert limit_here(curvature(bowl, [1.0, 1.0]), 0.9) == pytest.approx(1.9 * limit)


def test_an_offer_takes_a_moment_and_is_not_made_where_it_would_not():
    entry = landscapes.get("gentle_rosenbrock")
    bends = curvature(entry.loss, entry.start)
    begun = time.perf_counter()
    better_rate(entry.loss, Momentum(), entry.start, 200, entry.momentum_rate, bends, 0.9)
    assert time.perf_counter() - begun < 1.0
    assert better_rate(entry.loss, Momentum(), entry.start, 10**8, entry.momentum_rate, bends, 0.9) is None
