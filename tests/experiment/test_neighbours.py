"""A run at other rates: each is the run that it would be alone."""

import numpy as np
import pytest

from optlab.experiment import neighbours, run
from optlab.losses import landscapes
from optlab.optimizers import Adam, Clipped, GradientDescent, Momentum, make_schedule
from optlab.picture.subject import Subject

LOSS, START = landscapes.get("rosenbrock").loss, (-1.2, 1.0)
RATES = [1e-4, 5e-4, 2e-3, 0.5]


@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(0.9), Adam(), Clipped(Momentum(0.5), 1.0)])
@pytest.mark.parametrize("steps", [50, 500])
def test_each_is_to_the_last_bit_the_run_alone_and_thinned(rule, steps):
    for rate, near in zip(RATES, neighbours(LOSS, rule, START, RATES, steps, records=100), strict=True):
        alone = run(LOSS, rule, START, rate, steps).thin(100)
        assert np.array_equal(near.points, alone.points, equal_nan=True)
        assert np.array_equal(near.loss, alone.loss, equal_nan=True)
        assert np.array_equal(near.steps, alone.steps)
        assert near.alive.tolist() == alone.alive.tolist()


def test_they_see_the_batches_of_the_run_and_its_schedule():
    noisy = Subject("sphere", "", "", 1.0).loss()
    schedule = make_schedule("Cosine", 40)
    near = neighbours(noisy, GradientDescent(), (1.0, 1.0), [0.05, 0.1], 40, 4, 7, schedule)[1]
    alone = run(noisy, GradientDescent(), (1.0, 1.0), 0.1, 40, 4, 7, schedule)
    assert np.array_equal(near.points, alone.points)
    assert not np.array_equal(near.points, run(noisy, GradientDescent(), (1.0, 1.0), 0.1, 40, 4, 8, schedule).points)
