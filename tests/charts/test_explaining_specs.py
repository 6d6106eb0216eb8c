"""What holds for every chart of the two pages that explain the gradient."""

import json

import pytest

from optlab.charts.graph.layer_sizes import layer_sizes_spec
from optlab.charts.graph.spec import graph_spec
from optlab.charts.look import TEXT, Look
from optlab.charts.slopes.nudges import nudge_spec
from optlab.charts.slopes.slices import slice_spec
from optlab.charts.slopes.slope_map import slope_map_spec

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
SPECS = {
    "computation": lambda dark: graph_spec((818.0, 280.0), Look(dark)),
    "hill": lambda dark: slope_map_spec(("x", "y"), WINDOW, 0.1, 10.0, Look(dark)),
    "nudge": lambda dark: nudge_spec(Look(dark, height=260)),
    "shrinking": lambda dark: layer_sizes_spec(Look(dark, height=150)),
    "slice": lambda dark: slice_spec("x", WINDOW[0], WINDOW[1], Look(dark, height=172)),
}


@pytest.fixture(params=SPECS)
def make(request):
    return SPECS[request.param]


def test_a_specification_holds_no_data_so_that_it_never_changes(make):
    assert "datasets" not in make(False)
    assert all("values" not in layer["data"] for layer in make(False)["layer"])


def test_the_same_picture_has_the_same_specification(make):
    assert make(False) is make(False)
    assert make(False) != make(True)


def test_text_is_large_enough_for_the_back_row(make):
    config = make(False)["config"]
    assert TEXT >= 16
    assert config["axis"]["labelFontSize"] == config["axis"]["titleFontSize"] == config["text"]["fontSize"] == TEXT


def test_only_marks_that_have_something_to_say_have_a_tooltip(make):
    assert make(False)["config"]["mark"]["tooltip"] is None
    assert json.dumps(make(False)).count('"tooltip": {"content"') == 0
