"""With what the page starts from, every method comes down on every landscape that has a minimum."""

import numpy as np
import pytest

import optlab
from optlab.experiment import suggest_rate
from optlab.losses import landscapes
from optlab.optimizers import METHODS, Newton

WITH_MINIMUM = [name for name in landscapes.names() if landscapes.get(name).minimum_value is not None]


def arrives(entry, rule, steps: int) -> bool:
    """Whether the rule, at the rate suggested for so many steps, comes down to the minimum near where it ends.

    It does when the loss has fallen by 95 % of its height above that minimum, or the slope to a fortieth.
    """
    run = optlab.run(entry.loss, rule, entry.start, suggest_rate(entry.loss, rule, entry.start, steps), steps)
    if not np.isfinite(run.loss[-1, 0]):
        return False
    bottom = optlab.run(entry.loss, Newton(safeguarded=True), run.points[-1, 0], 1.0, 60)
    height = run.loss[:, 0] - bottom.loss[:, 0].min()
    matrix = entry.loss.hessian(bottom.points[-1, 0])
    # some minima are tips without curvature; along a valley of minima it is 0, but for rounding
    curvatures = np.linalg.eigvalsh(matrix) if np.isfinite(matrix).all() else np.zeros(1)
    at_minimum = curvatures[0] >= -1e-6 * curvatures[-1]
    steepness = run.gradient_norm[:, 0]
    return bool(at_minimum and (height[-1] <= 0.05 * height[0] or steepness[-1] <= steepness[0] / 40.0))


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", WITH_MINIMUM)
def test_every_method_arrives_by_default_on_every_entry_with_a_minimum(method, name):
    """In 200 steps, or where those are too few in 1000."""
    entry = landscapes.get(name)
    rule = METHODS[method].make(entry.minimum_value)
    assert arrives(entry, rule, 200) or arrives(entry, rule, 1000)
