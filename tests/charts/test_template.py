import pytest

from optlab.charts import Look
from optlab.charts.convergence import curves_spec
from optlab.charts.convergence import spec as curves
from optlab.charts.landscape import loss_curve, loss_curve_spec, map_spec
from optlab.charts.landscape import map as loss_map
from optlab.charts.slopes import slice_spec, slices, slope_map, slope_map_spec
from optlab.charts.template import filled

SIDE, WINDOW = (-2.0, 2.0), ((-2.0, 2.0), (-1.0, 3.0))
CHARTS = {
    "map": (loss_map, lambda title, look: map_spec(title, "y", WINDOW, look)),
    "loss curve": (loss_curve, lambda title, look: loss_curve_spec(title, SIDE, SIDE, look)),
    "curves": (curves, lambda title, look: curves_spec(title, "loss", False, True, look)),
    "slope map": (slope_map, lambda title, look: slope_map_spec((title, "y"), WINDOW, 0.1, 10.0, look)),
    "slice": (slices, lambda title, look: slice_spec(title, SIDE, SIDE, look)),
}

TEMPLATE = {"title": "{x}", "scale": {"domain": ["{low}", "{high}"]}, "size": 3, "note": "about {x}"}


def test_a_blank_becomes_its_value_wherever_it_stands_and_keeps_its_type():
    spec = filled(TEMPLATE, {"{x}": "steps", "{low}": -1.5, "{high}": 2})
    assert spec == {"title": "steps", "scale": {"domain": [-1.5, 2]}, "size": 3, "note": "about {x}"}


def test_the_template_stays_as_it_is():
    filled(TEMPLATE, {"{x}": "steps"})["scale"]["domain"].append(0)
    assert TEMPLATE["scale"] == {"domain": ["{low}", "{high}"]}


def test_a_value_that_looks_like_another_blank_is_not_filled_again():
    assert filled(["{x}", "{y}"], {"{x}": "{y}", "{y}": "{x}"}) == ["{y}", "{x}"]


@pytest.mark.parametrize("name", CHARTS)
def test_another_title_and_another_height_do_not_make_a_chart_anew(name):
    module, spec = CHARTS[name]
    spec("x", Look())
    before = module._template.cache_info().misses
    assert spec("learning rate", Look(height=233))["height"] == 233
    assert module._template.cache_info().misses == before
