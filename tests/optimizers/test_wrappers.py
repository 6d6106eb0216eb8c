import numpy as np
import pytest

import optlab
from optlab.losses.oracle import BatchOracle
from optlab.optimizers import Averaged, Clipped, GradientDescent, Momentum, WeightDecay
from optlab.optimizers.wrappers import ClippedOracle, PenalisedOracle

BOWL = optlab.parse_loss("x^2 + 3*y^2")
POINTS = np.array([[3.0, -1.0], [0.01, 0.02]])


def asked(points=POINTS) -> BatchOracle:
    oracle = BatchOracle(BOWL, len(points))
    oracle.begin_step(None)
    return oracle


def test_a_clipped_oracle_shortens_long_gradients_and_leaves_short_ones_bit_for_bit():
    gradients, clipped = asked().gradient(POINTS), ClippedOracle(asked(), 2.0).gradient(POINTS)
    np.testing.assert_allclose(clipped[0], gradients[0] * 2.0 / np.linalg.norm(gradients[0]), rtol=1e-15)
    np.testing.assert_array_equal(clipped[1], gradients[1])


def test_a_clipped_oracle_changes_neither_values_nor_hessians():
    oracle = ClippedOracle(asked(), 0.1)
    np.testing.assert_array_equal(oracle.value(POINTS), BOWL.value(POINTS))
    np.testing.assert_array_equal(oracle.hessian(POINTS), BOWL.hessian(POINTS))


def test_a_penalised_oracle_answers_about_the_loss_with_its_penalty_written_out():
    oracle, written = PenalisedOracle(asked(), 0.5), optlab.parse_loss("x^2 + 3*y^2 + 0.25*(x^2 + y^2)")
    np.testing.assert_allclose(oracle.value(POINTS), written.value(POINTS), rtol=1e-14)
    np.testing.assert_allclose(oracle.gradient(POINTS), written.gradient(POINTS), rtol=1e-14)
    np.testing.assert_allclose(oracle.hessian(POINTS), written.hessian(POINTS), rtol=1e-14)


@pytest.mark.parametrize(
    "around", [lambda oracle: ClippedOracle(oracle, 1.0), lambda oracle: PenalisedOracle(oracle, 1.0)]
)
def test_what_is_asked_of_an_oracle_inside_another_is_counted_and_stopped_by_the_inner_one(around):
    inner = asked()
    outer = around(inner)
    outer.gradient(POINTS, np.array([True, False]))
    assert inner.samples_seen.tolist() == [BOWL.examples, 0.0]
    outer.stop(np.array([False, True]), "enough")
    assert outer.running.tolist() == inner.running.tolist() == [True, False]
    assert inner.stops[1].why == "enough"


def test_weight_decay_of_plain_descent_is_the_same_decoupled_or_not():
    direct = optlab.run(BOWL, WeightDecay(GradientDescent(), 0.3), POINTS, 0.1, 20).points
    penalty = optlab.run(BOWL, WeightDecay(GradientDescent(), 0.3, decoupled=False), POINTS, 0.1, 20).points
    np.testing.assert_allclose(direct, penalty, rtol=1e-12)


def test_until_averaging_begins_the_point_itself_is_shown_and_then_the_mean_of_those_since():
    plain = optlab.run(BOWL, Momentum(), POINTS, 0.05, 12).points
    shown = optlab.run(BOWL, Averaged(Momentum(), after=4), POINTS, 0.05, 12).points
    np.testing.assert_allclose(shown[:6], plain[:6], rtol=1e-12)
    np.testing.assert_allclose(shown[12], plain[5:13].mean(axis=0), rtol=1e-10)


@pytest.mark.parametrize("around", [Clipped, WeightDecay, Averaged])
def test_around_a_method_its_limit_is_not_known(around):
    assert GradientDescent().heavy_ball_decay == 0.0
    assert around(GradientDescent()).heavy_ball_decay is None


def test_only_clipping_keeps_the_formula_of_the_method_inside():
    inside = Momentum(decay=0.5)
    formula = inside.lines(["velocity"], asked=True)
    assert Clipped(inside).lines(["velocity"], asked=True) == formula
    for rule in (WeightDecay(inside), Averaged(inside)):
        assert [name for name, _ in rule.lines(["velocity"], asked=True)] == [
            "gradient",
            "velocity",
            "step",
            "new point",
        ]
        assert rule.lines(["velocity"], asked=True) != formula
