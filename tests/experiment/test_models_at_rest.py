"""A model is said to have come to a minimum only where it has: networks have long valleys, classes no bottom."""

import numpy as np
import pytest

import optlab
from optlab import datasets, models
from optlab.optimizers import LBFGS, GradientDescent

WAVE = datasets.load("sine", rows=12, noise=0.1, seed=1)


def ended(model, frame, penalty=0.0, rule=None, steps=800):
    loss = model.loss(frame, penalty)
    return optlab.run(loss, LBFGS() if rule is None else rule, model.start(0), 1.0, steps)


def test_a_network_on_the_floor_of_a_long_valley_has_not_converged():
    """97 weights, of whose Hessian 40 products are asked: its slope is small, and yet it goes on to a hundredth."""
    model = models.Network("x", "y", hidden=(8, 8))
    assert ended(model, WAVE).outcomes[0].status == "step limit"
    assert ended(model, WAVE, steps=5_000).loss[-1, 0] < 0.02 * ended(model, WAVE).loss[-1, 0]


def test_a_network_with_a_penalty_comes_to_a_minimum_and_is_said_to():
    trajectory = ended(models.Network("x", "y", hidden=(8, 8)), WAVE, 1e-3)
    assert trajectory.outcomes[0].status == "converged"
    assert trajectory.gradient_norm[-1, 0] < 1e-9


@pytest.mark.parametrize("rule", [LBFGS(), GradientDescent()], ids=["LBFGS", "descent"])
def test_classes_that_a_line_tells_apart_have_no_minimum_and_no_saddle(rule):
    frame = datasets.load("moons", rows=60, noise=0.0, seed=1)
    frame["x2"] += 3.0 * (1 - frame["label"])
    model = models.Logistic(("x1", "x2"), "label")
    assert models.exact(model, frame) is None
    told = optlab.analysis.verdict(ended(model, frame, rule=rule, steps=100)).sentence
    assert not any(word in told for word in ("minimum at", "saddle", "maximum"))


def test_the_same_with_a_penalty_has_one():
    frame = datasets.load("moons", rows=60, noise=0.0, seed=1)
    frame["x2"] += 3.0 * (1 - frame["label"])
    model = models.Logistic(("x1", "x2"), "label")
    trajectory = ended(model, frame, 1e-3, steps=100)
    assert trajectory.outcomes[0].status == "converged"
    np.testing.assert_allclose(trajectory.points[-1, 0], models.exact(model, frame, 1e-3), rtol=1e-8)
