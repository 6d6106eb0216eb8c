"""Descent on a convex model ends where least squares and reweighted least squares say, by routes of its own."""

from __future__ import annotations

import numpy as np
import pytest

import optlab
from optlab import datasets, models
from optlab.optimizers import LBFGS, Momentum, Newton


def scaled(frame, names):
    """Columns brought to mean 0 and deviation 1, as the page does."""
    return frame.assign(**{name: (frame[name] - frame[name].mean()) / frame[name].std(ddof=0) for name in names})


PENGUINS = scaled(datasets.load("penguins"), ["flipper_length_mm", "bill_length_mm", "body_mass_g"])
MOONS = datasets.load("moons", rows=120, noise=0.3, seed=1)
CANCER = scaled(datasets.load("breast_cancer"), ["radius", "texture", "smoothness"])
CASES = {
    "line": (models.Line("flipper_length_mm", "body_mass_g"), PENGUINS, 0.0),
    "plane": (models.Line(("flipper_length_mm", "bill_length_mm"), "body_mass_g"), PENGUINS, 0.0),
    "ridge": (models.Line(("flipper_length_mm", "bill_length_mm"), "body_mass_g"), PENGUINS, 0.1),
    "cubic": (models.Polynomial("x", "y", degree=3), datasets.load("sine", rows=50, noise=0.2, seed=2), 0.0),
    "anscombe": (models.Line("x", "y"), datasets.load("anscombe_1"), 0.0),
    "logistic": (models.Logistic(("x1", "x2"), "label"), MOONS, 0.0),
    "words": (models.Logistic(("radius", "texture", "smoothness"), "diagnosis"), CANCER, 0.0),
    "penalised": (models.Logistic(("x1", "x2"), "label"), datasets.load("moons", rows=60, noise=0.0, seed=1), 0.01),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("rule", [Newton(), LBFGS()], ids=lambda rule: type(rule).__name__)
def test_newton_and_lbfgs_come_to_the_exact_answer(name, rule):
    model, frame, penalty = CASES[name]
    answer = models.exact(model, frame, penalty)
    loss = model.loss(frame, penalty)
    trajectory = optlab.run(loss, rule, model.start(0), 1.0, 200)
    np.testing.assert_allclose(trajectory.points[-1, 0], answer, rtol=1e-8, atol=1e-8)
    assert trajectory.outcomes[0].status == "converged"
    assert np.abs(loss.gradient(answer)).max() <= 1e-8 * max(1.0, loss.value(answer))


def test_the_distance_to_it_shrinks_to_nothing_by_plain_momentum_too():
    model, frame, _ = CASES["logistic"]
    trajectory = optlab.run(model.loss(frame), Momentum(decay=0.9), model.start(0), 0.3, 3_000)
    distance = np.linalg.norm(trajectory.points[:, 0] - models.exact(model, frame), axis=1)
    assert distance[0] > 1.0
    assert distance[-1] < 1e-8
