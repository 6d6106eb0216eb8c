"""The track of a learning rate, and the limit that is marked on it."""

from dataclasses import replace

import numpy as np
import pytest

from optlab.analysis.curvature import curvature
from optlab.app.compare.rate_scale import bends_at, scale_of
from optlab.experiment import run
from optlab.losses import parse_loss
from optlab.optimizers import GradientDescent, Momentum
from optlab.picture.runs import RunSettings
from optlab.picture.subject import Subject

BOWL = Subject("sphere", "x^2 + 3y^2 - 1.5x*y", "", 0.0)
"""λ of its Hessian, by hand: 4 ± √(4 + 2.25), so 1.5 and 6.5."""

START = (2.0, 1.0)


def vanilla(rate=0.1, **more):
    return RunSettings("Vanilla", "GradientDescent", rate, **more)


def test_the_limit_is_two_over_the_largest_curvature_and_the_best_two_over_the_sum_of_both():
    limit, best = scale_of(vanilla(), BOWL, START).marks
    assert limit.label == "2/λmax"
    assert limit.rate == pytest.approx(2 / 6.5)
    assert best.rate == pytest.approx(2 / 8.0)


@pytest.mark.parametrize("decay", [0.5, 0.9])
def test_momentum_has_a_higher_limit(decay):
    chosen = RunSettings("Momentum", "Momentum", 0.01, options=(("decay", decay),))
    limit, _ = scale_of(chosen, BOWL, START).marks
    assert limit.label == "(2+2β)/λmax"
    assert limit.rate == pytest.approx((2 + 2 * decay) / 6.5)


@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(0.9)])
def test_a_run_on_a_bowl_falls_just_below_the_limit_and_climbs_just_above_it(rule):
    name = type(rule).__name__
    limit = scale_of(RunSettings("", name, 0.01), BOWL, START).marks[0].rate
    rates = [0.99 * limit, 1.01 * limit]
    calm, wild = run(parse_loss(BOWL.formula), rule, START, rates, 3000).loss[-1]
    assert calm < 1e-9
    assert wild > 1e9


def test_of_many_fixed_rates_none_is_faster_on_a_bowl_than_the_best():
    best = scale_of(vanilla(), BOWL, START).marks[1].rate
    rates = best * np.array([0.8, 0.95, 1.0, 1.05, 1.2])
    assert run(parse_loss(BOWL.formula), GradientDescent(), START, rates, 60).loss[-1].argmin() == 2


def test_where_the_curvature_changes_the_limit_is_that_at_the_start_says_so_and_no_rate_is_called_best():
    subject, start = Subject("rosenbrock", "", "", 0.0), (-1.2, 1.0)
    (limit,) = scale_of(vanilla(), subject, start).marks
    assert limit.rate == pytest.approx(2 / curvature(subject.loss(), start).highest)
    assert "at the start" in limit.about


def test_the_track_spans_the_useful_decades_around_the_limit():
    scale = scale_of(vanilla(), BOWL, START)
    assert scale.low == pytest.approx(2 / 6.5 / 300)
    assert scale.high == pytest.approx(2 / 6.5 * 3)


@pytest.mark.parametrize("rate", [1e-7, 50.0])
def test_a_rate_outside_widens_the_track(rate):
    scale = scale_of(vanilla(rate), BOWL, START)
    assert scale.low <= rate <= scale.high


@pytest.mark.parametrize(
    "chosen",
    [
        RunSettings("Adam", "Adam", 0.1),
        vanilla(schedule="Cosine"),
        vanilla(clip=1.0),
    ],
)
def test_where_no_limit_is_known_none_is_marked_and_the_track_lies_around_the_suggested_rate(chosen):
    scale = scale_of(chosen, BOWL, START)
    assert scale.marks == ()
    assert scale.low < chosen.rate < scale.high
    assert scale_of(replace(chosen, rate=0.2), BOWL, START) == scale


@pytest.mark.parametrize("formula", ["-x^2 - y^2", "x + y", "log(x - 3) + y"])
def test_without_upward_curvature_at_the_start_there_is_no_limit(formula):
    assert scale_of(vanilla(), Subject("sphere", formula, "", 0.0), START).marks == ()


def test_a_rate_of_zero_has_a_place_on_the_track():
    assert scale_of(vanilla(0.0), BOWL, START).low > 0.0


def test_many_parameters_are_not_asked_for_their_curvature():
    formula = " + ".join(f"x{number}^2" for number in range(20))
    assert np.isnan(bends_at(Subject("sphere", formula, "", 0.0), (1.0,) * 20).high)


def test_the_limit_of_a_bowl_is_said_to_hold_everywhere():
    assert "λmax = 6.5, the curvature everywhere" in scale_of(vanilla(), BOWL, START).marks[0].about


def test_small_batches_have_the_limit_of_all_examples_and_no_best_rate():
    (limit,) = scale_of(vanilla(batch=4), BOWL, START).marks
    assert limit.rate == pytest.approx(2 / 6.5)
    assert "on all examples" in limit.about
