import numpy as np
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.convergence import curves_spec
from optlab.charts.landscape import heights, loss_curve_spec, map_spec, relief
from optlab.charts.landscape.contours import levels_of
from optlab.charts.look import TEXT

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
SPECS = {
    "landscape": map_spec("x", "y", WINDOW),
    "profile": loss_curve_spec("x", (-2.0, 2.0), (0.0, 4.0)),
    "curves": curves_spec("steps", "loss", False, True),
}


@pytest.mark.parametrize("name", SPECS)
def test_every_chart_follows_the_player(name):
    (step,) = [param for param in SPECS[name]["params"] if param["name"] == "step"]
    assert step["bind"] == {"element": "#optlab-step", "event": "input"}


@pytest.mark.parametrize("name", SPECS)
def test_a_specification_holds_no_data_so_that_it_never_changes(name):
    assert "datasets" not in SPECS[name]
    assert all("values" not in layer["data"] for layer in SPECS[name]["layer"])


@pytest.mark.parametrize("name", SPECS)
def test_text_in_charts_is_large_enough_for_the_back_row(name):
    axis = SPECS[name]["config"]["axis"]
    assert axis["labelFontSize"] >= TEXT == 16
    assert axis["titleFontSize"] >= TEXT


def test_the_same_picture_has_the_same_specification():
    assert map_spec("x", "y", WINDOW) == map_spec("x", "y", WINDOW)


def test_isolines_lie_at_their_level():
    loss = optlab.parse_loss("x^2 + y^2")
    surface = heights(loss, axes_plane("xy", ((-2.0, 2.0), (-2.0, 2.0)), (0, 1), (0.0, 0.0)))
    lines = relief(surface, ((-2.0, 2.0), (-2.0, 2.0))).isolines
    levels = levels_of(surface)
    found = np.sort(np.unique((lines["x"] ** 2 + lines["y"] ** 2).groupby(lines["line"]).mean().round(2)))
    for height in found:
        assert np.abs(levels - height).min() < 0.02


@pytest.mark.parametrize("formula", ["x*0 + y*0 + 1", "sqrt(x) + y", "1/(x*y)", "exp(exp(x^2 + y^2))"])
def test_flat_and_undefined_surfaces_have_a_relief_without_nan(formula):
    loss = optlab.parse_loss(formula)
    made = relief(heights(loss, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0))), WINDOW)
    assert np.isfinite(made.isolines[["x", "y"]].to_numpy(dtype=float)).all()
    assert made.shade["url"].iloc[0].startswith("data:image/png;base64,")
