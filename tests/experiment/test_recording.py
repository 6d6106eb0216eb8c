import numpy as np
import pytest

import optlab
from optlab.experiment.recording import record
from optlab.optimizers import METHODS

LOSS = optlab.parse_loss("x^2 + 3*y^2", examples=32, noise=0.1)


@pytest.mark.parametrize("method", METHODS)
def test_a_recorded_run_is_the_run_itself(method):
    rule = METHODS[method].make(0.0)
    steps = record(LOSS, rule, (1.0, 0.5), 0.01, 12, 4, 7)
    points = optlab.run(LOSS, rule, (1.0, 0.5), 0.01, 12, 4, 7).points[:, 0]
    assert [list(step.before) for step in steps] == points[:-1].tolist()


def test_momentum_shows_its_velocity_before_and_after():
    first, second = record(LOSS, optlab.optimizers.Momentum(decay=0.9), (1.0, 0.5), 0.1, 2)
    assert first.memory["velocity"] == ((0.0, 0.0), first.gradient)
    before, after = (np.array(part) for part in second.memory["velocity"])
    np.testing.assert_array_equal(after, 0.9 * before + np.array(second.gradient))
    np.testing.assert_array_equal(second.after, np.array(second.before) - 0.1 * after)
    assert second.at == second.before
