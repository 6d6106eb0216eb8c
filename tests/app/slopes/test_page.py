"""The Slopes page, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from optlab.losses import landscapes
from optlab.picture.fields import options
from optlab.picture.model import ModelSettings
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import Subject
from tests.app.driving import assert_healthy, charts, component, told

PAGE = Path(__file__).parents[3] / "dashboard.py"


def opened(**query: str) -> AppTest:
    def script():
        from optlab.app.slopes import page

        page.page()

    page = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def after(landscape: str, formula: str, **query: str) -> AppTest:
    """The page for a visitor who comes from a page that showed this subject."""

    def script(landscape, formula):
        from optlab.app.shared import subject_at_hand
        from optlab.app.slopes import page
        from optlab.picture.subject import Subject

        subject_at_hand.hand_on(Subject(landscape, formula, noise=0.5))
        page.page()

    page = AppTest.from_function(script, default_timeout=60, args=(landscape, formula))
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def knobs(page: AppTest) -> dict[str, dict]:
    """The knobs as the browser gets them."""
    return {knob["name"]: knob for knob in component(page, "optlab_knobs")["knobs"]}


def turned(page: AppTest, **values: float) -> AppTest:
    """The page after knobs were let go at these values: no browser tells it, so it is told by hand."""
    for name, value in values.items():
        page.session_state[f"slopes.knob{name[1:]}" if name[1:].isdigit() else f"slopes.{name}"] = value
    return page.run()


@pytest.mark.quick
def test_opens_on_the_saddle_with_its_slopes_arrow_and_curvature():
    page = opened()
    assert_healthy(page)
    assert page.text_input(key="slopes.formula").value == "x^2 + 3*y^2 - 4*x*y"
    assert len(charts(page)) == 3
    assert "**East ↘** ∂f/∂x = **−11.2**" in told(page)
    assert "**North ↗** ∂f/∂y = **18**" in told(page)
    assert "**Gradient** (−11.2, 18), length 21.2" in told(page)
    assert "λ = −0.472, 8.47: bent like a **saddle**" in told(page)


def test_the_partials_are_shown_with_their_numbers():
    text = told(opened())
    assert r"\frac{\partial f}{\partial x} = 2 x - 4 y = 2 \cdot (-1.2) - 4 \cdot 2.2 = -11.2" in text
    assert r"\frac{\partial f}{\partial y} = 6 y - 4 x = 6 \cdot 2.2 - 4 \cdot (-1.2) = 18" in text


def test_each_knob_says_what_a_small_move_does():
    page = opened()
    assert [knobs(page)[name]["note"] for name in ("p0", "p1")] == ["0.1 more: loss −1.12", "0.1 more: loss +1.8"]
    turned(page, p0=0.0)
    assert knobs(page)["p0"]["note"] == "0.1 more: loss −0.88"
    assert page.query_params["at"] == "0,2.2"


def test_there_are_as_many_knobs_as_parameters():
    page = opened(e="+".join(f"x{number}^2" for number in range(1, 31)))
    assert_healthy(page)
    assert len(knobs(page)) == 30 + 2
    assert "… and 18 more" in told(page)
    page.selectbox(key="slopes.north").set_value(7).run()
    assert "∂f/∂x₈" in told(page)
    assert page.query_params["axes"] == "x1,x8"


@pytest.mark.parametrize("name", landscapes.names()[::3])
def test_landscapes_of_the_gallery_open_and_a_step_can_be_taken(name):
    page = opened(f=name, rules=",".join(landscapes.get(name).loss.parameters))
    assert_healthy(page)
    assert len(charts(page)) == (3 if len(landscapes.get(name).loss.parameters) == 2 else 1)
    page.button(key="slopes.step").click().run()
    assert_healthy(page)
    assert "**Step taken.** The tangent promised a drop" in told(page)


def test_one_step_moves_the_point_against_the_gradient_and_compares_the_drops():
    page = opened()
    page.button(key="slopes.step").click().run()
    assert [knobs(page)[name]["value"] for name in ("p0", "p1")] == pytest.approx([-0.752, 1.48])
    assert page.query_params["at"] == "-0.752,1.48"
    assert "promised a drop of 18; the loss fell by 14.9 (83 % of it)" in told(page)


def test_a_knob_that_was_carried_out_of_its_window_keeps_its_value():
    page = opened(f="gentle_rosenbrock", e="exp(-x^2 - 1.4y^2) + (x - 4.4)^2/9", at="1,1.4", eta="3.2")
    page.button(key="slopes.step").click().run()
    page.button(key="slopes.step").click().run()
    assert_healthy(page)
    assert knobs(page)["p0"]["value"] > 3.0
    assert knobs(page)["p0"]["high"] == 2.0


def test_a_step_that_would_leave_all_numbers_is_refused_in_words():
    page = opened(e="exp(exp(x))", at="3", eta="1000")
    page.button(key="slopes.step").click().run()
    assert_healthy(page)
    assert "take a smaller rate" in told(page)
    assert knobs(page)["p0"]["value"] == 3.0


def test_at_the_saddle_descent_stands_still_and_the_page_says_what_it_will_do():
    page = opened(at="0,0", show="curvature")
    assert_healthy(page)
    assert "Every slope vanishes here: descent stands still." in told(page)
    assert "a **saddle**: descent is drawn in where the loss bends up, carried off where it bends down." in told(page)
    assert "| −0.472 | (−0.851, −0.526) | down |" in told(page)
    assert "carries descent a larger stretch away" in told(page)


@pytest.mark.parametrize(("nudge", "quotient"), [("1", "gives −10.2"), ("0.1", "gives −11.1"), ("1e-15", "rounds to ")])
def test_the_nudge_shows_the_quotient_becoming_the_slope_until_rounding(nudge, quotient):
    assert quotient in told(opened(nudge=nudge, show="nudge"))


def test_the_nudge_goes_down_to_the_last_digits():
    assert min(options(SlopesSettings, "nudge")) == pytest.approx(1e-15)


def test_the_derivation_opens_rule_by_rule():
    page = opened(rules="x")
    assert_healthy(page)
    assert "| 1 | sum | " in told(page)
    assert r"| 2 | held fixed: y is not turned | $\partial_{x}\!\left[3 y^{2}\right] = 0$ |" in told(page)
    assert "| 3 | power | " in told(page)


def test_the_idea_is_told_with_the_slopes_shown():
    text = told(opened(show="idea"))
    assert "east is downhill (slope −11.2) and north is uphill (slope 18)" in text
    for word in (
        "partial derivative",
        "volume and treble",
        "gradient",
        "loss",
        "Gradient descent",
        "Chain rule",
        "Compare",
    ):
        assert word in text


@pytest.mark.parametrize("view", ["numbers", "idea", "nudge", "curvature"])
@pytest.mark.parametrize("formula", ["x^2", "log(x) + y", "x*y*z", "sin(1/x)", "exp(exp(exp(x)))", "abs(x)", "x*0"])
def test_every_view_opens_for_every_kind_of_formula(view, formula):
    page = opened(e=formula, show=view)
    assert_healthy(page)
    assert "nan" not in told(page)


def test_a_point_outside_the_domain_is_said_and_moves_on():
    page = opened(e="log(x)", at="-1")
    assert_healthy(page)
    assert "no finite value at this point" in told(page)
    page.button(key="slopes.step").click().run()
    assert_healthy(page)


def test_rows_of_a_table_are_averaged():
    page = opened(f="penguins")
    assert_healthy(page)
    assert r"\frac{1}{333}\sum_i" in told(page)


def test_an_unreadable_formula_shows_a_caret_and_keeps_the_last_good_picture():
    page = opened()
    page.text_input(key="slopes.formula").set_value("x^2 + sni(y)").run()
    assert not page.exception
    lines = page.error[0].value.splitlines()
    caret = next(place for place, line in enumerate(lines) if line.strip() == "^")
    assert lines[caret - 1][lines[caret].index("^") :].startswith("sni")
    assert "**Gradient** (−11.2, 18)" in told(page)
    page.text_input(key="slopes.formula").set_value("x^2 + sin(y)").run()
    assert_healthy(page)


def test_another_function_brings_its_own_start_rate_and_sliders():
    page = opened(at="0,0")
    page.selectbox(key="slopes.function").set_value("double_well").run()
    assert_healthy(page)
    assert list(knobs(page)) == ["p0", "nudge", "rate"]
    assert page.query_params == {"f": "double_well"}


def test_a_broken_address_gives_defaults_and_a_notice_for_each():
    page = opened(f="nowhere", e="x^", at="a,b", eta="-1", nudge="0", show="all", axes="x,x", rules="q")
    assert_healthy(page)
    assert len(page.toast) == 8
    assert "**Gradient** (−11.2, 18)" in told(page)


@pytest.mark.parametrize("at", ["1e300,1", "1,2,3", "nan,1", "inf,1", ""])
def test_a_strange_point_breaks_nothing(at):
    assert_healthy(opened(at=at))


def test_the_address_opens_the_same_page():
    page = opened(e="a^2*b + c^4", at="1,2,0.5", eta="0.2", nudge="0.01", show="curvature", axes="c,a")
    assert_healthy(page)
    again = opened(**dict(page.query_params.items()))
    assert told(again) == told(page)
    assert again.query_params == page.query_params
    assert set(page.query_params) == {"e", "at", "eta", "nudge", "show", "axes"}


@pytest.mark.parametrize(
    ("landscape", "formula", "shown"),
    [
        ("himmelblau", "", "(x^2+y-11)^2+(x+y^2-7)^2"),
        ("himmelblau", "x^2 + 7y", "x^2 + 7y"),
        ("gentle_rosenbrock", "", "x^2 + 3*y^2 - 4*x*y"),
    ],
)
def test_without_an_address_the_page_begins_with_what_another_page_left_if_that_was_chosen(landscape, formula, shown):
    page = after(landscape, formula)
    assert_healthy(page)
    assert page.text_input(key="slopes.formula").value == shown
    page.selectbox(key="slopes.function").set_value("sphere").run()
    assert page.text_input(key="slopes.formula").value == landscapes.get("sphere").formula


def test_an_address_counts_more_than_what_another_page_left():
    page = after("himmelblau", "", f="sphere")
    assert page.selectbox(key="slopes.function").value == "sphere"


def test_another_function_keeps_the_nudge_the_view_and_the_open_derivations():
    page = opened(nudge="0.1", rules="x")
    page.selectbox(key="slopes.function").set_value("himmelblau").run()
    assert_healthy(page)
    assert page.query_params == {"f": "himmelblau", "nudge": "0.1", "rules": "x"}


def test_one_parameter_chosen_for_both_axes_gives_way_to_the_next_in_picture_and_address():
    page = opened(e="x1^2+x2^2*x3")
    page.selectbox(key="slopes.north").set_value(0).run()
    assert_healthy(page)
    assert "**North ↘** ∂f/∂x₂" in told(page)
    page.selectbox(key="slopes.east").set_value(2).run()
    page.selectbox(key="slopes.north").set_value(2).run()
    assert page.query_params["axes"] == "x3,x1"
    assert told(opened(**dict(page.query_params.items()))) == told(page)


def test_an_unknown_word_in_the_address_is_named():
    page = opened(utm="1")
    assert [toast.value for toast in page.toast] == ["Not as in the address: utm: not a setting"]


def test_the_page_is_one_of_the_dashboard():
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not page.exception


def test_of_one_parameter_the_derivative_is_written_with_d_and_nothing_lies_east():
    text = told(opened(e="x^3", at="1"))
    assert "**↗** df/dx = **3**" in text
    assert r"\frac{df}{dx} = 3 x^{2}" in text
    assert "East" not in text
    assert "∂" not in text


def test_a_loss_over_rows_is_called_l_everywhere():
    text = told(opened(f="penguins"))
    assert "∂L/∂" in text
    assert "∂f/∂" not in text
    assert r"\partial f" not in text


def test_two_knobs_may_be_those_of_a_speaker_with_the_loss_as_a_meter():
    page = opened()
    page.toggle(key="slopes.sound").set_value(True).run()
    assert_healthy(page)
    assert [knobs(page)[name]["label"] for name in ("p0", "p1")] == ["volume x", "treble y"]
    low, high = component(page, "optlab_knobs")["meter"]
    assert low < 26.5 < high
    assert page.query_params["knobs"] == "sound"
    assert "slopes.sound" not in [toggle.key for toggle in opened(e="x^2", knobs="sound").toggle]


def test_the_player_opens_at_the_point_and_goes_where_plain_descent_goes():
    live = component(opened(), "optlab_live")
    assert live["step"] == 0
    assert len(live["walk"]) == 41
    assert live["walk"][0] == [-1.2, 2.2]
    assert live["walk"][1] == pytest.approx([-0.752, 1.48])


def test_a_step_after_playing_begins_where_the_player_rests():
    page = opened()
    page.session_state["slopes-player.opens"] = (1, 1)
    page.run()
    assert "promised a drop of 18; the loss fell by 14.9 (83 % of it)" in told(page)
    assert knobs(page)["p0"]["value"] == pytest.approx(-0.752)
    page.button(key="slopes.step").click().run()
    assert knobs(page)["p0"]["value"] == pytest.approx(component(opened(), "optlab_live")["walk"][2][0])
    assert component(page, "optlab_live")["step"] == 0


def test_a_formula_goes_to_the_browser_unless_a_picture_would_take_it_too_long():
    assert component(opened(e="x^2 + y"), "optlab_live")["program"] is not None
    page = opened(f="penguins", e="Sum(tanh(w*x + i*b), (i, 1, 40))/40 - y")
    assert_healthy(page)
    assert component(page, "optlab_live")["program"] is None
    assert component(page, "optlab_ask")["answer"] is None


def test_how_a_formula_was_read_stands_under_it():
    page = opened(e="x^2 + y^2 - xy")
    assert any("xy was read as x\\*y." in text.value for text in page.caption)


def test_a_model_stays_on_compare_and_a_sentence_says_so():
    page = opened()
    assert "stays on Compare" not in "\n".join(text.value for text in page.caption)
    page.session_state["subject at hand"] = Subject(model=ModelSettings())
    page.run()
    assert not page.exception
    assert "network 8, tanh on moons stays on Compare" in "\n".join(text.value for text in page.caption)
