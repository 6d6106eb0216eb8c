"""The Compare page, driven without a browser."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from optlab.losses import landscapes
from optlab.optimizers import METHODS, SCHEDULES
from tests.app.driving import (
    PAGE,
    assert_healthy,
    charts,
    component,
    lines,
    opened,
    outcomes,
    set_rate,
    told,
    turn_over,
)


@pytest.mark.quick
def test_opens_on_the_gentle_valley_with_the_four_runs_of_the_mission():
    page = opened(3)
    assert_healthy(page)
    assert page.selectbox(key="function").value == "gentle_rosenbrock"
    assert [line["name"] for line in lines(page)] == ["Vanilla", "Stochastic", "Mini-batch", "Momentum"]
    assert page.text_input(key="run3.name").value == "Momentum"
    assert [page.number_input(key=f"run{number}.batch").value for number in range(4)] == [0, 1, 16, 0]
    assert page.select_slider(key="run3.decay").value == 0.9
    assert "converged to the global minimum" in outcomes(page)
    assert len(charts(page)) == 2


def test_shows_the_formula_with_its_partial_derivatives():
    line = told(opened())
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
    assert "saddle" in told(page)
    assert page.selectbox(key="vertical").value == "loss"
    assert page.selectbox(key="vertical").options == ["loss", "length of the gradient", "the step in numbers"]
    title = json.loads(charts(page)[1].proto.spec)["layer"][0]["layer"][0]["encoding"]["y"]["title"]
    assert title == "loss"


def test_a_typed_formula_replaces_the_landscape_and_gets_a_start_and_rates_of_its_own():
    page = opened()
    page.text_input(key="formula").set_value("(a-1)^2 + 50 b^2").run()
    assert_healthy(page)
    assert "f(a, b)" in told(page)
    assert page.selectbox(key="function").value is None
    assert page.text_input(key="start").value == "-2, 1.5"
    assert page.session_state["run0.rate"] < 2 / 100
    assert "converged" in outcomes(page) or "still moving" in outcomes(page)
    assert page.query_params["e"] == "(a-1)^2 + 50\u00a0b^2"


def test_how_a_formula_was_read_stands_under_it_letter_by_letter():
    page = opened()
    page.text_input(key="formula").set_value("x^2 + 3y^2 - 4xy + X").run()
    assert_healthy(page)
    (caption,) = (text.value for text in page.caption if "was read" in text.value)
    assert "xy was read as x\\*y." in caption
    assert "two different names" in caption
    page.text_input(key="formula").set_value("x^2 + y^2").run()
    assert not any("was read" in text.value for text in page.caption)


def test_a_plus_that_arrived_as_a_space_is_told():
    page = opened(e="x^2 y^2")
    assert_healthy(page)
    assert "written %2B" in page.toast[0].value
    assert not opened(e="x^2\u00a0y^2").toast


def test_a_start_may_stand_in_brackets():
    page = opened()
    page.text_input(key="start").set_value("[−0.5; 1]").run()
    assert_healthy(page)
    assert page.query_params["s"] == "-0.5,1"


@pytest.mark.quick
def test_an_unreadable_formula_shows_a_caret_and_keeps_the_last_good_picture():
    page = opened()
    before = outcomes(page)
    page.text_input(key="formula").set_value("x^2 + sni(y)").run()
    assert not page.exception
    message = page.error[0].value
    assert "unknown function 'sni'" in message
    rows = message.splitlines()
    caret = next(place for place, row in enumerate(rows) if row.strip() == "^")
    assert rows[caret - 1][rows[caret].index("^") :].startswith("sni")
    assert "did you mean sin" in message
    assert outcomes(page) == before
    assert len(charts(page)) == 2


def test_every_widget_can_be_moved_once():
    page = opened(3)
    page.number_input(key="steps").set_value(50).run()
    page.number_input(key="seed").set_value(3).run()
    page.number_input(key="noise").set_value(0.5).run()
    page.text_input(key="start").set_value("0.5 0.5").run()
    page.selectbox(key="horizontal").set_value("samples").run()
    page.selectbox(key="vertical").set_value("gradient").run()
    page.toggle(key="log").set_value(False).run()
    page.number_input(key="seeds").set_value(20).run()
    for number in range(4):
        set_rate(page, number, 0.001)
        page.number_input(key=f"run{number}.batch").set_value(7).run()
        assert_healthy(page)
    page.text_input(key="run3.name").set_value("Number 3").run()
    page.select_slider(key="run3.decay").set_value(0.5).run()
    page.toggle(key="run3.average").set_value(True).run()
    turn_over(page, 0)
    for name in METHODS:
        page.selectbox(key="run0.method").set_value(name).run()
        assert_healthy(page)
    for name in list(SCHEDULES)[1:]:
        page.selectbox(key="run0.schedule").set_value(name).run()
        assert_healthy(page)
    page.number_input(key="run0.clip").set_value(1.0).run()
    page.toggle(key="run0.shown").set_value(False).run()
    turn_over(page, 1)
    page.button(key="run1.copy").click().run()
    assert_healthy(page)
    assert "Number 3" in outcomes(page)


def test_runs_can_be_added_up_to_eight_and_removed_down_to_one():
    page = opened()
    for method in ("Adam", "Momentum", "AdaGrad", "Adam"):
        page.selectbox(key="added").set_value(method).run()
    assert_healthy(page)
    assert [line["name"] for line in lines(page)][4:] == ["Adam", "Momentum 2", "AdaGrad", "Adam 2"]
    assert not [box for box in page.selectbox if box.label == "Add a run"]
    for number in range(7):
        turn_over(page, number)
        page.button(key=f"run{number}.remove").click().run()
    assert_healthy(page)
    assert len(lines(page)) == 1


def test_a_card_stays_open_while_its_method_changes_and_shows_the_new_one():
    page = opened(0)
    page.selectbox(key="run0.method").set_value("Adam").run()
    assert_healthy(page)
    assert METHODS["Adam"].description.sentence in told(page)
    assert page.select_slider(key="run0.decay_mean").value == 0.9
    turn_over(page, 0)
    assert METHODS["Adam"].description.sentence not in told(page)


def test_it_opens_at_the_start_with_what_is_to_be_learned_and_a_question():
    page = opened(f="ravine")
    player = component(page, "optlab_player")
    assert (player["opens"], player["steps"]) == (0, 200)
    assert player["question"].endswith("?")
    assert landscapes.get("ravine").title in told(page)
    assert "condition number" in told(page) or landscapes.get("ravine").teaches[1:] in told(page)


def test_the_step_shown_is_in_the_address_and_another_function_begins_at_its_start():
    page = opened(i="57")
    assert component(page, "optlab_player")["opens"] == 57
    assert page.query_params["i"] == "57"
    page.selectbox(key="function").set_value("ravine").run()
    assert component(page, "optlab_player")["opens"] == 0


def test_words_of_a_step_do_not_tell_the_end():
    for line in lines(opened()):
        words = [text for step, text in line["phases"] if step < line["ended"]]
        assert words
        assert not any("converged" in text or "gone" in text for text in words)


def test_what_was_said_of_a_run_goes_with_it():
    page = opened(1)
    assert "run1.rate" in page.session_state
    page.button(key="run1.remove").click().run()
    assert_healthy(page)
    assert not [name for name in ("name", "rate", "colour", "batch") if f"run1.{name}" in page.session_state]
    page.selectbox(key="added").set_value("Adam").run()
    page.selectbox(key="function").set_value("himmelblau").run()
    assert_healthy(page)
    assert "run3.rate" in page.session_state
    assert "run4.rate" not in page.session_state


def test_a_diverging_rate_is_said_at_its_step_and_the_others_go_on():
    page = opened()
    set_rate(page, 0, 5.0)
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


def test_a_formula_without_parameters_is_refused_in_words():
    page = opened()
    page.text_input(key="formula").set_value("3 + 4").run()
    assert not page.exception
    assert "no parameter" in page.error[0].value


def test_penguins_are_real_rows_and_stochastic_runs_see_one_a_step():
    page = opened(f="penguins", x="samples")
    assert_healthy(page)
    assert page.number_input(key="noise").disabled
    assert r"\frac{1}{333}" in told(page)


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
