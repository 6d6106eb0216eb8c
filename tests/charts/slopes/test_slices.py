import numpy as np
import pytest

import optlab
from optlab.charts.slopes.slices import slice_of

WINDOW = (-3.0, 3.0)


def test_the_spot_has_the_slope_of_the_loss_and_where_the_nudge_leads():
    loss = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")
    spot = slice_of(loss, np.array([-1.2, 2.2]), 0, WINDOW, 1.0).spot.iloc[0]
    assert spot["slope"] == pytest.approx(-11.2)
    assert (spot["nudged"] - spot["height"]) / (spot["nudged_at"] - spot["at"]) == pytest.approx(-10.2)


def test_the_curve_is_the_loss_with_the_other_parameters_fixed():
    loss = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")
    curve = slice_of(loss, np.array([-1.2, 2.2]), 1, WINDOW, 1.0).curve
    np.testing.assert_allclose(curve["y"], 1.44 + 3 * curve["x"] ** 2 + 4.8 * curve["x"])


@pytest.mark.parametrize("formula", ["log(x)", "1/x", "sqrt(x)", "x*0 + 1", "abs(x)"])
@pytest.mark.parametrize("at", [-1.0, 0.0, 1.0])
def test_undefined_and_flat_places_leave_gaps_and_no_infinity(formula, at):
    data = slice_of(optlab.parse_loss(formula), np.array([at]), 0, WINDOW, 1e-15)
    assert np.isfinite(data.curve.to_numpy(dtype=float)).all()
    assert not np.isinf(data.spot.to_numpy(dtype=float)).any()
