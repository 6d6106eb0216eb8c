"""A layer is one call however wide it is, also in Hessian products; value and gradient of one pass are those of two."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab import models
from optlab.expressions.compiled.alike import with_products_in_means, with_shared_sums
from optlab.expressions.compiled.tape import Step, Tape

GENERATOR = np.random.default_rng(0)
ROWS = pd.DataFrame(
    {
        "x1": GENERATOR.normal(size=60),
        "x2": GENERATOR.normal(size=60),
        "kind": np.arange(60) % 3,
        "half": np.arange(60) % 2,
    }
)
MODELS = {
    "tanh": models.Network(("x1", "x2"), "half", (6, 5), classes=2),
    "relu": models.Network(("x1", "x2"), "kind", (6, 6), activation="relu", classes=3),
    "sine": models.Network(("x1",), "x2", (9,), activation="sin"),
    "absolute": models.Network(("x1",), "x2", (7, 4), activation="sigmoid", loss="absolute"),
    "softmax": models.Softmax(("x1", "x2"), "kind"),
}


def calls(loss):
    """NumPy calls of value, gradient and Hessian product."""
    mean = loss.mean
    functions = mean._value, mean._gradient, mean._value_and_gradient, mean._hessian_product
    return [len(bound._before) + len(bound._after) for bound in (each._registers(2, 60, False) for each in functions)]


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "sin"])
def test_a_wider_layer_takes_no_more_calls(activation):
    narrow, wide = (
        models.Network(("x1", "x2"), "half", (units, units), activation=activation, classes=2).loss(ROWS)
        for units in (6, 18)
    )
    assert calls(wide) == calls(narrow)


@pytest.mark.parametrize("name", MODELS)
def test_value_and_gradient_in_one_pass_have_the_bits_of_both(name):
    loss = MODELS[name].loss(ROWS, penalty=0.01)
    points = GENERATOR.normal(size=(5, len(loss.parameters)))
    values, slopes = loss.mean.value_and_gradient(points)
    np.testing.assert_array_equal(values, loss.value(points))
    np.testing.assert_array_equal(slopes, loss.gradient(points))


@pytest.mark.parametrize("name", ["tanh", "sine", "softmax"])
def test_hessian_products_are_differences_of_gradients_and_the_same_alone(name):
    loss = MODELS[name].loss(ROWS, penalty=0.01)
    points, directions = GENERATOR.normal(size=(2, 3, len(loss.parameters)))
    products, step = loss.hessian_product(points, directions), 1e-6
    ahead, behind = loss.gradient(points + step * directions), loss.gradient(points - step * directions)
    np.testing.assert_allclose(products, (ahead - behind) / (2.0 * step), rtol=1e-6, atol=1e-7)
    for number in range(3):
        np.testing.assert_array_equal(products[number], loss.hessian_product(points[number], directions[number]))


def test_what_sums_share_becomes_one_step_in_each_and_the_rest_is_added():
    inputs = tuple(Step("input", (), place) for place in range(8))  # weights 0 1 2, values 3 4 5 6 7
    sums = Step("linear", (0, 3, 1, 4, 2, 5, 0, 6)), Step("linear", (2, 3, 0, 4, 1, 5, 1, 7))
    tape = with_shared_sums(Tape(tuple("abcuvwxy"), (*inputs, *sums), (8, 9)))
    assert [step.operation for step in tape.steps[8:]] == ["linear", "multiply", "add"] * 2
    assert [step.arguments[1::2] for step in tape.steps if step.operation == "linear"] == [(3, 4, 5)] * 2


def test_the_mean_of_a_sum_of_products_is_a_sum_of_means_where_others_share_the_factors():
    inputs = tuple(Step("input", (), place) for place in range(6))  # all of them columns
    products = tuple(Step("multiply", pair) for pair in ((0, 2), (1, 4), (0, 3), (1, 5)))
    means = Step("subtract", (6, 7)), Step("mean", (10,)), Step("subtract", (8, 9)), Step("mean", (12,))
    tape = with_products_in_means(Tape(tuple("abcdef"), (*inputs, *products, *means), (11, 13)), 0, 0)
    assert [step.arguments for step in tape.steps if step.operation == "mean"] == [(0, 2), (1, 4), (0, 3), (1, 5)]
    assert [tape.steps[output].operation for output in tape.outputs] == ["subtract", "subtract"]
    alone = with_products_in_means(Tape(tuple("abcdef"), (*inputs, *products, *means), (11, 13)), 0, 1)
    assert alone.steps[alone.outputs[0]].operation == "mean"


def test_losses_and_slopes_of_a_trajectory_are_those_of_its_points():
    loss = MODELS["tanh"].loss(ROWS)
    trajectory = optlab.run(loss, optlab.optimizers.Adam(), MODELS["tanh"].start(0), 0.05, 20)
    np.testing.assert_array_equal(trajectory.loss[:, 0], loss.value(trajectory.points[:, 0]))
    slopes = np.linalg.norm(loss.gradient(trajectory.points[:, 0]), axis=1)
    np.testing.assert_allclose(trajectory.gradient_norm[:, 0], slopes, rtol=1e-14)
