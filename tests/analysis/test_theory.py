import numpy as np
import pytest

import optlab
from optlab.analysis.curvature import curvature, largest_stable_product
from optlab.analysis.theory import best_rate, contraction, prediction
from optlab.optimizers import GradientDescent, Momentum

VALLEY = optlab.parse_loss("(x^2 + 20*y^2) / 2")


def measured(rule, rate: float, steps: int = 300) -> float:
    """The factor of the distance a step, over the late half."""
    points = optlab.run(VALLEY, rule, [1.0, 0.7], rate, steps).points[:, 0]
    away = np.linalg.norm(points, axis=1)
    return float((away[steps] / away[steps // 2]) ** (2.0 / steps))


@pytest.mark.parametrize("rate", [0.005, 0.05, 2 / 21, 0.099])
@pytest.mark.parametrize("decay", [0.0, 0.3, 0.6, 0.9])
def test_the_contraction_is_what_runs_do(rate, decay):
    rule = Momentum(decay=decay) if decay else GradientDescent()
    assert measured(rule, rate) == pytest.approx(contraction(rate, decay, [1.0, 20.0]), rel=0.02)


@pytest.mark.parametrize("decay", [0.0, 0.5, 0.9])
def test_no_rate_contracts_faster_than_the_best(decay):
    parabola = curvature(VALLEY, [0.0, 0.0])
    best = contraction(best_rate(parabola, decay), decay, parabola.values)
    for rate in np.geomspace(1e-3, 0.3, 400):
        assert contraction(rate, decay, parabola.values) >= best - 1e-12


@pytest.mark.parametrize("decay", [0.0, 0.5, 0.9])
def test_beyond_the_limit_runs_diverge_and_below_they_do_not(decay):
    limit = largest_stable_product(decay) / 20.0
    assert contraction(0.999 * limit, decay, [1.0, 20.0]) < 1.0 < contraction(1.001 * limit, decay, [1.0, 20.0])


def test_a_run_into_a_minimum_is_predicted_from_where_the_loss_is_a_parabola():
    entry = optlab.landscapes.get("gentle_rosenbrock")
    run = optlab.run(entry.loss, GradientDescent(), entry.start, 0.02, 1500)
    predicted = prediction(run, 0, 0.02)
    assert 0 < predicted.step < 1000
    np.testing.assert_allclose(predicted.minimum, (1.0, 1.0), atol=1e-9)
    later = run.loss[1500, 0] / run.loss[1000, 0]
    assert later == pytest.approx(predicted.factor ** (2 * 500), rel=0.02)


def test_nothing_is_predicted_where_there_is_no_minimum():
    run = optlab.run(optlab.parse_loss("x^2 - y^2"), GradientDescent(), [1.0, 0.1], 0.1, 50)
    assert prediction(run, 0, 0.1) is None
    far = optlab.run(optlab.parse_loss("x + 0*y"), GradientDescent(), [1.0, 0.1], 0.1, 50)
    assert prediction(far, 0, 0.1) is None
