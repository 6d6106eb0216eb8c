"""What holds for every chart that shows runs."""

import pytest

from optlab.charts import STEP_ELEMENT, Look
from optlab.charts.convergence import curves_spec
from optlab.charts.landscape import loss_curve_spec, map_spec
from optlab.charts.look import TEXT

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
MAKERS = {
    "map": lambda look: map_spec("x", "y", WINDOW, look),
    "loss curve": lambda look: loss_curve_spec("x", (-2.0, 2.0), (0.0, 4.0), look),
    "curves": lambda look: curves_spec("steps", "loss", False, True, look),
}
SPECS = {name: make(Look()) for name, make in MAKERS.items()}


@pytest.mark.parametrize("name", SPECS)
def test_every_chart_follows_the_player(name):
    (step,) = [param for param in SPECS[name]["params"] if param["name"] == "step"]
    assert step["bind"] == {"element": f"#{STEP_ELEMENT}", "event": "input"}


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


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_height_alone_differs_between_looks_of_different_height(make):
    low, high = make(Look(height=260)), make(Look(height=400))
    assert (low["height"], high["height"]) == (260, 400)
    assert {**low, "height": 400} == high


@pytest.mark.slow
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_on_a_projector_text_is_larger_and_in_the_dark_it_is_lighter(make):
    axis, large, dark = (make(look)["config"]["axis"] for look in (Look(), Look(large=True), Look(dark=True)))
    assert large["labelFontSize"] == pytest.approx(1.4 * axis["labelFontSize"])
    assert int(dark["labelColor"][1:], 16) > int(axis["labelColor"][1:], 16)
