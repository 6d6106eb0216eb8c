import numpy as np
import pytest

import optlab
from optlab.losses.oracle import BatchOracle
from optlab.optimizers.searches import SUFFICIENT, TRIALS, UNBOUNDED, Bracket, backtrack, search

PARABOLA = optlab.parse_loss("3*(x-1)^2")


def begun(loss, points) -> tuple[BatchOracle, np.ndarray, np.ndarray]:
    """An oracle at its first step, points, and their gradients (not counted)."""
    points = np.array(points, dtype=float)
    oracle = BatchOracle(loss, len(points))
    oracle.begin_step(None)
    return oracle, points, loss.gradient(points)


def column(*numbers: float) -> np.ndarray:
    return np.array(numbers)[:, None]


def test_backtracking_takes_the_first_length_where_it_is_good_and_halves_where_it_is_not():
    oracle, points, gradient = begun(PARABOLA, [[0.0], [0.0], [0.0]])
    slope = -(gradient**2)[:, 0]
    # on 3(x-1)² a step of length 1/6 is exact, 1/3 lands as high as before
    taken = backtrack(oracle, points, -gradient, slope, np.array([1 / 6, 1.0, 1 / 3]), 0.5)
    np.testing.assert_allclose(taken, [1 / 6, 1 / 4, 1 / 6])
    trials = oracle.samples_seen / PARABOLA.examples - 1  # one value at the points
    assert trials.tolist() == [1, 3, 2]


def test_the_step_that_backtracking_takes_wins_a_share_of_what_the_slope_promises():
    loss = optlab.parse_loss("x^4 - 2*x^2 + sin(3*x)")
    oracle, points, gradient = begun(loss, np.linspace(-2.5, 2.5, 41)[:, None])
    slope = -(gradient**2)[:, 0]
    taken = backtrack(oracle, points, -gradient, slope, np.full(41, 10.0), 0.7)
    assert (taken > 0.0).all()
    after = loss.value(points - taken[:, None] * gradient)
    assert (after <= loss.value(points) + SUFFICIENT * taken * slope).all()


def test_uphill_or_with_no_first_length_nothing_is_taken_and_nothing_tried():
    oracle, points, gradient = begun(PARABOLA, [[0.0], [0.0]])
    slope = (gradient**2)[:, 0] * [1, -1]
    taken = backtrack(oracle, points, gradient * column(1, -1), slope, np.array([0.1, 0.0]), 0.5)
    assert taken.tolist() == [0.0, 0.0]
    assert oracle.samples_seen.tolist() == [PARABOLA.examples] * 2


def test_backtracking_gives_up_where_no_length_is_short_enough():
    # the slope that is promised is not there
    oracle, points, _ = begun(optlab.parse_loss("x"), [[0.0]])
    taken = backtrack(oracle, points, np.array([[1.0]]), np.array([-1.0]), np.array([1.0]), 0.9)
    assert taken.tolist() == [0.0]
    assert oracle.samples_seen[0] == (1 + TRIALS) * optlab.parse_loss("x").examples


def test_a_bracket_doubles_until_something_is_too_long_and_then_halves():
    yes, no = np.array([True]), np.array([False])
    bracket = Bracket(np.zeros(1), np.full(1, np.inf), np.ones(1))
    trials = []
    for too_long, too_short in ((no, yes), (no, yes), (yes, no), (no, yes)):
        bracket = bracket.narrowed(too_long, too_short)
        trials.append(float(bracket.trial[0]))
    assert trials == [2.0, 4.0, 3.0, 3.5]  # 1 and 2 too short, 4 too long, 3 too short


@pytest.mark.parametrize("start", [-3.0, 0.5, 7.0])
def test_on_a_parabola_the_first_trial_of_a_search_is_its_minimum(start):
    oracle, points, gradient = begun(PARABOLA, [[start]])
    landing = search(oracle, points, gradient, -gradient, column(1.0))
    np.testing.assert_allclose(landing.points, [[1.0]], atol=1e-6)
    assert landing.moved.tolist() == [True]
    assert oracle.samples_seen[0] / PARABOLA.examples == 4  # a value and a gradient before, one of each at the trial


def test_a_search_ends_where_the_loss_has_fallen_and_the_slope_has_flattened():
    loss = optlab.parse_loss("(x-1)^4 + cosh(y)")
    oracle, points, gradient = begun(loss, [[-2.0, 1.0], [4.0, -2.0], [1.5, 0.1]])
    landing = search(oracle, points, gradient, -gradient, np.full((3, 1), 1.0), flattened=0.4)
    before, after = -(gradient**2).sum(axis=1), -(landing.gradient * gradient).sum(axis=1)
    assert (loss.value(landing.points) < loss.value(points)).all()
    assert (after >= 0.4 * before).all()
    np.testing.assert_array_equal(landing.gradient, loss.gradient(landing.points))


def test_a_search_along_which_the_loss_falls_for_ever_stops_its_run_and_no_other():
    loss = optlab.parse_loss("x^2 - y")
    oracle, points, gradient = begun(loss, [[1.0, 0.0], [0.0, 0.0]])
    direction = np.array([[-1.0, 0.0], [0.0, 1.0]])
    with np.errstate(all="ignore"):  # as the runner does
        landing = search(oracle, points, gradient, direction, column(1.0, 1.0))
    assert oracle.running.tolist() == [True, False]
    assert oracle.stops[1].why == UNBOUNDED
    np.testing.assert_allclose(landing.points[0], [0.0, 0.0], atol=1e-6)


def test_a_run_at_rest_stays_put():
    oracle, points, gradient = begun(PARABOLA, [[1.0]])
    with np.errstate(all="ignore"):  # as the runner does
        landing = search(oracle, points, gradient, -gradient, column(1.0))
    np.testing.assert_array_equal(landing.points, points)
    assert landing.moved.tolist() == [False]
