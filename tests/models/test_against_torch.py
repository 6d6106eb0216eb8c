"""What the benchmark times in torch, where it is installed, is the same work: it ends at the same weights."""

import numpy as np
import pytest

import optlab
from tests.benchmarks import problems, yardsticks

STEPS = 40


@pytest.mark.parametrize("build", [yardsticks.layers, yardsticks.vector])
def test_a_network_trained_in_torch_ends_at_the_same_weights(build):
    torch = pytest.importorskip("torch")
    torch.set_default_dtype(torch.float64)
    model, frame = problems.classifier(), problems.moons()
    rows, target = yardsticks.examples(torch, frame)
    for make, rule in zip(yardsticks.torch_methods(torch), yardsticks.NETWORK_METHODS, strict=True):
        weights, loss = build(torch, model.start(seed=0))
        yardsticks.trained(weights, loss, make, torch, rows, target, None, STEPS)
        ours = optlab.run(model.loss(frame), rule, model.start(seed=0), yardsticks.NETWORK_RATE, STEPS)
        theirs = torch.nn.utils.parameters_to_vector(weights).detach().numpy()
        np.testing.assert_allclose(ours.points[-1, 0], theirs, rtol=0.0, atol=1e-12)
