"""What of the Compare page is looked at and how, driven without a browser."""

import json
import re

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from optlab.optimizers import METHODS
from tests.app.driving import assert_healthy, charts, component, opened, told


@pytest.mark.parametrize("formula", ["x + y + z^2", "x1^2 + x2^2 + x3^2 + x4^2 + x5^2"])
def test_more_than_two_parameters_show_two_with_the_others_where_the_chosen_run_is(formula):
    page = opened(e=formula, i="150")
    assert_healthy(page)
    assert len(charts(page)) == 2
    assert "stand where Vanilla is at step 150" in told(page)


def test_any_two_parameters_can_be_the_axes_or_the_plane_of_the_paths():
    page = opened(e="x^2 + 3*y^2 + z^4 + x*y*z")
    for plane, title in (("2,0", "z"), ("principal", "first principal direction")):
        page.selectbox(key="plane").set_value(plane).run()
        assert_healthy(page)
        spec = json.loads(charts(page)[0].proto.spec)
        assert spec["layer"][0]["encoding"]["x"]["title"] == title
        assert page.query_params["p"] == plane
    assert "of their movement" in told(page)


def test_axes_that_the_formula_does_not_have_are_said_and_the_first_two_taken():
    page = opened(p="0,7")
    assert_healthy(page)
    assert page.session_state["plane"] == ""


def marked(page: AppTest) -> list[str]:
    """The kinds of the marks on the landscape."""
    found = next(data for data in charts(page)[0].proto.datasets if data.name == "marks")
    return pa.ipc.open_stream(found.data.data).read_all()["kind"].to_pylist()


def test_all_minima_and_saddles_of_the_window_are_marked():
    kinds = marked(opened(f="himmelblau"))
    assert (kinds.count("minimum"), kinds.count("saddle"), kinds.count("start")) == (4, 4, 1)


def test_the_step_in_numbers_stands_in_the_place_of_the_curves():
    page = opened(y="numbers", u="3")
    assert_healthy(page)
    assert len(charts(page)) == 1
    numbers = component(page, "optlab_numbers")
    assert numbers["name"] == "Momentum"
    assert [name for name, _ in numbers["lines"]] == ["gradient", "velocity", "new point"]
    assert len(numbers["losses"]) == 201


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_its_step_in_numbers(method):
    page = opened(y="numbers", r=f"One~{method}~0.01~all~0")
    assert_healthy(page)
    numbers = component(page, "optlab_numbers")
    places = set(re.findall(r"{([^}]+)}", " ".join(formula for _, formula in numbers["lines"])))
    assert places <= set(numbers["numbers"])


def test_predicted_rates_are_lines_of_their_own():
    page = opened(t="1", f="elongated_bowl")
    assert_healthy(page)
    found = next(data for data in charts(page)[1].proto.datasets if data.name == "theory")
    labels = set(pa.ipc.open_stream(found.data.data).read_all()["label"].to_pylist())
    assert any(label.startswith("theory ×") for label in labels)


def test_the_curvature_beside_the_verdicts_is_that_of_the_chosen_run():
    page = opened(f="elongated_bowl", u="3")
    bends = component(page, "optlab_verdicts")["bends"]
    assert (bends["low"][-1], bends["high"][-1]) == (1.0, 10.0)
    assert bends["factor"] == 3.8
    assert bends["sets"]
    adaptive = component(opened(r="One~Adam~0.01~all~0"), "optlab_verdicts")["bends"]
    assert not adaptive["sets"]


def test_the_projector_hides_the_controls_and_enlarges_the_charts():
    page = opened(j="1")
    assert_healthy(page)
    axis = json.loads(charts(page)[0].proto.spec)["config"]["axis"]
    assert axis["labelFontSize"] > 20
    assert any("stSidebar" in html.proto.body and "display: none" in html.proto.body for html in page.get("html"))


def test_the_address_holds_the_view():
    view = {"v": "surface", "h": "1", "t": "1", "u": "2", "j": "1", "y": "gradient", "l": "0", "k": "3"}
    page = opened(**view)
    assert_healthy(page)
    assert {name: page.query_params[name] for name in view} == view


def test_an_egg_box_is_not_buried_under_marks():
    kinds = marked(opened(f="rastrigin"))
    assert (kinds.count("minimum"), kinds.count("saddle"), kinds.count("start")) == (1 + 5, 0, 1)
