"""A drawn network holds the weights that the run had, few of them, and a nudge the losses that the loss itself has."""

import base64
import json

import numpy as np
import pandas as pd
import pytest

from optlab import models, optimizers, run
from optlab.analysis.weight_slice import VALUES, weight_slice
from optlab.charts.look import Look
from optlab.charts.network import drawing, nudged
from optlab.charts.network.drawing import STRONGEST
from optlab.charts.network.key_frames import FRAMES, key_frames
from optlab.picture.fit import Fit

ROWS = pd.DataFrame({"x1": [0.0, 1.0, 0.0, 1.0, 0.3], "x2": [0.0, 0.0, 1.0, 1.0, 0.9], "k": [0, 1, 1, 0, 1]})
NETWORK = models.Network(("x1", "x2"), "k", hidden=(3,), classes=2)


def fitted(model, rows=ROWS, rate=0.3, steps=150):
    fit = Fit(model, rows, rows.iloc[:0])
    trajectory = run(model.loss(rows), optimizers.Momentum(), model.start(0), rate, steps)
    return fit, trajectory


def weights(data):
    flat = np.frombuffer(base64.b64decode(data["weights"]), dtype="<f4")
    return flat.reshape(len(data["steps"]), len(data["names"]))


def test_frames_hold_the_weights_of_their_steps_first_and_last_included():
    fit, trajectory = fitted(NETWORK)
    data = drawing(fit, trajectory, Look())
    assert data["steps"][0] == 0
    assert data["steps"][-1] == 150
    assert len(data["steps"]) <= FRAMES
    gaps = np.diff(data["steps"])
    assert gaps[:5].max() <= gaps[-5:].min()  # closer together at first
    expected = trajectory.points[data["steps"], 0][:, data["parameters"]]
    np.testing.assert_allclose(weights(data), expected, rtol=1e-6)
    assert sorted(data["parameters"]) == list(range(NETWORK.size))


def test_every_line_joins_the_units_that_its_name_says():
    fit, trajectory = fitted(NETWORK)
    data = drawing(fit, trajectory, Look())
    for place, column, start, end in data["edges"]:
        assert data["names"][place] == f"w{column + 1}_{start + 1}_{end + 1}"
        assert data["says"][place].endswith(
            f"from {data['columns'][column][start]} to {data['columns'][column + 1][end]}"
        )
    assert data["columns"] == [["x1", "x2"], ["unit 1", "unit 2", "unit 3"], ["k"]]


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (models.Line(("x1", "x2"), "k"), [2, 1]),
        (models.Logistic(("x1", "x2"), "k"), [2, 1]),
        (models.Polynomial(("x1",), "k", degree=3), [3, 1]),
        (models.Softmax(("x1", "x2"), "k", classes=3), [2, 3]),
        (models.Network(("x1",), "k", hidden=(4, 2), activation="relu"), [1, 4, 2, 1]),
    ],
)
def test_every_kind_with_layers_is_drawn_alike(model, columns):
    rows = ROWS.assign(k=[0, 1, 2, 0, 1]) if isinstance(model, models.Softmax) else ROWS
    fit, trajectory = fitted(model, rows, 0.05, 20)
    data = drawing(fit, trajectory, Look(dark=True))
    assert [len(column) for column in data["columns"]] == columns
    maps, units = data["maps"], sum(columns[1:])
    side = maps["size"] if maps["kind"] == "curve" else maps["size"] ** 2
    assert len(base64.b64decode(maps["values"])) == len(maps["steps"]) * units * side
    json.dumps(data, allow_nan=False)


def test_a_small_picture_is_what_the_unit_gives():
    fit, trajectory = fitted(NETWORK)
    maps = drawing(fit, trajectory, Look())["maps"]
    frame = np.frombuffer(base64.b64decode(maps["values"]), dtype=np.uint8)
    values = frame.reshape(len(maps["steps"]), 4, maps["size"], maps["size"])
    room = 0.08
    corner = pd.DataFrame({"x1": [-room, 1 + room], "x2": [1 + room, -room]})  # the upper left, the lower right
    last = trajectory.points[-1, 0]
    units, output = NETWORK.activations(last, corner)[0], NETWORK.predict(last, corner)[:, 1]
    for place, at in enumerate(((0, 0), (-1, -1))):
        np.testing.assert_allclose(values[-1, :3, *at], 127.5 * (1 + units[place]), atol=0.51)
        assert values[-1, 3, *at] == pytest.approx(255 * output[place], abs=0.51)


def test_a_run_that_diverges_ends_with_its_last_finite_weights_and_says_when():
    fit, trajectory = fitted(models.Line(("x1", "x2"), "k"), rate=1e12)
    frames = key_frames(trajectory)
    assert np.isfinite(frames.points).all()
    assert frames.lost is not None
    assert frames.steps[-1] == frames.lost - 1
    json.dumps(drawing(fit, trajectory, Look()), allow_nan=False)


def test_of_very_many_weights_the_strongest_are_drawn():
    wide = models.Network(("x1", "x2"), "k", hidden=(40, 40), classes=2)
    fit, trajectory = fitted(wide, rate=0.01, steps=5)
    data = drawing(fit, trajectory, Look())
    assert (len(data["edges"]), data["omitted"]) == (STRONGEST, 40 * 43 - STRONGEST)
    drawn = np.abs(weights(data)[-1, :STRONGEST])
    every = np.abs(trajectory.points[-1, 0][[place for layer in wide.layers for place in layer.weights.flat]])
    assert drawn.min() == pytest.approx(np.sort(every)[-STRONGEST], rel=1e-6)
    assert len(json.dumps(data)) < 250_000


def test_the_slice_along_a_weight_is_the_loss_with_that_weight_alone_changed():
    fit, trajectory = fitted(NETWORK)
    loss, point = NETWORK.loss(ROWS), trajectory.points[40, 0]
    along = weight_slice(loss, point, 4)
    assert len(along.values) == VALUES
    assert along.values[along.place] == point[4]
    assert along.losses[along.place] == pytest.approx(float(loss.value(point)), rel=1e-12)
    for place in (0, 17, 80):
        nudge = point.copy()
        nudge[4] = along.values[place]
        assert along.losses[place] == pytest.approx(float(loss.value(nudge)), rel=1e-12)
    data = nudged(fit, 4, 40, along, Look())
    assert data["losses"] == along.losses.tolist()
    assert (data["name"], data["step"]) == (NETWORK.parameters[4], 40)
    json.dumps(data, allow_nan=False)


def test_the_picture_with_a_nudge_is_what_the_model_predicts_then():
    fit, trajectory = fitted(models.Line(("x1",), "k"), rate=0.1)
    along = weight_slice(fit.model.loss(ROWS), trajectory.points[-1, 0], 0)
    picture = nudged(fit, 0, 150, along, Look())["picture"]
    values = np.frombuffer(base64.b64decode(picture["values"]), dtype=np.uint8).reshape(-1, picture["size"])
    low, high = -0.08, 1.08
    expected = fit.model.predict(along.points[-1], pd.DataFrame({"x1": [high]}))[0]
    assert values[-1, -1] == np.clip(round(255 * (expected - low) / (high - low)), 0, 255)
