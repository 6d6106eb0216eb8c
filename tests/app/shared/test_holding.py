"""Holding a parameter on each page, driven without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from optlab.analysis.constants import Unbounded
from optlab.app.shared.holding import sentence
from tests.app.driving import assert_healthy, component, outcomes, told
from tests.references.pictures import opened as opened_at

IN_ADDRESS = "(w*x%2Bb-y)^2%2Blambda*w^2"
PAGES = {"": "", "slopes": "slopes.", "chain-rule": "chain."}
"""How the keys of each page begin."""


def opened(page: str, rest: str = "") -> AppTest:
    return opened_at(f"{page}?e={IN_ADDRESS}{rest}")


def chips(page: AppTest) -> list[str]:
    return [button.label for button in page.button if button.label.endswith("✕")]


def offers(page: AppTest) -> list[str]:
    return [caption.value for caption in page.caption if "falls without end" in caption.value]


@pytest.mark.parametrize(("name", "prefix"), PAGES.items())
def test_what_is_typed_is_held_and_let_go_with_a_click(name, prefix):
    page = opened(name)
    field = f"{prefix}holding"
    page.text_input(key=field).set_value("λ = 0.5").run()
    assert_healthy(page)
    assert chips(page) == ["λ = 0.5 ✕"]
    assert page.text_input(key=field).value == ""
    assert page.query_params["hold"] in ("lambda~0.5", ["lambda~0.5"])
    assert r"\lambda = 0.5 \text{ held}" in told(page)
    page.text_input(key=field).set_value("lambda = -2, x = 1").run()
    assert chips(page) == ["λ = −2 ✕", "x = 1 ✕"]
    page.button(key=f"{prefix}holding-lambda").click().run()
    assert_healthy(page)
    assert chips(page) == ["x = 1 ✕"]
    page.button(key=f"{prefix}holding-x").click().run()
    assert_healthy(page)
    assert "hold" not in page.query_params


@pytest.mark.parametrize(("name", "prefix"), PAGES.items())
@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("q = 1", "no parameter 'q'"),
        ("lambda", "write a name"),
        ("x = nan", "finite number"),
        ("x=1,b=1,w=1,y=1,lambda=1", "every parameter is held"),
    ],
)
def test_what_cannot_be_held_is_said_and_stays_in_the_field(name, prefix, typed, what):
    page = opened(name)
    page.text_input(key=f"{prefix}holding").set_value(typed).run()
    assert not page.exception
    assert [what in error.value for error in page.error] == [True]
    assert page.text_input(key=f"{prefix}holding").value == typed
    page.text_input(key=f"{prefix}holding").set_value("").run()
    assert_healthy(page)
    assert chips(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_an_address_opens_with_what_it_holds(name):
    page = opened(name, "&hold=lambda~0.1")
    assert_healthy(page)
    assert not page.toast
    assert chips(page) == ["λ = 0.1 ✕"]


@pytest.mark.parametrize("name", PAGES)
def test_what_does_not_exist_is_told_and_left_out(name):
    page = opened(name, "&hold=q~0.1&hold=lambda~1")
    assert_healthy(page)
    assert [toast.value.replace("\u2060", "") for toast in page.toast] == [
        "Not as in the address: hold: the formula has no parameter 'q'"
    ]
    assert chips(page) == ["λ = 1 ✕"]


@pytest.mark.parametrize("name", ["", "slopes"])
def test_a_penalty_without_a_number_is_offered_to_be_held(name):
    page = opened(name)
    assert offers(page) == ["The loss falls without end as λ → −∞: λ is probably meant as a number."]
    page.button(key=f"{PAGES[name]}holding-take").click().run()
    assert_healthy(page)
    assert chips(page) == ["λ = 0.1 ✕"]
    assert offers(page) == []


def test_where_nothing_is_minimised_nothing_is_offered():
    assert offers(opened("chain-rule")) == []


@pytest.mark.parametrize("address", ["?f=rosenbrock", "slopes?f=rosenbrock", "chain-rule?eg=valley"])
def test_a_function_of_the_gallery_has_no_such_line(address):
    page = opened_at(address)
    assert all("holding" not in str(field.key) for field in page.text_input)
    assert offers(page) == []


@pytest.mark.parametrize("formula", ["x^2", "x^2+y^2", "x*y"])
def test_nothing_is_offered_of_a_loss_that_has_no_such_letter(formula):
    page = opened_at(f"?e={formula.replace('+', '%2B')}")
    assert offers(page) == []
    assert [field.key for field in page.text_input if field.key == "holding"] == ["holding"] * (formula != "x^2")


def test_runs_end_at_the_minimum_once_the_letter_is_held():
    page = opened_at("?e=(w-2)^2%2Blambda*w^2&n=400")
    assert "minimum" not in outcomes(page)
    page.button(key="holding-take").click().run()
    assert_healthy(page)
    assert "Vanilla: converged" in outcomes(page)


def test_start_and_plane_of_compare_go_with_the_parameters():
    page = opened("", "&s=1,2,3,4,5&p=2,4")
    page.text_input(key="holding").set_value("x = 1").run()
    assert_healthy(page)
    assert page.text_input(key="start").value == "1, 2, 3, 5"
    assert page.session_state["plane"] == "2,3"
    page.button(key="holding-x").click().run()
    assert page.text_input(key="start").value == "1, 2, 3, 1, 5"
    assert page.session_state["plane"] == "2,4"


def test_point_and_axes_of_slopes_go_with_the_parameters():
    page = opened("slopes", "&at=1,2,3,4,5&axes=w,y")
    page.text_input(key="slopes.holding").set_value("x = 1; y = 0").run()
    assert_healthy(page)
    assert [knob["value"] for knob in component(page, "optlab_knobs")["knobs"][:3]] == [1.0, 2.0, 3.0]
    assert page.query_params["axes"] in ("w,b", ["w,b"])


def test_the_knobs_of_the_chain_rule_are_the_inputs_that_are_left():
    page = opened("chain-rule", "&at=1,2,3,4,5")
    page.text_input(key="chain.holding").set_value("x = 1").run()
    assert_healthy(page)
    knobs = component(page, "optlab_knobs")["knobs"]
    assert [(knob["label"], knob["value"]) for knob in knobs] == [("b", 1.0), ("lambda", 2.0), ("w", 3.0), ("y", 5.0)]


@pytest.mark.parametrize(("name", "prefix"), PAGES.items())
def test_another_formula_keeps_what_it_has_and_drops_the_rest(name, prefix):
    page = opened(name, "&hold=lambda~0.1&hold=x~2")
    page.text_input(key=f"{prefix}formula").set_value("(w - 1)^2 + lambda*abs(w)").run()
    assert_healthy(page)
    assert chips(page) == ["λ = 0.1 ✕"]
    page.text_input(key=f"{prefix}formula").set_value("w^2 + v^2").run()
    assert_healthy(page)
    assert chips(page) == []


@pytest.mark.parametrize(("name", "prefix"), PAGES.items())
def test_a_formula_that_cannot_be_read_leaves_what_is_held(name, prefix):
    page = opened(name, "&hold=lambda~0.1")
    page.text_input(key=f"{prefix}formula").set_value("sni(x)").run()
    assert not page.exception
    assert len(page.error) == 1
    assert chips(page) == ["λ = 0.1 ✕"]


def test_a_function_of_the_gallery_lets_all_go():
    page = opened("", "&hold=lambda~0.1")
    page.selectbox(key="function").set_value("sphere").run()
    assert_healthy(page)
    assert "hold" not in page.query_params


def test_slopes_begins_with_what_compare_holds():
    def script():
        from optlab.app.shared import subject_at_hand
        from optlab.app.slopes import page
        from optlab.picture.subject import Subject

        subject_at_hand.hand_on(Subject("sphere", "x^2 + c*y^2", held=(("c", 3.0),)))
        page.page()

    page = AppTest.from_function(script, default_timeout=60).run()
    assert_healthy(page)
    assert chips(page) == ["c = 3 ✕"]


def test_the_sentence_says_no_more_than_is_certain():
    assert sentence(Unbounded("y", 1, meant=False, value=1.0)) == (
        "The loss falls without end as y → ∞, so there is no minimum. If y is meant as a number, it can be held."
    )
    assert "along c, one way or the other: c is probably" in sentence(Unbounded("c", 0, meant=True, value=1.0))
    assert "λ₁ is probably" in sentence(Unbounded("lambda1", -1, meant=True, value=0.1))
