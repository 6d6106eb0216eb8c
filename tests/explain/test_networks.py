import numpy as np
import pytest

from optlab.explain.networks import INPUTS, TARGET, network, visible
from optlab.explain.walk import walk
from optlab.picture.chain_rule import DEEPEST


def walked(depth: int, gain: float, seed: int = 0):
    small = network(depth, gain, seed)
    return small, walk(small.graph, small.loss, small.values, visible(small), small.names)


def test_the_network_is_two_three_one_and_its_loss_that_of_numpy():
    small, steps = walked(1, 1.0)
    assert [len(layer) for layer in small.layers] == [2, 3, 1]
    values, inputs = small.values, np.array(list(INPUTS.values()))
    first = np.array([[values[f"w1{row}{column}"] for column in (1, 2)] for row in (1, 2, 3)])
    hidden = np.tanh(first @ inputs + [values[f"b1{row}"] for row in (1, 2, 3)])
    output = np.array([values[f"w21{column}"] for column in (1, 2, 3)]) @ hidden + values["b21"]
    assert steps.places[-1].value == pytest.approx((output - TARGET) ** 2)


@pytest.mark.parametrize("depth", [1, 2, DEEPEST])
def test_layers_are_drawn_with_weights_inside_the_neurons(depth):
    _, steps = walked(depth, 1.0)
    assert len(steps.places) == 2 + 3 * depth + 1 + 1
    assert [place.name for place in steps.places if place.name.startswith("h")][:3] == ["h11", "h12", "h13"]


def mean_share(depth: int, gain: float) -> float:
    """The geometric mean over draws of how much of the loss's slope reaches the inputs."""
    logs = []
    for seed in range(20):
        gradient = walked(depth, gain, seed)[1].gradient
        logs.append(np.log(np.hypot(gradient["x1"], gradient["x2"])))
    return float(np.exp(np.mean(logs)))


def test_gradients_vanish_with_depth():
    assert mean_share(8, 0.5) < 0.05 * mean_share(1, 0.5)


def test_saturated_neurons_have_small_slopes():
    def mean_slope(gain):
        hidden = [place.value for place in walked(4, gain)[1].places if place.name.startswith("h")]
        return np.mean([1 - value**2 for value in hidden])

    assert mean_slope(6.0) < 0.4 < mean_slope(1.0)
