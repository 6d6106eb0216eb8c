import numpy as np
import pytest

import optlab
from optlab.analysis.noise import batch_deviation


@pytest.mark.parametrize("batch", [1, 4, 30])
def test_the_deviation_is_that_of_batches_drawn_without_replacement(batch):
    rows = np.random.default_rng(0).normal(size=(40, 2))
    loss = optlab.parse_loss("(w*x + b - y)^2", data={"x": rows[:, 0], "y": rows[:, 1]})
    point, generator = np.array([0.3, -0.2]), np.random.default_rng(1)
    draws = np.array([generator.permutation(40)[:batch] for _ in range(4000)])
    slopes = loss.mean.gradient(np.tile(point, (4000, 1)), draws)
    spread = np.sqrt(((slopes - loss.gradient(point)) ** 2).sum(axis=1).mean())
    assert batch_deviation(loss, point, batch) == pytest.approx(spread, rel=0.05)


def test_all_examples_have_no_noise():
    assert batch_deviation(optlab.parse_loss("x^2", examples=8), [1.0], 8) == 0.0
