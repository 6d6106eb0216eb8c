"""A model is a value: its names, its start, what it is equal to; and what it predicts."""

import pickle

import numpy as np
import pandas as pd
import pytest

from optlab import models
from tests.models.tables import forward, rows

INPUTS = ("x1", "x2")
ALL = [
    models.Line(INPUTS, "y"),
    models.Polynomial("x1", "y", degree=2),
    models.Logistic(INPUTS, "label"),
    models.Softmax(INPUTS, "kind", classes=("ash", "birch", "cedar")),
    models.Network(INPUTS, "label", hidden=(16, 16), classes=2),
    models.Curve("x1", "y"),
]


@pytest.mark.parametrize("model", ALL, ids=repr)
def test_models_are_values(model):
    copy = pickle.loads(pickle.dumps(model))
    assert copy == model == model.changed()
    assert hash(copy) == hash(model)
    assert eval(repr(model), vars(models)) == model
    assert model != model.changed(target="z")
    assert model.size == len(set(model.parameters)) == len(model.start())
    assert type(model) is models.KINDS[type(model).__name__.lower()]


def test_lists_and_single_names_are_taken_too():
    assert models.Network(["x1", "x2"], "y", hidden=[4, 4]) == models.Network(INPUTS, "y", hidden=(4, 4))
    assert models.Softmax("x1", "y", np.int64(3)) == models.Softmax("x1", "y", 3)
    assert models.Line("x1", "y") == models.Line(("x1",), "y")


@pytest.mark.parametrize("name", ["w", "w1", "w1_1", "b", "b2", "w1_1_1"])
def test_no_parameter_is_called_like_a_column(name):
    for model in (models.Line((name, "x"), "y"), models.Network((name, "x"), "y"), models.Softmax("x", name)):
        assert name not in model.parameters


def test_a_curves_parameters_follow_its_formula_or_the_order_given():
    curve = models.Curve("x", "y")
    assert (curve.formula, curve.parameters) == ("a*exp(-b*x) + c", ("a", "b", "c"))
    assert models.Curve("a", "y").formula == "b*exp(-c*a) + p"
    assert curve.changed(formula="k*x^2").parameters == ("k",)
    turned = models.Curve("x", "y", "u*x + v", order=("v", "u"))
    assert turned.predict([1.0, 2.0], {"x": [0.0, 3.0]}).tolist() == [1.0, 7.0]


def test_layers_say_where_each_weight_lies():
    model = models.Network(INPUTS, "y", hidden=(3,))
    first, last = model.layers
    assert [[model.parameters[place] for place in row] for row in first.weights] == [
        ["w1_1_1", "w1_1_2", "w1_1_3"],
        ["w1_2_1", "w1_2_2", "w1_2_3"],
    ]
    assert [model.parameters[place] for place in last.biases] == ["b2_1"]
    assert sum(layer.weights.size + layer.biases.size for layer in model.layers) == model.size


def test_first_weights_are_glorots_or_hes_with_biases_0_and_the_same_for_a_seed():
    model = models.Network(INPUTS, "y", hidden=(90, 90))
    layer = model.layers[1]
    start = model.start(seed=1)
    assert not start[layer.biases].any()
    assert np.abs(start[layer.weights]).max() == pytest.approx(np.sqrt(6.0 / 180.0), rel=1e-3)
    he = model.changed(activation="relu").start(seed=1)
    assert he[layer.weights].std() == pytest.approx(np.sqrt(2.0 / 90.0), rel=0.02)
    assert (start == model.start(seed=1)).all()
    assert (start != model.start(seed=2)).any()
    assert not models.Logistic(INPUTS, "label").start(seed=7).any()


