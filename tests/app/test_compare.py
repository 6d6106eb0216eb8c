"""The Compare page, driven without a browser."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from optlab.losses import landscapes
from optlab.optimizers import METHODS, SCHEDULES

PAGE = Path(__file__).parents[2] / "dashboard.py"


def opened(*cards: int, **query: str | list[str]) -> AppTest:
    """The page at an address, with the details of the view and of some runs open."""
    page = AppTest.from_file(PAGE, default_timeout=60)
    page.session_state["more"] = True
    for number in cards:
        page.session_state[f"run{number}.open"] = True
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def lines(page: AppTest) -> list[dict[str, str]]:
    """The verdicts as the browser gets them: name, sentence, colour and dash a run."""
    return component(page, "optlab_verdicts")["lines"]


def component(page: AppTest, name: str) -> dict[str, Any]:
    return next(json.loads(one.proto.json) for one in page.get("bidi_component") if one.proto.component_name == name)


def outcomes(page: AppTest) -> str:
    return "\n".join(f"{line['name']}: {line['sentence']}" for line in lines(page))


def charts(page: AppTest) -> list[object]:
    return page.get("vega_lite_chart")


def assert_healthy(page: AppTest) -> None:
    assert not page.exception, page.exception[0].message
    assert not page.error, page.error[0].value


def test_opens_on_the_gentle_valley_with_the_four_runs_of_the_mission():
    page = opened(0, 1, 2, 3)
    assert_healthy(page)
    assert page.selectbox(key="function").value == "gentle_rosenbrock"
    names = [page.text_input(key=f"run{number}.name").value for number in range(4)]
    assert names == ["Vanilla", "Stochastic", "Mini-batch", "Momentum"]
    assert [page.number_input(key=f"run{number}.batch").value for number in range(4)] == [0, 1, 16, 0]
    assert page.select_slider(key="run3.decay").value == 0.9
    assert "converged to the global minimum" in outcomes(page)
    assert len(charts(page)) == 2


def test_shows_the_formula_with_its_partial_derivatives():
    line = opened().markdown[0].value
    assert r"\left(1 - x\right)^{2} + 5 \left(y - x^{2}\right)^{2}" in line
    assert r"\frac{\partial f}{\partial x}" in line
    assert r"10 \left(y - x^{2}\right)" in line


@pytest.mark.parametrize("name", landscapes.names())
def test_every_landscape_of_the_gallery_opens(name):
    page = opened()
    page.selectbox(key="function").set_value(name).run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == landscapes.get(name).formula
    assert len(charts(page)) == 2


def test_a_saddle_without_minimum_is_said_to_be_one():
    page = opened(f="knobs_saddle")
    assert_healthy(page)
    assert "No minimum" in page.markdown[1].value
    assert "saddle" in page.markdown[1].value
    assert page.selectbox(key="vertical").value == "loss"
    assert page.selectbox(key="vertical").options == ["loss", "gradient", "numbers"]
    title = json.loads(charts(page)[1].proto.spec)["layer"][0]["encoding"]["y"]["title"]
    assert title == "loss"


def test_a_typed_formula_replaces_the_landscape_and_gets_a_start_and_rates_of_its_own():
    page = opened()
    page.text_input(key="formula").set_value("(a-1)^2 + 50 b^2").run()
    assert_healthy(page)
    assert "f(a, b)" in page.markdown[0].value
    assert page.text_input(key="start").value == "-2, 1.5"
    assert page.select_slider(key="run0.rate").value < 2 / 100
    assert "converged" in outcomes(page) or "still moving" in outcomes(page)
    assert page.query_params["e"] == "(a-1)^2 + 50 b^2"


def test_an_unreadable_formula_shows_a_caret_and_keeps_the_last_good_picture():
    page = opened()
    before = outcomes(page)
    page.text_input(key="formula").set_value("x^2 + sni(y)").run()
    assert not page.exception
    message = page.error[0].value
    assert "unknown function 'sni'" in message
    lines = message.splitlines()
    caret = next(place for place, line in enumerate(lines) if line.strip() == "^")
    assert lines[caret - 1][lines[caret].index("^") :].startswith("sni")
    assert "did you mean sin" in message
    assert outcomes(page) == before
    assert len(charts(page)) == 2


def test_every_widget_can_be_moved_once():
    page = opened(0, 1, 2, 3)
    page.number_input(key="steps").set_value(50).run()
    page.number_input(key="seed").set_value(3).run()
    page.number_input(key="noise").set_value(0.5).run()
    page.text_input(key="start").set_value("0.5 0.5").run()
    page.selectbox(key="horizontal").set_value("samples").run()
    page.selectbox(key="vertical").set_value("gradient").run()
    page.toggle(key="log").set_value(False).run()
    page.number_input(key="seeds").set_value(20).run()
    for number in range(4):
        page.select_slider(key=f"run{number}.rate").set_value(0.001).run()
        page.number_input(key=f"run{number}.batch").set_value(7).run()
        page.text_input(key=f"run{number}.name").set_value(f"Number {number}").run()
        assert_healthy(page)
    page.select_slider(key="run3.decay").set_value(0.5).run()
    page.toggle(key="run3.average").set_value(True).run()
    for name in METHODS:
        page.selectbox(key="run0.method").set_value(name).run()
        assert_healthy(page)
    for name in list(SCHEDULES)[1:]:
        page.selectbox(key="run0.schedule").set_value(name).run()
        assert_healthy(page)
    page.number_input(key="run0.clip").set_value(1.0).run()
    page.toggle(key="run0.shown").set_value(False).run()
    page.button(key="run1.copy").click().run()
    assert_healthy(page)
    assert "Number 3" in outcomes(page)


def test_runs_can_be_added_up_to_eight_and_removed_down_to_one():
    page = opened(*range(8))
    for _ in range(4):
        page.button(key="add").click().run()
    assert_healthy(page)
    assert len(lines(page)) == 8
    assert not [button for button in page.button if button.label == "Add a run"]
    for number in range(7):
        page.button(key=f"run{number}.remove").click().run()
    assert_healthy(page)
    assert len(lines(page)) == 1


def test_a_diverging_rate_is_said_at_its_step_and_the_others_go_on():
    page = opened()
    page.select_slider(key="run0.rate").set_value(5.0).run()
    assert_healthy(page)
    assert "diverging since step 0 because η·λmax = " in outcomes(page)
    assert " > 2; gone at step" in outcomes(page)
    assert "converged to the global minimum" in outcomes(page)


@pytest.mark.parametrize("start", ["50, 50", "0, 0"])
def test_a_start_outside_the_window_is_said(start):
    page = opened()
    page.text_input(key="start").set_value(start).run()
    assert_healthy(page)
    assert any("outside the window" in text.value for text in page.markdown) == (start == "50, 50")


def test_a_start_that_is_no_list_of_numbers_is_refused_in_words():
    page = opened()
    page.text_input(key="start").set_value("here").run()
    assert not page.exception
    assert "is not a list of numbers" in page.error[0].value


def test_zero_steps_draw_the_start():
    page = opened()
    page.number_input(key="steps").set_value(0).run()
    assert_healthy(page)
    assert len(charts(page)) == 2


@pytest.mark.parametrize("formula", ["x + y + z^2", "x1^2 + x2^2 + x3^2 + x4^2 + x5^2"])
def test_more_than_two_parameters_show_two_with_the_others_where_the_chosen_run_ends(formula):
    page = opened(e=formula)
    assert_healthy(page)
    assert len(charts(page)) == 2
    assert "stand where Vanilla ends" in page.markdown[1].value


def test_any_two_parameters_can_be_the_axes_or_the_plane_of_the_paths():
    page = opened(e="x^2 + 3*y^2 + z^4 + x*y*z")
    for plane, title in (("2,0", "z"), ("principal", "first principal direction")):
        page.selectbox(key="plane").set_value(plane).run()
        assert_healthy(page)
        spec = json.loads(charts(page)[0].proto.spec)
        assert spec["layer"][0]["encoding"]["x"]["title"] == title
        assert page.query_params["p"] == plane
    assert "of their movement" in page.markdown[1].value


def test_axes_that_the_formula_does_not_have_are_said_and_the_first_two_taken():
    page = opened(p="0,7")
    assert_healthy(page)
    assert page.session_state["plane"] == ""


def test_a_formula_without_parameters_is_refused_in_words():
    page = opened()
    page.text_input(key="formula").set_value("3 + 4").run()
    assert not page.exception
    assert "no parameter" in page.error[0].value


def test_penguins_are_real_rows_and_stochastic_runs_see_one_a_step():
    page = opened(f="penguins", x="samples")
    assert_healthy(page)
    assert page.number_input(key="noise").disabled
    assert r"\frac{1}{333}" in page.markdown[0].value


def test_a_broken_address_gives_defaults_and_a_notice():
    page = opened(f="nowhere", n="-4", s="x", r="nonsense", zz="1")
    assert_healthy(page)
    assert page.number_input(key="steps").value == 200
    assert len(page.toast) >= 4


def test_the_address_opens_the_same_picture():
    page = opened(f="himmelblau", n="120", s="0.5,-0.5", x="samples", r="Fast~Momentum~0.005~all~2~decay=0.8")
    assert_healthy(page)
    again = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in page.query_params.items():
        again.query_params[name] = value
    again.run()
    assert outcomes(again) == outcomes(page)
    assert page.session_state["run0.decay"] == 0.8


def test_a_batch_larger_than_all_examples_becomes_all_of_them_and_is_said():
    page = opened(0, r="Big~GradientDescent~0.01~9999~0")
    assert_healthy(page)
    assert page.number_input(key="run0.batch").value == 0
    assert "256 examples" in page.toast[0].value


def test_a_batch_that_another_formula_has_no_examples_for_becomes_all_of_them():
    page = opened(0, f="penguins", r="Big~GradientDescent~0.01~300~0")
    page.text_input(key="formula").set_value("a^2 + c^2").run()
    assert_healthy(page)
    assert page.number_input(key="run0.batch").value == 0


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
    told = component(page, "optlab_numbers")
    assert told["name"] == "Momentum"
    assert [name for name, _ in told["lines"]] == ["gradient", "velocity", "new point"]
    assert len(told["losses"]) == 201


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_its_step_in_numbers(method):
    page = opened(y="numbers", r=f"One~{method}~0.01~all~0")
    assert_healthy(page)
    told = component(page, "optlab_numbers")
    places = set(re.findall(r"{([^}]+)}", " ".join(formula for _, formula in told["lines"])))
    assert places <= set(told["numbers"])


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
