"""Single steps and short runs, worked out by hand from the papers' formulas."""

import numpy as np
import pytest

import optlab
from optlab.optimizers import (
    AdaDelta,
    AdaGrad,
    Adam,
    AdaMax,
    AdamW,
    AMSGrad,
    Averaged,
    Clipped,
    GradientDescent,
    LineSearch,
    Lion,
    Momentum,
    Nesterov,
    RMSProp,
    SharpnessAware,
    SignDescent,
    WeightDecay,
)

SLOPE = optlab.parse_loss("4*x - 300*y")
"""The slope is (4, -300) everywhere."""

BOWL = optlab.parse_loss("(x^2 + 10*y^2)/2")


def moved(rule, rate, steps=1, loss=SLOPE, start=(0.0, 0.0)):
    return optlab.run(loss, rule, start, rate, steps).points[-1, 0] - start


@pytest.mark.parametrize("rule", [Adam(), AMSGrad(), AdaMax(), AdaGrad(), SignDescent(), Lion()], ids=str)
def test_the_first_step_has_the_length_of_the_rate_in_every_coordinate_whatever_the_slope(rule):
    np.testing.assert_allclose(moved(rule, 0.1), [-0.1, 0.1], rtol=1e-6)


def test_the_first_rmsprop_step_is_longer_than_the_rate_because_its_mean_starts_at_zero():
    np.testing.assert_allclose(moved(RMSProp(decay=0.99), 0.1), [-1.0, 1.0], rtol=1e-6)  # 0.1 / √(1 - 0.99)


def test_the_first_adadelta_step_is_about_the_root_of_epsilon():
    # √ε / √((1-ρ) g²) · g with ρ = 0.9
    np.testing.assert_allclose(moved(AdaDelta(epsilon=1e-6), 1.0), np.array([-1, 1]) * 1e-3 / np.sqrt(0.1), rtol=1e-5)


def test_under_a_constant_slope_adagrad_walks_like_the_root_of_the_steps():
    # 1 + 1/√2 + 1/√3 + 1/√4
    np.testing.assert_allclose(moved(AdaGrad(), 1.0, 4)[1], sum(1 / np.sqrt(k) for k in range(1, 5)), rtol=1e-9)


def test_momentum_steps_grow_to_ten_times_the_plain_one_under_a_constant_slope():
    points = optlab.run(SLOPE, Momentum(decay=0.9), [0.0, 0.0], 0.01, 400).points[:, 0, 0]
    assert points[1] - points[0] == pytest.approx(-0.04)
    assert points[-1] - points[-2] == pytest.approx(-0.4)


def test_averaged_momentum_at_ten_times_the_rate_is_summed_momentum():
    summed = optlab.run(BOWL, Momentum(), [3.0, 1.0], 0.01, 50).points
    averaged = optlab.run(BOWL, Momentum(average=True), [3.0, 1.0], 0.1, 50).points
    np.testing.assert_allclose(averaged, summed, atol=1e-12)


@pytest.mark.parametrize("rule", [Momentum(decay=0.0), Nesterov(decay=0.0)], ids=str)
def test_momentum_without_memory_is_plain_descent(rule):
    plain = optlab.run(BOWL, GradientDescent(), [3.0, 1.0], 0.05, 30).points
    np.testing.assert_array_equal(optlab.run(BOWL, rule, [3.0, 1.0], 0.05, 30).points, plain)


def test_nesterov_takes_the_slope_where_the_velocity_is_about_to_carry_it():
    # on x²/2 from 1 with η = β = 1/2: v = 1, w = 1/2; then the slope is taken at 1/2 - 1/4, v = 1/2 + 1/4, w = 1/8
    run = optlab.run(optlab.parse_loss("x^2/2"), Nesterov(decay=0.5), [1.0], 0.5, 2)
    assert run.points[:, 0, 0].tolist() == [1.0, 0.5, 0.125]


def test_sharpness_aware_descends_by_the_slope_a_radius_uphill():
    # on x²/2 from 1: the slope at 1.25 is 1.25
    run = optlab.run(optlab.parse_loss("x^2/2"), SharpnessAware(radius=0.25), [1.0], 0.1, 1)
    assert run.points[1, 0, 0] == pytest.approx(1.0 - 0.125)


def test_a_line_search_takes_the_first_length_that_lowers_the_loss_enough():
    # on x²/2 from 1 lengths 8, 4, 2 end at -7, -3, -1, not lower; 1 ends at the minimum
    run = optlab.run(optlab.parse_loss("x^2/2"), LineSearch(), [1.0], 8.0, 1)
    assert run.points[1, 0, 0] == 0.0
    assert run.samples_seen[1, 0] == run.objective.examples * (1 + 1 + 4)  # gradient, value here, four lengths


def test_decoupled_weight_decay_around_adam_is_adamw():
    wrapped = optlab.run(BOWL, WeightDecay(Adam(), strength=0.3), [3.0, 1.0], 0.1, 50).points
    np.testing.assert_allclose(
        wrapped, optlab.run(BOWL, AdamW(weight_decay=0.3), [3.0, 1.0], 0.1, 50).points, atol=1e-12
    )


def test_for_plain_descent_penalty_and_decoupled_pull_are_the_same():
    paths = [
        optlab.run(BOWL, WeightDecay(GradientDescent(), 0.3, decoupled), [3.0, 1.0], 0.05, 50).points
        for decoupled in (True, False)
    ]
    np.testing.assert_allclose(paths[0], paths[1], atol=1e-12)


def test_a_penalty_moves_the_end_to_the_minimum_of_the_penalised_loss():
    # (x-1)² + λx²/2 is lowest at 2 / (2 + λ)
    rule = WeightDecay(GradientDescent(), strength=0.5, decoupled=False)
    end = optlab.run(optlab.parse_loss("(x-1)^2"), rule, [3.0], 0.2, 200).points[-1, 0, 0]
    assert end == pytest.approx(2.0 / 2.5)


def test_clipping_shortens_a_long_gradient_and_leaves_a_short_one_alone():
    np.testing.assert_allclose(
        moved(Clipped(GradientDescent(), norm=5.0), 1.0), -5.0 * np.array([4, -300]) / np.hypot(4, 300)
    )
    np.testing.assert_array_equal(moved(Clipped(GradientDescent(), norm=301.0), 1.0), [-4.0, 300.0])


def test_an_average_is_shown_and_the_rule_inside_goes_on_from_its_own_point():
    plain = optlab.run(BOWL, Momentum(), [3.0, 1.0], 0.02, 30).points[:, 0]
    shown = optlab.run(BOWL, Averaged(Momentum()), [3.0, 1.0], 0.02, 30).points[:, 0]
    late = optlab.run(BOWL, Averaged(Momentum(), after=10), [3.0, 1.0], 0.02, 30).points[:, 0]
    np.testing.assert_allclose(shown[-1], plain[1:].mean(axis=0), atol=1e-12)
    np.testing.assert_allclose(late[-1], plain[11:].mean(axis=0), atol=1e-12)
    np.testing.assert_array_equal(late[:11], plain[:11])
