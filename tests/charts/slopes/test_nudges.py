import numpy as np
import pytest

import optlab
from optlab.charts.slopes.nudges import nudge_errors
from optlab.explain.differences import quotients

NUDGES = [10.0**power for power in range(1, -16, -1)]


def test_the_error_falls_with_the_nudge_and_then_rises_again():
    errors = nudge_errors(quotients(optlab.parse_loss("x^3"), [1.0], 0, NUDGES))
    one_side = errors[errors["kind"] == "one side"].set_index("x")["y"]
    assert one_side[1e-8] < 1e-6 < one_side[1e-1]
    assert one_side[1e-15] > 1e3 * one_side[1e-8]


@pytest.mark.parametrize("formula", ["x*0 + 1", "log(x - 5)", "x"])
def test_a_logarithmic_axis_gets_no_zero_and_no_nan(formula):
    errors = nudge_errors(quotients(optlab.parse_loss(formula), [1.0], 0, NUDGES))
    assert len(errors)
    assert (errors["y"] > 0).all()
    assert np.isfinite(errors["y"]).all()
