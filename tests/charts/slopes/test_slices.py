import numpy as np
import pytest

import optlab
from optlab.charts.slopes.slices import slice_of

WINDOW = (-3.0, 3.0)


def test_the_tangent_has_the_slope_of_the_loss_and_the_secant_that_of_the_nudge():
    loss = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")
    data = slice_of(loss, np.array([-1.2, 2.2]), 0, WINDOW, 1.0)
    slopes = {kind: np.diff(line["y"])[0] / np.diff(line["x"])[0] for kind, line in data.lines.groupby("kind")}
    assert slopes == pytest.approx({"tangent": -11.2, "secant": -10.2})


def test_the_curve_is_the_loss_with_the_other_parameters_fixed():
    loss = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y")
    curve = slice_of(loss, np.array([-1.2, 2.2]), 1, WINDOW, 1.0).curve
    np.testing.assert_allclose(curve["y"], 1.44 + 3 * curve["x"] ** 2 + 4.8 * curve["x"])


def test_lines_end_where_the_curve_ends_so_that_they_do_not_squeeze_it():
    data = slice_of(optlab.parse_loss("exp(x)"), np.array([2.9]), 0, WINDOW, 1e-3)
    low, high = data.curve["y"].min(), data.curve["y"].max()
    assert data.lines["y"].between(low - 1e-6, high + 1e-6).all()


@pytest.mark.parametrize("formula", ["log(x)", "1/x", "sqrt(x)", "x*0 + 1", "abs(x)"])
@pytest.mark.parametrize("at", [-1.0, 0.0, 1.0])
def test_undefined_and_flat_places_make_no_nan(formula, at):
    data = slice_of(optlab.parse_loss(formula), np.array([at]), 0, WINDOW, 1e-15)
    for frame in (data.curve, data.lines, data.points):
        assert len(frame)
        assert np.isfinite(frame[["x", "y"]].to_numpy(dtype=float)).all()
