"""Answers without descent: certified ones, the gradient there, and where there is none."""

import numpy as np
import pandas as pd
import pytest

from optlab import datasets
from optlab.losses import parse_loss
from optlab.models import Curve, Line, Logistic, Network, Polynomial, Softmax, exact, prediction_of
from tests.models.tables import rows

ANSCOMBE = pd.DataFrame(
    {
        "x": [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0],
        "y": [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
    }
)


def test_lines_have_the_published_answers():
    assert exact(Line("x", "y"), ANSCOMBE) == pytest.approx([0.5000909, 3.0000909], abs=5e-8)
    penguins = exact(Line("flipper_length_mm", "body_mass_g"), datasets.load("penguins"))
    assert penguins == pytest.approx([50.153266, -5872.092683], abs=5e-7)


@pytest.mark.parametrize("penalty", [0.0, 0.01])
def test_the_gradient_is_0_at_the_answer(penalty):
    frame = rows(80)
    for model in (
        Line(("x1", "x2"), "y"),
        Polynomial("x1", "y", degree=6),
        Logistic(("x1", "x2"), "label"),
        Softmax("x1", "label", classes=2),
    ):
        answer = exact(model, frame, penalty)
        assert np.abs(model.loss(frame, penalty).gradient(answer)).max() < 1e-11, model


def test_columns_of_any_size_do_not_spoil_the_answer():
    frame = rows(80)
    stretched = frame.assign(x1=frame.x1 * 1e6, x2=frame.x2 * 1e-6)
    for model in (Line(("x1", "x2"), "y"), Logistic(("x1", "x2"), "label")):
        answer, far = exact(model, frame), exact(model, stretched)
        assert far * [1e6, 1e-6, 1.0] == pytest.approx(answer, rel=1e-9)


def test_numbers_near_the_largest_give_an_answer_or_none_and_no_warning():
    frame = rows(20)
    far = frame.assign(x1=frame.x1 * 1e200)
    assert exact(Logistic("x1", "label"), far)[0] * 1e200 == pytest.approx(exact(Logistic("x1", "label"), frame)[0])
    huge = exact(Line("x1", "y"), frame.assign(x1=frame.x1 * 1e307))
    assert huge is None or np.isfinite(huge).all()


def test_a_logistic_answer_is_that_of_plain_reweighting():
    frame = rows(80)
    matrix = np.column_stack([frame.x1, frame.x2, np.ones(80)])
    answer = np.zeros(3)
    for _ in range(30):
        chances = 1.0 / (1.0 + np.exp(-matrix @ answer))
        hessian = matrix.T @ (matrix * (chances * (1.0 - chances))[:, None])
        answer = answer - np.linalg.solve(hessian, matrix.T @ (chances - frame.label))
    assert exact(Logistic(("x1", "x2"), "label"), frame) == pytest.approx(answer, abs=1e-10)


def test_separable_classes_have_no_answer_until_weights_cost_something():
    frame = pd.DataFrame({"x": [0.0, 1.0, 2.0, 3.0], "apart": [0, 0, 1, 1], "touching": [0, 1, 1, 1]})
    model = Logistic("x", "apart")
    assert exact(model, frame) is None
    touching = pd.DataFrame({"x": [0.0, 1.0, 1.0, 2.0], "apart": [0, 0, 1, 1]})
    assert exact(model, touching) is None
    answer = exact(model, frame, penalty=0.001)
    assert np.abs(model.loss(frame, 0.001).gradient(answer)).max() < 1e-12


def test_there_is_none_for_collinear_inputs_few_rows_and_other_models():
    frame = rows(20).assign(twice=lambda frame: 2.0 * frame.x1)
    assert exact(Line(("x1", "twice"), "y"), frame) is None
    assert exact(Line(("x1", "x2"), "y"), frame[:2]) is None
    for model in (Line("x1", "y", loss="huber"), Network("x1", "y"), Curve("x1", "y"), Softmax("x1", "kind")):
        assert exact(model, frame) is None


@pytest.mark.parametrize(
    ("text", "prediction", "target"),
    [
        ("(w*x + b - y)^2", "w·x + b", "y"),
        ("(y - (w*x + b))^2/2", "w·x + b", "y"),
        ("0.5*(x + b - y)^2", "x + b", "y"),
        ("(a*exp(-c*x) - y)^2 + 0.1*a^2", "a·exp(−c·x)", "y"),
        ("abs(y - w*x^2 - 3)", "w·x² + 3", "y"),
    ],
)
def test_a_typed_loss_is_seen_as_a_model(text, prediction, target):
    frame = pd.DataFrame({"x": [0.5, 1.5, 2.0], "y": [1.0, 2.0, 4.0]})
    loss = parse_loss(text, frame)
    model = prediction_of(loss)
    assert (model.text, model.target, model.inputs, model.parameters) == (prediction, target, ("x",), loss.parameters)
    point = np.linspace(0.3, 0.9, model.size)
    errors = model.predict(point, frame) - frame.y
    own = model.loss(frame).value(point)
    assert own == pytest.approx(np.mean(errors**2 if model.row_loss == "squared" else np.abs(errors)))


@pytest.mark.parametrize(
    "text", ["(b - y)^2", "(w*x + b - y)^4", "(w*x - y)^2*x", "log(1 + exp(w*x)) - y*w*x", "(w*x - v*y)^2"]
)
def test_what_is_no_prediction_of_a_column_is_seen_as_none(text):
    assert prediction_of(parse_loss(text, {"x": [0.5, 1.5], "y": [1.0, 2.0]})) is None


def test_held_parameters_stay_at_their_numbers():
    frame = pd.DataFrame({"x": [0.0, 1.0], "y": [1.0, 3.0]})
    model = prediction_of(parse_loss("(w*x + b - y)^2", frame, held={"b": 5.0}))
    assert model.parameters == ("w",)
    assert model.predict([2.0], frame).tolist() == [5.0, 7.0]
