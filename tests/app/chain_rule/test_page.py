"""The Chain rule page, driven without a browser."""

import json

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from optlab.losses import landscapes
from optlab.picture.chain_rule import EXAMPLES, NETWORK
from tests.app.driving import assert_healthy, charts, component, told


def opened(**query: str) -> AppTest:
    def script():
        from optlab.app.chain_rule import page

        page.page()

    page = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def player(page: AppTest) -> dict:
    return component(page, "optlab_player")


def story(page: AppTest) -> list[str]:
    """The steps in words, a paragraph a step."""
    return next(text.value for text in page.markdown if "The inputs are given" in text.value).split("\n\n")


def shown_after(page: AppTest, table: str) -> dict[int, list[str]]:
    """What the drawing writes at each step."""
    data = next(each for each in charts(page)[0].proto.datasets if each.name == table)
    frame = pa.ipc.open_stream(data.data.data).read_pandas()
    steps = range(int(frame["last"].max()) + 1)
    return {step: frame[(frame["first"] <= step) & (step <= frame["last"])]["text"].tolist() for step in steps}


@pytest.mark.quick
def test_opens_on_a_composition_at_the_start_of_its_walk():
    page = opened()
    assert_healthy(page)
    assert "# Composition: sin(x²)" in told(page)
    assert r"$L = \sin\left(x^{2}\right)$" in told(page)
    assert (player(page)["opens"], player(page)["steps"]) == (0, 4)
    assert len(charts(page)) == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_whole_walk_of_every_example_is_on_the_page_at_once(name):
    page = opened(eg=name)
    assert_healthy(page)
    told_steps, steps = story(page), player(page)["steps"]
    forward = ["**Forward.**" in text for text in told_steps]
    assert forward == [False] + [True] * (steps // 2) + [False] * (steps // 2)
    assert all("**Backward**" in text for text in told_steps[1 + steps // 2 :])


def test_the_drawing_shows_the_slope_of_each_input_from_the_step_on_at_which_it_is_known():
    texts = shown_after(opened(eg="line"), "texts")
    assert "∂L/∂y = 2" not in texts[4]
    assert {"∂L/∂y = 2", "∂L/∂b = −2"} <= set(texts[5])
    assert {"∂L/∂y = 2", "∂L/∂b = −2", "∂L/∂w = −1", "∂L/∂x = 2"} - set(texts[6]) == set()


def test_the_step_of_the_address_is_where_the_player_opens_and_the_last_one_where_it_asks_for_more():
    assert player(opened(step="3"))["opens"] == 3
    page = opened(step="100")
    assert player(page)["opens"] == 4
    assert page.query_params["step"] == "4"


def test_another_example_begins_at_its_start():
    page = opened(step="3")
    page.selectbox(key="chain.example").set_value("line").run()
    assert player(page)["opens"] == 0
    assert page.query_params == {"eg": "line"}


def test_the_answers_stand_in_a_part_of_the_page_that_is_shown_at_the_end_only():
    page = opened()
    assert "then compare" in told(page)
    assert component(page, "optlab_follower")["steps"] == 4


def test_a_knob_is_named_as_the_input_that_it_turns():
    knobs = component(opened(e="x1*sin(y)", eg="own"), "optlab_knobs")["knobs"]
    assert [knob["label"] for knob in knobs] == ["x₁", "y"]


def test_turning_a_knob_changes_the_numbers():
    page = opened()
    page.session_state["chain.knob0"] = 0.0
    page.run()
    assert_healthy(page)
    assert "| $x$ | 0 |" in told(page)


def test_the_check_compares_the_graph_with_central_differences():
    text = told(opened(eg="line"))
    assert "agree to" in text
    for name, value in {"b": "−2", "w": "−1", "x": "2", "y": "2"}.items():
        assert f"| ${name}$ | {value} | {value} |" in text


@pytest.mark.parametrize("depth", ["1", "2", "6"])
def test_a_network_is_drawn_with_the_sizes_of_its_adjoints(depth):
    page = opened(eg=NETWORK, depth=depth)
    assert_healthy(page)
    assert len(charts(page)) == 2
    assert "layer by layer" in told(page)
    assert next(text.value for text in page.markdown if "layer by layer" in text.value).count(" × ") == int(depth)


def test_the_product_of_slopes_shrinks_with_depth_and_large_weights_saturate():
    page = opened(eg=NETWORK)
    page.slider(key="chain.depth").set_value(6).run()
    page.select_slider(key="chain.gain").set_value(6.0).run()
    page.number_input(key="chain.draw").set_value(2).run()
    assert_healthy(page)
    assert "saturated" in told(page)
    assert page.query_params == {"eg": "network", "depth": "6", "gain": "6", "draw": "2"}


@pytest.mark.parametrize("name", ["himmelblau", "goldstein_price", "ackley", "levy_13", "logistic_regression"])
def test_large_formulas_of_the_gallery_are_drawn(name):
    page = opened(e=landscapes.get(name).formula)
    assert_healthy(page)
    assert len(charts(page)) == 1


def test_a_formula_without_operations_is_checked_all_the_same():
    page = opened(e="x")
    assert_healthy(page)
    assert charts(page) == []
    assert "| $x$ | 1 | 1 |" in told(page)


@pytest.mark.parametrize("formula", ["(x-x)**(x-x)", "0*x + y - y"])
def test_a_formula_that_is_constant_is_said_to_be(formula):
    page = opened()
    page.text_input(key="chain.formula").set_value(formula).run()
    assert_healthy(page)
    assert "all slopes are zero" in told(page)


def test_a_graph_too_large_is_refused_in_a_sentence_and_still_walked():
    page = opened(e="+".join(f"sin(x{number})*x{number + 1}" for number in range(30)))
    assert_healthy(page)
    assert charts(page) == []
    assert "it is not drawn" in page.info[0].value
    assert "**Backward**" in told(page)
    assert "agree to" in told(page)


def test_a_long_chain_is_folded_into_blocks():
    page = opened(e="tanh(" * 30 + "x" + "*1.1+y)" * 30)
    assert_healthy(page)
    assert len(charts(page)) == 1
    assert "operations folded into" in told(page)


@pytest.mark.quick
def test_a_typed_formula_is_taken_over_and_an_unreadable_one_shows_a_caret():
    page = opened()
    page.text_input(key="chain.formula").set_value("tanh(a*b)").run()
    assert_healthy(page)
    assert page.selectbox(key="chain.example").value == "own"
    assert page.query_params["e"] == "tanh(a*b)"
    page.text_input(key="chain.formula").set_value("tanh(a*b").run()
    assert not page.exception
    assert "^" in page.error[0].value
    assert r"\tanh\left(a b\right)" in told(page)


@pytest.mark.parametrize("formula", ["log(x)", "1/x", "sqrt(x)", "abs(x)", "x^x", "where(x > 0, x, -x)"])
@pytest.mark.parametrize("at", ["-1", "0"])
def test_places_without_value_or_slope_break_nothing(formula, at):
    page = opened(e=formula, at=at)
    assert_healthy(page)
    assert "nan" not in told(page) + json.dumps([chart.proto.spec for chart in charts(page)])


def test_a_broken_address_gives_defaults_and_a_notice_for_each():
    page = opened(eg="no", e="x^", at="q", depth="0", gain="7", draw="-1", step="x")
    assert_healthy(page)
    assert len(page.toast) == 7
    assert r"\sin" in told(page)


def test_the_address_opens_the_same_page():
    page = opened(e="tanh(a*b) + b", at="0.5,-1", step="2")
    assert_healthy(page)
    again = opened(**dict(page.query_params.items()))
    assert told(again) == told(page)
    assert set(page.query_params) == {"eg", "e", "at", "step"}


def test_a_text_that_cannot_be_read_stays_in_its_field_while_other_examples_are_looked_at():
    page = opened()
    page.text_input(key="chain.formula").set_value("tanh(a*b").run()
    page.selectbox(key="chain.example").set_value("own").run()
    assert page.text_input(key="chain.formula").value == "tanh(a*b"
    assert "^" in page.error[0].value
    page.selectbox(key="chain.example").set_value("line").run()
    assert_healthy(page)
    assert page.text_input(key="chain.formula").value == "(w*x + b - y)^2"


def test_a_network_and_back_keeps_the_formula():
    page = opened(e="a*b + 1", at="3,4")
    page.selectbox(key="chain.example").set_value(NETWORK).run()
    assert page.query_params == {"eg": "network"}
    page.selectbox(key="chain.example").set_value("own").run()
    assert_healthy(page)
    assert page.query_params["e"] == "a*b + 1"


def test_a_formula_and_back_keeps_the_network():
    page = opened(eg=NETWORK, depth="3", gain="2", draw="5")
    page.selectbox(key="chain.example").set_value("line").run()
    page.text_input(key="chain.formula").set_value("a*b").run()
    assert page.query_params["e"] == "a*b"
    page.selectbox(key="chain.example").set_value(NETWORK).run()
    assert_healthy(page)
    assert page.query_params == {"eg": "network", "depth": "3", "gain": "2", "draw": "5"}


def test_how_a_formula_was_read_stands_under_it():
    page = opened(eg="own", e="x^2 + y^2 - xy")
    assert_healthy(page)
    assert any("xy was read as x\\*y." in text.value for text in page.caption)
