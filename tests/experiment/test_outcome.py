import numpy as np
import pytest

import optlab
from optlab.experiment.outcome import FAR, first_lost
from optlab.experiment.resting import LARGEST_EXACT, distance_left
from optlab.optimizers import GradientDescent, Newton


def outcome(formula: str, start, rate: float, steps: int = 200, rule=None):
    return optlab.run(optlab.parse_loss(formula), rule or GradientDescent(), start, rate, steps).outcomes[0]


def test_a_run_has_converged_at_the_first_step_from_which_on_it_is_a_thousandth_of_its_way_from_the_end():
    ended = outcome("x^2", [1.0], 0.25)  # halves its distance each step; 2^-10 < 0.001 < 2^-9
    assert (ended.status, ended.step) == ("converged", 10)
    assert ended.sentence == "converged to a minimum at step 10"


def test_a_run_that_stands_still_on_a_slope_has_not_converged():
    ended = outcome("x^2", [1.0], 0.0)
    assert (ended.status, ended.loss, ended.point) == ("step limit", 1.0, (1.0,))


@pytest.mark.parametrize("start", [[0.0, 0.0], [1.0, 0.0]])
def test_a_saddle_is_where_the_slope_vanishes_but_no_minimum(start):
    ended = outcome("x^2 - y^2", start, 0.25)
    assert ended.status == "stationary"
    assert "not at a minimum" in ended.sentence


def test_a_flat_floor_of_minima_is_a_minimum():
    assert outcome("(x + y)^2", [1.0, 0.5], 0.1).status == "converged"


@pytest.mark.parametrize(
    ("formula", "start", "rate", "why"),
    [
        ("x^2", [1.0], 2.0, "the steps grew without bound"),
        ("-x^2", [1.0], 1.0, "the loss fell without end"),
    ],
)
def test_a_run_that_fails_says_why(formula, start, rate, why):
    ended = outcome(formula, start, rate)
    assert ended.status == "diverged"
    assert why in ended.sentence
    assert ended.sentence.startswith(f"diverged at step {ended.step}: ")


def test_a_run_that_begins_where_there_is_no_loss_says_so():
    ended = outcome("log(x)", [-1.0], 0.1)
    assert (ended.status, ended.step) == ("undefined", 0)
    assert "no finite value at the start" in ended.sentence


def test_a_run_that_leaves_the_domain_says_at_which_step_and_where():
    ended = outcome("sqrt(x)", [1.0], 0.5)
    assert (ended.status, ended.step) == ("undefined", 4)
    assert ended.sentence == "left the domain at step 4: the loss has no finite value at x = -0.725"
    assert ended.point[0] > 0.0


def test_the_last_loss_and_point_of_a_failed_run_are_finite():
    ended = outcome("x^4 + y^2", [3.0, 1.0], 1.0)
    assert ended.status == "diverged"
    assert np.isfinite([ended.loss, *ended.point]).all()


def test_a_run_that_its_rule_ends_is_told_with_the_reason_of_the_rule():
    ended = outcome("x^3 + x", [0.0], 1.0, rule=Newton())
    assert (ended.status, ended.step) == ("stopped", 0)
    assert ended.sentence.startswith("stopped at step 0: the Hessian is singular")


def test_a_run_is_lost_where_it_is_first_not_finite_or_a_million_times_as_far_out():
    points = np.array([[[0.5], [3.0], [1.0]], [[FAR], [4 * FAR], [1.0]], [[2 * FAR], [1.0], [np.nan]]])
    finite = np.ones((3, 3))
    assert first_lost(points, finite, finite).tolist() == [2, 1, 2]  # a start nearer than 1 counts as 1 away
    losses = finite.copy()
    losses[0, 0] = np.inf
    assert first_lost(points, losses, finite).tolist() == [0, 1, 2]
    assert first_lost(points[:1], finite[:1], finite[:1]).tolist() == [1, 1, 1]


def test_the_distance_left_is_exact_on_a_quadratic():
    loss = optlab.parse_loss("(x-3)^2 + 10*(y+4)^2")
    assert distance_left(loss, np.zeros((1, 2)), np.ones(1)) == pytest.approx(5.0)


def test_a_slope_along_which_nothing_bends_leads_who_knows_how_far():
    assert distance_left(optlab.parse_loss("x + y^2"), np.zeros((1, 2)), np.ones(1)) == np.inf


def of_many_parameters(last_sign: str, rate: float, steps: int, dim: int = LARGEST_EXACT + 6):
    """The outcome of a bowl, or of a saddle on whose ridge the run starts."""
    squares = " + ".join(f"x{number}^2" for number in range(1, dim))
    loss = optlab.parse_loss(f"{squares} {last_sign} x{dim}^2", parameters=[f"x{n}" for n in range(1, dim + 1)])
    return optlab.run(loss, GradientDescent(), [*[1.0] * (dim - 1), 0.0], rate, steps).outcomes[0]


@pytest.mark.parametrize("dim", [LARGEST_EXACT - 4, LARGEST_EXACT + 6])
def test_a_bowl_and_a_saddle_of_very_many_parameters_are_told_apart(dim):
    bowl, saddle = (of_many_parameters(sign, 0.1, 100, dim) for sign in "+-")
    assert (bowl.status, saddle.status) == ("converged", "stationary")
    assert bowl.step == saddle.step == 31
    assert "on a saddle" in saddle.sentence


def test_of_very_many_parameters_a_run_converges_as_soon_as_one_of_few():
    assert of_many_parameters("+", 0.1, 40, LARGEST_EXACT + 6).status == "converged"
    assert of_many_parameters("+", 0.1, 40, LARGEST_EXACT - 4).status == "converged"
    assert of_many_parameters("+", 0.1, 20, LARGEST_EXACT + 6).status == "step limit"


def test_the_outcomes_of_many_runs_are_those_of_each_alone():
    loss, starts = optlab.landscapes.get("himmelblau").loss, np.random.default_rng(0).uniform(-5, 5, (50, 2))
    together = optlab.run(loss, GradientDescent(), starts, 0.01, 100).outcomes
    alone = [optlab.run(loss, GradientDescent(), start, 0.01, 100).outcomes[0] for start in starts]
    assert [(each.status, each.step, each.sentence) for each in together] == [
        (each.status, each.step, each.sentence) for each in alone
    ]