@pytest.mark.parametrize("activation", models.ACTIVATIONS)
def test_predictions_and_activations_are_numpys(activation):
    frame = rows(5000)
    model = models.Network(INPUTS, "kind", hidden=(4, 3), activation=activation, classes=3)
    points = np.random.default_rng(2).normal(size=(3, model.size))
    outputs = np.array([forward(model, point, frame[["x1", "x2"]].to_numpy().T) for point in points])
    powers = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    chances = (powers / powers.sum(axis=1, keepdims=True)).swapaxes(1, 2)
    np.testing.assert_allclose(model.predict(points, frame), chances, rtol=1e-11)
    assert (model.predict(points[1], frame) == model.predict(points, frame)[1]).all()
    units = model.activations(points, frame)
    assert [part.shape for part in units] == [(3, 5000, 4), (3, 5000, 3)]
    values = dict(zip(model.parameters, points[0], strict=True))
    sums = values["w1_1_2"] * frame.x1 + values["w1_2_2"] * frame.x2 + values["b1_2"]
    assert model.activations(points[0], frame)[0][:, 1] == pytest.approx(
        models.Network("z", "y", hidden=(1,), activation=activation).activations(
            [1.0, 0.0, 1.0, 0.0], pd.DataFrame({"z": sums})
        )[0][:, 0]
    )


def test_two_classes_get_two_probabilities_and_values_one_number():
    frame = rows()
    chances = models.Logistic("x1", "label").predict([2.0, 1.0], frame)
    np.testing.assert_allclose(chances[:, 1], 1.0 / (1.0 + np.exp(-2.0 * frame.x1 - 1.0)), rtol=1e-14)
    np.testing.assert_allclose(chances.sum(axis=1), 1.0)
    assert models.Line("x1", "y").predict([[2.0, 1.0]], frame)[0] == pytest.approx(2.0 * frame.x1 + 1.0)
    assert models.Polynomial("x1", "y", 2).predict([2.0, 3.0, 1.0], frame) == pytest.approx(
        1.0 + 2.0 * frame.x1 + 3.0 * frame.x1**2
    )
    curve = models.Curve("x1", "y").predict([2.0, 0.5, 1.0], frame)
    assert curve == pytest.approx(2.0 * np.exp(-0.5 * frame.x1) + 1.0)
    assert models.Line("x1", "y").activations([2.0, 1.0], frame) == []


def test_what_does_not_depend_on_the_rows_and_no_rows_at_all_have_predictions():
    frame = rows(4)
    assert models.Curve("x1", "y", "a + 0*abs(x1)^b").predict([3.0, 1.0], frame).tolist() == [3.0] * 4
    model = models.Logistic("x1", "label")
    assert model.predict(model.start(), frame[:0]).shape == (0, 2)
    assert np.isnan(model.measure(model.start(), frame[:0])["accuracy"]).all()


def test_only_inputs_are_read_and_a_gap_is_nan():
    frame = rows(4)[["x1"]]
    frame.loc[2, "x1"] = np.nan
    told = models.Logistic("x1", "label").predict([1.0, 0.0], frame)
    assert np.isnan(told).any(axis=1).tolist() == [False, False, True, False]


def test_measures_count_wrong_rows_and_explained_variance():
    frame = pd.DataFrame({"x": [-1.0, 1.0, 2.0, np.nan], "y": [0.0, 2.0, 4.0, 9.0], "kind": ["b", "a", "b", "a"]})
    line = models.Line("x", "y").measure([[0.0, 2.0], [2.0, 0.0]], frame)
    assert line["R2"].tolist() == [0.0, 0.5]
    told = models.Logistic("x", "kind").measure([[1.0, 0.0], [-1.0, 0.0], [np.nan, 0.0]], frame)
    assert told["wrong"].tolist() == [2.0, 1.0, 3.0]
    assert told["accuracy"].tolist() == pytest.approx([1.0 / 3.0, 2.0 / 3.0, 0.0])


def test_labels_of_all_rows_read_a_part_in_which_a_class_is_missing():
    frame = rows()
    model = models.Softmax(INPUTS, "kind").labelled(frame)
    part = frame[frame.kind != "ash"]
    assert model.classes == ("ash", "birch", "cedar")
    chances = model.predict(model.start(), part)
    assert chances.shape == (20, 3)
    point = np.zeros(model.size)
    point[list(model.parameters).index("b3")] = 1.0
    assert model.measure(point, part)["wrong"].tolist() == [10.0]
    assert models.Line("x1", "y").labelled(frame) == models.Line("x1", "y")


def test_labels_match_numbers_that_were_written_as_text():
    frame = rows()
    written = models.Logistic("x1", "label", classes=("0", "1"))
    assert written.loss(frame).value([1.0, 0.0]) == models.Logistic("x1", "label").loss(frame).value([1.0, 0.0])
