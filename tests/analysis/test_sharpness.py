"""The largest curvature along a run, and the edge of stability that networks come to."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab import cancellation
from optlab.analysis.learning import at_the_edge
from optlab.analysis.sharpness import along, edge_of, sharpness, too_dear
from optlab.experiment.krylov import highest
from optlab.optimizers import GradientDescent, Momentum

RATE, STEPS = 0.2, 3_000


def network(inputs=("x",), hidden=(20,), rows=20, frequency=3.0):
    """A network of tanh units, and its loss on rows of a smooth wave."""
    x = np.linspace(-1.0, 1.0, rows)
    frame = {name: np.cos(place + x) if place else x for place, name in enumerate(inputs)}
    model = optlab.models.Network(inputs, "y", hidden=hidden)
    return model, model.loss(pd.DataFrame({**frame, "y": np.sin(frequency * x)}))


@pytest.fixture(scope="module")
def runs():
    """The same network, trained with all rows at a large rate and at a small one."""
    model, loss = network()
    return {rate: optlab.run(loss, GradientDescent(), model.start(0), rate, STEPS) for rate in (RATE, RATE / 4.0)}


def test_on_a_parabola_it_is_exact_at_every_record():
    trajectory = optlab.run(optlab.parse_loss("x^2 + 4*y^2 - 3*z^2"), GradientDescent(), [1.0, 1.0, 0.0], 0.1, 200)
    found = along(trajectory)
    assert len(found.steps) == 60
    assert found.steps[[0, -1]].tolist() == [0, 200]
    assert (found.highest == 8.0).all()


def test_products_find_what_the_hessian_has_to_a_millionth():
    model, loss = network(("x", "u"), (6, 5), frequency=6.0)
    assert model.size <= 64
    points = model.start(1) * np.linspace(0.2, 3.0, 20)[:, None]
    np.testing.assert_allclose(highest(loss, points), sharpness(loss, points), rtol=1e-6)


def test_of_many_parameters_it_is_found_by_products():
    model, loss = network(hidden=(9, 9))
    assert model.size > 64
    trajectory = optlab.run(loss, GradientDescent(), model.start(0), 0.05, 50)
    found = along(trajectory, records=8)
    exact = np.linalg.eigvalsh(loss.hessian(trajectory.points[found.steps, 0]))[:, -1]
    np.testing.assert_allclose(found.highest, exact, rtol=1e-4)


def test_a_run_that_fails_is_followed_as_far_as_it_lived():
    trajectory = optlab.run(optlab.parse_loss("x^4"), GradientDescent(), [1.0], 3.0, 50)
    found = along(trajectory)
    assert found.steps[-1] < trajectory.alive[0] < 50
    assert np.isfinite(found.highest).all()


def test_where_the_hessian_has_no_value_there_is_none():
    points = np.array([[-1.0, 2.0], [1.0, 2.0]])
    loss = optlab.parse_loss("sqrt(x) + x^2 + y^2")
    for found in (sharpness(loss, points), highest(loss, points)):
        assert np.isnan(found[0])
        assert found[1] == pytest.approx(2.0)


def test_a_loss_that_is_dear_gets_fewer_records_then_none_and_a_sentence():
    model, loss = network()
    trajectory = optlab.run(loss, GradientDescent(), model.start(0), 0.05, 100)
    afforded = loss.cost * loss.examples * 2 * model.size
    assert len(along(trajectory, operations=12 * afforded).steps) == 12
    assert along(trajectory, operations=5 * afforded) is None
    assert "61 parameters over 20 rows" in too_dear(loss)


def test_it_ends_when_it_is_no_longer_wanted(runs):
    def gone():
        raise TimeoutError

    with cancellation.watched(gone), pytest.raises(TimeoutError):
        along(runs[RATE])


def test_a_network_trained_with_all_rows_comes_to_the_edge_of_stability(runs):
    """λmax rises until it is about 2/η and stays about there: nearer than 15 % at each record of the second half, and
    nearer than 5 % on average.  At a rate four times smaller it stays at half the edge and less: it is the rate that
    decides.
    """
    sharp, mild = along(runs[RATE]), along(runs[RATE / 4.0])
    share = sharp.highest / edge_of(RATE).highest
    late = share[len(share) // 2 :]
    assert share[0] < 0.6
    assert np.abs(late - 1.0).max() < 0.15
    assert abs(late.mean() - 1.0) < 0.05
    assert (mild.highest / edge_of(RATE / 4.0).highest).max() < 0.5


def test_the_edge_of_stability_is_said_of_that_run_and_not_of_its_neighbours(runs):
    sharp = along(runs[RATE])
    told = at_the_edge(runs[RATE], sharp, edge_of(RATE))
    assert told[0].words == ""
    assert told[-1].words == "at the edge of stability: λmax ≈ 2/η"
    assert at_the_edge(runs[RATE / 4.0], along(runs[RATE / 4.0]), edge_of(RATE / 4.0))[-1].words == ""
    # nor where the sharpness is not known, or the rate has no edge, as Adam's has none
    assert at_the_edge(runs[RATE], None, edge_of(RATE)) == at_the_edge(runs[RATE], sharp, None) == ()


@pytest.mark.parametrize("product", [1.9, 1.999, 2.0, 2.001])
def test_it_is_not_said_of_a_parabola_whatever_its_rate(product):
    for rule, rate in ((GradientDescent(), product / 8.0), (Momentum(decay=0.5), product * 1.5 / 8.0)):
        trajectory = optlab.run(optlab.parse_loss("x^2 + 4*y^2"), rule, [1.0, 1.0], rate, 60)
        edge = edge_of(rate, getattr(rule, "decay", 0.0))
        assert {phase.words for phase in at_the_edge(trajectory, along(trajectory), edge)} == {""}


def test_it_is_not_said_where_the_loss_does_not_fall(runs):
    rising = runs[RATE].kept(STEPS)
    rising.measure(lambda _: None)
    rising.loss = np.linspace(0.1, 0.2, len(rising.steps))[:, None]
    assert {phase.words for phase in at_the_edge(rising, along(rising), edge_of(RATE))} == {""}
