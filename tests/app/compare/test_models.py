"""Models on rows, driven without a browser: what the controls do, and what is told when they ask for too much."""

from dataclasses import replace

import pytest

from optlab import datasets
from optlab.app.compare.export import read_settings, settings_file
from optlab.app.compare.model_line import model_line
from optlab.picture.model import ModelSettings
from optlab.picture.settings import defaults
from optlab.picture.subject import Subject
from tests.app.driving import assert_healthy, lines, opened, told

TABLE = "hours,sleep,passed\n" + "".join(f"{hour},{9 - hour % 4},{'yes' if hour > 5 else 'no'}\n" for hour in range(12))


def said(page) -> str:
    return "\n".join(text.value for text in [*page.sidebar.caption, *page.markdown])


def first_losses(page) -> set[str]:
    return {line["evidence"]["loss"][0] if "evidence" in line else str(line) for line in lines(page)}


def model_of(page) -> str:
    model = page.query_params["m"]
    return model if isinstance(model, str) else model[0]


@pytest.fixture
def moons():
    page = opened(m="network")
    assert_healthy(page)
    return page


def test_a_model_is_chosen_and_left_again():
    page = opened(f="himmelblau")
    page.segmented_control(key="model.what").set_value("model").run()
    assert_healthy(page)
    assert "Two moons" in told(page)
    assert "33 knobs, 240 rows, 60 held back" in said(page)
    assert "First weights: seed 0" in said(page)
    assert model_of(page) == "network"
    page.segmented_control(key="model.what").set_value("function").run()
    assert_healthy(page)
    assert page.selectbox(key="function").value == "himmelblau"
    assert "m" not in page.query_params


def test_layers_that_are_none_are_told_and_the_last_picture_stays(moons):
    for typed, hint in (("0-8", "'0'"), ("1000", "'1000'"), ("a-b", "'a'"), ("64-64", "4,417 weights")):
        moons.text_input(key="model.hidden").set_value(typed).run()
        assert not moons.exception
        assert [hint in error.value for error in moons.error] == [True]
        assert "33 knobs" in said(moons)
        assert model_of(moons) == "network"
    moons.text_input(key="model.hidden").set_value("8-8").run()
    assert_healthy(moons)
    assert "105 knobs" in said(moons)
    assert model_of(moons) == "network~hidden=8,8"


def test_rates_stay_while_the_model_grows(moons):
    moons.session_state["run0.rate"] = 0.123
    moons.text_input(key="model.hidden").set_value("4").run()
    assert_healthy(moons)
    assert moons.session_state["run0.rate"] == 0.123


def test_other_data_and_other_kinds_bring_what_goes_with_them(moons):
    moons.selectbox(key="model.data").set_value("penguins").run()
    assert_healthy(moons)
    assert "333 rows, 83 held back" in said(moons)
    moons.selectbox(key="model.kind").set_value("softmax").run()
    assert_healthy(moons)
    assert Subject(model=ModelSettings("softmax", data="penguins")).fit().model.target == "species"
    moons.selectbox(key="model.kind").set_value("polynomial").run()
    assert_healthy(moons)
    moons.selectbox(key="model.kind").set_value("curve").run()
    assert_healthy(moons)
    moons.text_input(key="model.formula").set_value("a*x + (").run()
    assert len(moons.error) == 1
    assert not moons.exception


def test_a_target_among_the_inputs_is_told():
    page = opened(m="line~data=penguins")
    page.multiselect(key="model.inputs").set_value(["body_mass_g", "bill_depth_mm"]).run()
    assert "also an input" in page.error[0].value
    assert model_of(page) == "line~data=penguins"
    page.multiselect(key="model.inputs").set_value(["bill_length_mm", "bill_depth_mm"]).run()
    assert_healthy(page)
    assert model_of(page) == "line~data=penguins~inputs=bill_length_mm,bill_depth_mm"
    page.selectbox(key="model.target").set_value("species").run()
    assert "words" in page.error[0].value


def test_rows_of_ones_own_get_the_same_models(moons):
    moons.session_state["rows_open"] = True
    moons.run()
    moons.text_area(key="rows_text").set_value(TABLE).run()
    assert_healthy(moons)
    assert "12 rows, 3 held back" in said(moons)
    assert "data=" in model_of(moons)
    assert moons.selectbox(key="model.data").value == ""
    assert "s" not in moons.query_params
    moons.selectbox(key="model.target").set_value("hours").run()
    assert_healthy(moons)
    assert "inputs" not in model_of(moons)
    moons.session_state["rows_open"] = True
    moons.run()
    moons.button(key="rows_drop").click().run()
    assert_healthy(moons)
    assert model_of(moons) == "network"


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ("a,y\n1,3\n2,3\n3,3\n4,3\n", "'y'"),
        ("a,y\n1,3\n1,4\n1,5\n1,6\n", "'a'"),
        ("a,y\n1,3\n2,4\n3,5\n", "row"),
        ("y\n1\n2\n3\n4\n5\n", "no column of numbers"),
    ],
)
def test_rows_of_which_no_model_can_be_made_leave_the_picture(moons, table, hint):
    moons.session_state["rows_open"] = True
    moons.run()
    moons.text_area(key="rows_text").set_value(table).run()
    assert not moons.exception
    assert model_of(moons) == "network"
    assert hint in "\n".join(error.value for error in moons.error)


def test_the_start_of_a_small_model_can_be_typed_and_emptied():
    page = opened(m="line~data=line")
    assert page.text_input(key="start").value == ""
    page.text_input(key="start").set_value("1, 2").run()
    assert_healthy(page)
    assert page.query_params["s"] in ("1,2", ["1,2"])
    page.text_input(key="start").set_value("1, 2, 3").run()
    assert "the model 2" in page.error[0].value
    page.text_input(key="start").set_value("").run()
    assert_healthy(page)
    assert "s" not in page.query_params


def test_all_views_of_a_model_are_drawn():
    for view in ("data", "map", "surface"):
        page = opened(m="network~hidden=4", v=view, n="20")
        assert_healthy(page)
    page = opened(m="line~data=breast_cancer~target=area", v="map", y="numbers", n="20")
    assert_healthy(page)


@pytest.mark.parametrize(
    "kind", ["", "line", "network~hidden=0", "network~data=~rows=9", "x" * 300, "curve~formula=a*sin("]
)
def test_no_address_of_a_model_is_a_traceback(kind):
    page = opened(m=kind)
    assert not page.exception


def test_the_settings_file_holds_the_model_and_its_rows():
    rows = datasets.pack(datasets.read(TABLE, labels=True, gaps=True))
    settings = replace(defaults(model=ModelSettings("logistic", data="")), rows=rows)
    assert read_settings(settings_file(settings)) == (settings, [])


def test_the_line_of_mathematics_is_short_for_networks():
    line = model_line(Subject(model=ModelSettings(hidden=(8, 8))).fit())
    assert r"\sigma(W_3 \tanh(W_2 \tanh(W_1 x + b_1) + b_2) + b_3)" in line
    assert len(line) < 200


def test_the_address_of_a_model_of_two_weights_says_nothing_of_a_plane():
    page = opened(m="line~data=line", v="map", n="20")
    assert_healthy(page)
    assert "p" not in page.query_params
