"""The suggested learning rate."""

import time

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.experiment import fixed_rate, suggest_rate
from optlab.experiment.rates import LADDER
from optlab.optimizers import METHODS, Adam, Clipped, GradientDescent, LineSearch, Momentum


@pytest.mark.parametrize("curvature", [0.01, 1.0, 100.0])
def test_plain_descent_on_a_parabola_is_given_a_rate_near_one_over_the_curvature(curvature):
    rate = suggest_rate(optlab.parse_loss(f"{curvature}*x^2/2"), GradientDescent(), [3.0])
    assert 0.6 <= rate * curvature <= 1.5


def test_scaling_the_loss_scales_the_rate_of_descent_the_other_way_and_leaves_adams_alone():
    small, large = (optlab.parse_loss(f"{scale}*(x^2 + 5*y^2)") for scale in (1, 1000))
    start = [2.0, 1.0]
    assert suggest_rate(large, GradientDescent(), start) == suggest_rate(small, GradientDescent(), start) / 1000
    assert suggest_rate(large, Adam(), start) == suggest_rate(small, Adam(), start)


def test_the_suggestion_is_a_rung_and_the_same_every_time():
    loss = optlab.parse_loss("(1-x)^2 + 100*(y-x^2)^2")
    rates = [suggest_rate(loss, Momentum(), [-1.2, 1.0]) for _ in range(2)]
    assert rates[0] == rates[1]
    assert rates[0] in LADDER


def test_methods_that_choose_their_own_step_have_a_rate_for_every_loss():
    fixed = {name for name, entry in METHODS.items() if fixed_rate(entry.make()) is not None}
    assert fixed == {"LineSearch", "ConjugateGradient", "Newton", "BFGS", "LBFGS"}
    assert fixed_rate(Clipped(LineSearch())) == 1.0


def test_where_every_rate_fails_one_is_given_all_the_same():
    loss = optlab.parse_loss("log(x)")
    assert suggest_rate(loss, GradientDescent(), [-1.0]) in LADDER


def test_a_large_table_is_probed_by_samples_in_a_moment():
    x = np.random.default_rng(0).normal(size=100_000)
    loss = optlab.parse_loss("(w*x + b - y)^2", data=pd.DataFrame({"x": x, "y": 2.0 * x + 1.0}))
    began = time.perf_counter()
    rate = suggest_rate(loss, GradientDescent(), [0.0, 0.0])
    assert time.perf_counter() - began < 2.0
    end = optlab.run(loss, GradientDescent(), [0.0, 0.0], rate, 50).points[-1, 0]
    np.testing.assert_allclose(end, [1.0, 2.0], atol=0.05)
