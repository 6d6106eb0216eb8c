"""The loss of a model: its numbers against NumPy, SymPy and differences, and what stays finite far out."""

import numpy as np
import pandas as pd
import pytest
import sympy

import optlab
from optlab import models, optimizers
from optlab.explain.derivation import derivation
from optlab.explain.walk import walk
from optlab.expressions import Formula
from tests.models.tables import forward, rows

INPUTS = ("x1", "x2")
SMALL = [
    models.Line(INPUTS, "y"),
    models.Line("x1", "y", "huber"),
    models.Line("x1", "y", "absolute"),
    models.Polynomial("x1", "y", degree=4),
    models.Logistic(INPUTS, "label"),
    models.Softmax(INPUTS, "kind", classes=3),
    models.Network("x1", "y", hidden=(2,), activation="tanh"),
    models.Network(INPUTS, "label", hidden=(2,), activation="sigmoid", classes=2),
    models.Network("x1", "kind", hidden=(2,), activation="sin", classes=3),
    models.Curve("x1", "y"),
]
WIDE = [
    *(models.Network(INPUTS, "y", hidden=(3, 2), activation=name) for name in models.ACTIVATIONS),
    models.Curve("x1", "y", loss="huber"),
    models.Network(INPUTS, "label", hidden=(4,), classes=2, loss="hinge"),
    models.Network(INPUTS, "kind", hidden=(4,), classes=3, loss="hinge"),
    models.Network(INPUTS, "kind", hidden=(3, 3), activation="relu", classes=3),
]


def points_of(model, count=3):
    return np.random.default_rng(5).normal(0.0, 0.7, size=(count, model.size))


