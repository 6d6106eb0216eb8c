"""What is said of a model at a step: each sentence where it is true, and a run near it of which it is not said."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab import datasets, models
from optlab.analysis import generalisation
from optlab.analysis.learning import idle_units, joined, memorising, remarks
from optlab.analysis.phases import Phase
from optlab.optimizers import Adam, GradientDescent
from optlab.picture.fit import Fit


def fit(rows=24, noise=0.4, share=0.5, data="sine", **settings):
    frame = datasets.load(data, rows=rows, noise=noise, seed=0)
    inputs, target = datasets.inputs_of(data), datasets.target_of(data)
    classes = (0, 1) if data == "moons" else None
    train, test = datasets.split(frame, share, seed=0, by=target if classes else None)
    return Fit(models.Network(inputs, target, classes=classes, **settings), train, test)


def trained(of, rule, rate, steps):
    return optlab.run(of.model.loss(of.train, of.penalty), rule, of.model.start(0), rate, steps)


def words(of, rule, rate, steps):
    trajectory = trained(of, rule, rate, steps)
    return remarks(trajectory, of, generalisation.along(trajectory, of), None, None)[-1].words


# ------------------------------------------------------------------ what is measured


def test_the_table_holds_what_the_model_and_its_losses_say_at_those_steps():
    of = fit(60, 0.1, 0.25, "moons", hidden=(5,))
    trajectory = trained(of, Adam(), 0.05, 90)
    table = generalisation.along(trajectory, of, records=10)
    assert table["step"].iloc[[0, -1]].tolist() == [0, 90]
    points = trajectory.points[table["step"], 0]
    np.testing.assert_array_equal(table["loss"], trajectory.loss[table["step"], 0])
    np.testing.assert_allclose(table["test_loss"], of.model.loss(of.test).value(points), rtol=1e-12)
    chosen = of.model.predict(points, of.test).argmax(axis=2) != of.test["label"].to_numpy()
    assert table["test_wrong"].tolist() == chosen.sum(axis=1).tolist()
    np.testing.assert_allclose(table["accuracy"], 1.0 - table["wrong"] / len(of.train))


def test_without_rows_held_back_nothing_is_said_of_them():
    of = fit(share=0.0, hidden=(3,))
    table = generalisation.along(trained(of, GradientDescent(), 0.05, 20), of)
    assert table[["test_loss", "test_R2"]].isna().all(axis=None)
    assert table["R2"].notna().all()
    assert memorising(table) == ()


def test_test_rows_of_one_class_have_no_loss_but_right_and_wrong():
    whole = fit(60, 0.1, 0.25, "moons", hidden=(3,))
    of = Fit(whole.model, whole.train, whole.test[whole.test["label"] == 1])
    table = generalisation.along(trained(of, GradientDescent(), 0.1, 5), of)
    assert table["test_loss"].isna().all()
    assert table["test_wrong"].notna().all()


def test_other_rows_need_the_columns_of_the_loss():
    of = fit(hidden=(3,))
    loss = of.model.loss(of.train)
    assert loss.value_on(of.model.start(0), of.train) == loss.value(of.model.start(0))
    with pytest.raises(optlab.errors.DataError, match="no column called 'y'"):
        loss.value_on(of.model.start(0), of.test[["x"]])
    with pytest.raises(optlab.errors.OptlabError, match="has no data"):
        optlab.parse_loss("x^2").value_on([1.0], of.test)


# ------------------------------------------------------------------ memorises


def test_many_units_on_few_noisy_rows_memorise_and_a_line_or_many_rows_do_not():
    assert "memorises: test loss lowest near step" in words(fit(hidden=(16,)), Adam(), 0.05, 2_000)
    assert "memorises" not in words(fit(hidden=()), Adam(), 0.05, 2_000)
    assert "memorises" not in words(fit(240, 0.1, hidden=(16,)), Adam(), 0.02, 1_000)


def curves(train, test):
    return pd.DataFrame({"step": np.arange(len(train)), "loss": train, "test_loss": test})


FALLING, RISING = np.geomspace(1.0, 0.01, 200), np.abs(np.linspace(-0.6, 1.0, 200)) + 0.5


def test_it_memorises_from_where_the_test_loss_has_risen_while_that_of_training_falls():
    told = memorising(curves(FALLING, RISING))
    assert [phase.words.partition(":")[0] for phase in told] == ["", "memorises"]
    lowest = int(RISING.argmin())
    named = int(told[1].words.rpartition(" ")[2])
    assert abs(named - lowest) <= 5
    assert told[1].step > lowest


@pytest.mark.parametrize(
    ("train", "test"),
    [
        (FALLING, FALLING),  # both fall
        (RISING, RISING),  # both rise: it diverges, or wanders
        (FALLING, np.full(200, 0.5)),  # the test loss has settled
        (FALLING, np.linspace(1.0, 0.5, 200) + 0.02 * (np.arange(200) % 2)),  # it jitters on its way down
        (FALLING, FALLING + 1e-3 * np.linspace(0.0, 1.0, 200)),  # what it has risen is nothing beside how it began
    ],
)
def test_it_is_not_said_to_memorise(train, test):
    assert {phase.words for phase in memorising(curves(train, test))} == {""}


# ------------------------------------------------------------------ units


def test_relu_units_thrown_out_by_a_large_rate_are_dead_and_at_a_small_rate_none_is():
    assert words(fit(hidden=(16,), activation="relu"), Adam(), 0.5, 300).endswith("all 16 units give 0 for every row")
    assert words(fit(hidden=(16,), activation="relu"), GradientDescent(), 0.05, 300) == ""


def at(of, weights):
    """What is said of units of a model that stands at certain weights."""
    trajectory = optlab.run(of.model.loss(of.train), GradientDescent(), weights, 0.0, 0)
    return [part[-1].words for part in idle_units(trajectory, of)]


@pytest.mark.parametrize(
    ("activation", "bias", "sentence"),
    [
        ("relu", -9.0, "2 of 3 units of layer 1 give 0 for every row"),
        ("relu", 9.0, ""),  # no longer bent, but alive
        ("tanh", -9.0, "2 of 3 units of layer 1 saturated: |h| > 0.99 for > 95 % of rows"),
        ("tanh", 2.0, ""),
        ("sigmoid", 9.0, "2 of 3 units of layer 1 saturated: within 0.005 of 0 or 1 for > 95 % of rows"),
        ("sigmoid", 4.0, ""),
        ("sin", 9.0, None),
    ],
)
def test_units_are_counted_a_layer_each(activation, bias, sentence):
    of = fit(hidden=(3, 2), activation=activation)
    weights = np.zeros(of.model.size)
    first, second = of.model.layers[:2]
    weights[first.weights[:, 0]], weights[first.biases[1:]] = 0.1, bias
    weights[first.biases[0]] = weights[second.biases] = 0.5
    assert at(of, weights) == ([] if sentence is None else [sentence, ""])


def test_of_a_line_no_units_are_told():
    frame = datasets.load("line", rows=30, noise=0.1, seed=0)
    of = Fit(models.Line("x", "y"), frame, frame.iloc[:0])
    assert idle_units(trained(of, GradientDescent(), 0.1, 10), of) == []


def test_accounts_of_one_run_are_told_beside_each_other():
    parts = [(Phase(0, "down"), Phase(9, "")), (Phase(0, ""), Phase(4, "dead"))]
    assert joined(parts) == (Phase(0, "down"), Phase(4, "down · dead"), Phase(9, "dead"))
