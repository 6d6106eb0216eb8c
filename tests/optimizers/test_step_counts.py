"""How many steps the methods that use curvature need where mathematics says so."""

import numpy as np
import pytest

import optlab
from optlab.optimizers import BFGS, LBFGS, ConjugateGradient, GradientDescent, Newton, PolyakStep

PATIENT = [ConjugateGradient(), BFGS(), LBFGS(memory=10)]


def quadratic(dimension):
    """A convex quadratic with coupled coordinates; its curvatures lie between 1 and 2 · dimension."""
    squares = [f"{place + 1}*(x{place} - {place})^2" for place in range(dimension)]
    couplings = [f"0.5*x{place}*x{place + 1}" for place in range(dimension - 1)]
    return optlab.parse_loss(" + ".join(squares + couplings))


@pytest.mark.parametrize("dimension", [1, 2, 5, 12])
@pytest.mark.parametrize("rule", [Newton(), Newton(safeguarded=True)], ids=str)
def test_newton_needs_one_step_on_a_quadratic(rule, dimension):
    run = optlab.run(quadratic(dimension), rule, np.linspace(-3.0, 4.0, dimension), 1.0, 1)
    assert run.gradient_norm[1, 0] <= 1e-12 * run.gradient_norm[0, 0]


@pytest.mark.parametrize("dimension", [1, 2, 5, 8])
@pytest.mark.parametrize("rule", PATIENT, ids=lambda rule: type(rule).__name__)
def test_line_minimising_methods_need_at_most_as_many_steps_as_parameters_on_a_quadratic(rule, dimension):
    run = optlab.run(quadratic(dimension), rule, np.linspace(-3.0, 4.0, dimension), 1.0, dimension)
    assert run.gradient_norm[-1, 0] <= 1e-6 * run.gradient_norm[0, 0]


def test_on_a_quadratic_conjugate_gradient_bfgs_and_lbfgs_walk_the_same_path():
    paths = [optlab.run(quadratic(5), rule, np.linspace(-3.0, 4.0, 5), 1.0, 4).points for rule in PATIENT]
    np.testing.assert_allclose(paths[1], paths[0], atol=1e-6)
    np.testing.assert_allclose(paths[2], paths[0], atol=1e-6)


def test_newton_converges_quadratically_once_it_is_near():
    run = optlab.run(optlab.parse_loss("exp(x) - x"), Newton(), [1.0], 1.0, 5)
    errors = np.abs(run.points[:, 0, 0])
    # the error of Newton's method on exp(x) - x is e²/2 + O(e³)
    np.testing.assert_allclose(errors[3:5] / errors[2:4] ** 2, 0.5, atol=0.1)


def test_pure_newton_runs_to_a_saddle_and_the_safeguard_does_not():
    loss = optlab.parse_loss("x^2/2 + y^4/4 - y^2/2")
    pure = optlab.run(loss, Newton(), [1.5, 0.01], 1.0, 30)
    safe = optlab.run(loss, Newton(safeguarded=True), [1.5, 0.01], 1.0, 30)
    np.testing.assert_allclose(pure.points[-1, 0], [0.0, 0.0], atol=1e-9)
    np.testing.assert_allclose(safe.points[-1, 0], [0.0, 1.0], atol=1e-9)


def test_damped_newton_with_much_damping_is_plain_descent_with_a_small_rate():
    loss, start = quadratic(3), [1.0, -2.0, 0.5]
    damped = optlab.run(loss, Newton(damping=1e9), start, 1.0, 3).points
    np.testing.assert_allclose(
        damped, optlab.run(loss, GradientDescent(), start, 1e-9, 3).points, rtol=1e-15, atol=1e-15
    )


def test_polyaks_own_step_lands_on_the_minimum_of_an_absolute_value_at_once():
    run = optlab.run(optlab.parse_loss("3*abs(x - 2) + 1"), PolyakStep(minimum=1.0), [-5.0], 1e9, 1)
    assert run.points[1, 0, 0] == pytest.approx(2.0)


def test_polyaks_step_is_never_longer_than_the_rate_allows():
    loss = optlab.parse_loss("x^2 + 5*y^2")
    bound = optlab.run(loss, PolyakStep(minimum=-1e6), [1.0, 1.0], 0.01, 20).points
    np.testing.assert_array_equal(bound, optlab.run(loss, GradientDescent(), [1.0, 1.0], 0.01, 20).points)