@pytest.mark.parametrize("model", SMALL, ids=repr)
def test_value_and_gradient_are_sympys(model):
    loss = model.loss(rows(), penalty=0.3)
    columns = loss.mean.browser_program()[1]
    names = [*loss.parameters, *loss.columns]
    point = points_of(model, 1)[0]

    def mean(expression):
        return np.mean(sympy.lambdify(names, expression, "numpy")(*point, *columns) + np.zeros(columns.shape[1]))

    real = {symbol: sympy.Symbol(str(symbol), real=True) for symbol in loss.expression.free_symbols}
    expression = loss.expression.xreplace(real)
    assert loss.value(point) == pytest.approx(mean(expression), rel=1e-12)
    slopes = [mean(sympy.diff(expression, sympy.Symbol(name, real=True))) for name in loss.parameters]
    np.testing.assert_allclose(loss.gradient(point), slopes, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("model", WIDE, ids=repr)
def test_gradient_and_hessian_are_what_differences_say(model):
    loss, point, width = model.loss(rows(), penalty=0.1), points_of(model, 1)[0], 1e-6
    aside = width * np.eye(model.size)
    slopes = (loss.value(point + aside) - loss.value(point - aside)) / (2.0 * width)
    np.testing.assert_allclose(loss.gradient(point), slopes, atol=1e-8)
    matrix = (loss.gradient(point + aside) - loss.gradient(point - aside)) / (2.0 * width)
    np.testing.assert_allclose(loss.hessian(point), matrix, atol=1e-7)
    direction = points_of(model, 2)[1]
    np.testing.assert_allclose(loss.hessian_product(point, direction), loss.hessian(point) @ direction, atol=1e-12)


def test_the_loss_is_the_mean_of_the_rows_losses_plus_squared_weights():
    frame = rows()
    model = models.Network(INPUTS, "kind", hidden=(3,), activation="tanh", classes=3)
    (point,) = points_of(model, 1)
    outputs = forward(model, point, frame[["x1", "x2"]].to_numpy().T)
    right = outputs[frame.kind.map({"ash": 0, "birch": 1, "cedar": 2}), np.arange(len(frame))]
    weights = [value for name, value in zip(model.parameters, point, strict=True) if name.startswith("w")]
    expected = np.mean(np.log(np.exp(outputs).sum(axis=0)) - right)
    assert model.loss(frame).value(point) == pytest.approx(expected, rel=1e-13)
    assert model.loss(frame, penalty=0.2).value(point) == pytest.approx(expected + 0.2 * np.square(weights).sum())


def test_hubers_loss_is_half_a_square_within_one_and_a_line_with_slope_one_beyond():
    model = models.Line("x1", "y", loss="huber")
    loss = model.loss(rows(2).assign(x1=0.0, y=0.0))
    biases = [0.5, -1.0, 1.0 + 1e-9, -3.0]
    points = [[0.0, bias] for bias in biases]
    assert loss.value(points).tolist() == pytest.approx([0.125, 0.5, 0.5, 2.5])
    assert loss.gradient(points)[:, 1].tolist() == [0.5, -1.0, 1.0, -1.0]


@pytest.mark.parametrize("loss", models.LOSSES["classes"])
@pytest.mark.parametrize("model", [models.Logistic("x1", "label"), models.Softmax("x1", "kind")])
def test_outputs_of_any_size_keep_loss_and_slopes_finite(model, loss):
    model = model.changed(loss=loss)
    frame = rows().assign(x1=lambda frame: np.sign(frame.x1) * 1e4)
    points = np.ones((1, model.size)) * np.linspace(-1.0, 1.0, model.size)
    answers = model.loss(frame)
    assert np.isfinite(answers.value(points)).all()
    assert np.isfinite(answers.gradient(points)).all()
    assert np.isfinite(answers.hessian(points)).all()
    chances = model.predict(points, frame)
    np.testing.assert_allclose(chances.sum(axis=2), 1.0)


def test_two_classes_have_one_output_and_337_weights_either_way():
    for classes in (None, 2, ("no", "yes")):
        assert models.Network(INPUTS, "label", hidden=(16, 16), classes=classes).size == 337
    assert models.Network(INPUTS, "kind", hidden=(16, 16), classes=3).size == 337 + 2 * 17


def test_at_step_0_all_methods_have_the_same_loss_to_the_last_bit():
    frame = rows(60)
    model = models.Network(INPUTS, "label", hidden=(8,), classes=2)
    loss, start = model.loss(frame), model.start(seed=3)
    methods = [optimizers.GradientDescent(), optimizers.Momentum(), optimizers.Adam(), optimizers.LBFGS()]
    sizes = [None, 16, 1, None]
    runs = [
        optlab.run(loss, method, start, 0.01, 2, batch_size=size) for method, size in zip(methods, sizes, strict=True)
    ]
    assert len({float(np.ravel(trajectory.loss)[0]) for trajectory in runs}) == 1


def test_words_become_indicators_under_free_names_and_numbers_0_and_1_stay():
    frame = rows().assign(is_birch=1.0)
    assert models.Softmax(("x1", "is_birch"), "kind").loss(frame).columns == (
        "is_ash",
        "is_birch",
        "is_birch_2",
        "is_cedar",
        "x1",
    )
    assert models.Logistic("x1", "label").loss(frame).columns == ("label", "x1")
    two = frame[frame.kind != "cedar"]
    assert models.Logistic("x1", "kind").loss(two).columns == ("is_birch", "x1")
    numbers = frame.assign(kind=frame.label * 2 + 1)
    point = [0.3, -0.2]
    same = models.Logistic("x1", "label").loss(frame).value(point)
    assert models.Logistic("x1", "kind").loss(numbers).value(point) == same


def test_gaps_are_left_out_and_said_and_so_is_an_input_that_never_changes():
    frame = rows().assign(x2=1.0)
    frame.loc[[2, 5], "kind"] = None
    frame.loc[3, "x1"] = np.nan
    loss = models.Softmax(INPUTS, "kind").loss(frame)
    assert loss.examples == 27
    assert loss.notes == (
        "3 of 30 rows are left out: they have a gap in 'x1', 'kind'",
        "'x2' is 1 in every row, so its weight does nothing that a bias cannot do",
    )


def test_a_model_is_explained_like_any_formula():
    """Walks over the rows hand the parameters the gradient, on average, and each parameter has a derivation."""
    frame = rows(3)
    model = models.Network(INPUTS, "label", hidden=(2,), classes=2)
    loss, point = model.loss(frame), model.start(seed=1)
    graph, output, _, parameters = loss.example
    given = dict(zip(parameters, point, strict=True))
    walks = [walk(graph, output, given | row).gradient for row in frame[[*INPUTS, "label"]].to_dict("records")]
    slopes = [np.mean([handed[name] for handed in walks]) for name in parameters]
    np.testing.assert_allclose(loss.gradient(point), slopes, rtol=1e-12)
    assert len(derivation(Formula(graph, output, parameters), "w1_1_1").steps) > 5


def test_how_a_curve_was_read_is_noted():
    frame = pd.DataFrame({"x": [0.0, 1.0], "y": [1.0, 2.0], "a": [5.0, 6.0]})
    notes = models.Curve("x", "y", "ax + b").loss(frame).notes
    assert notes == ("ax was read as a*x.", "'a' is a parameter, not the column of that name")
