"""A run is known by its id: what is said of it is its own, whatever colour an address gave it."""

from tests.app.driving import assert_healthy, component, lines, opened

DOUBLE = ["Fine~GradientDescent~0.001~all~0", "Bad~GradientDescent~0.03~all~0"]


def test_two_runs_of_one_colour_have_each_its_own_verdict():
    page = opened(f="ravine", r=DOUBLE)
    assert_healthy(page)
    fine, bad = lines(page)
    assert (fine["name"], bad["name"]) == ("Fine", "Bad")
    assert "η·λmax = 0.1" in fine["sentence"]
    assert "diverging since step 0 because η·λmax = 3 > 2" in bad["sentence"]


def test_they_get_different_colours_and_a_notice_says_so():
    page = opened(f="ravine", r=DOUBLE)
    assert page.session_state["run0.colour"] != page.session_state["run1.colour"]
    assert [toast.value for toast in page.toast] == [
        "Not as in the address: r: Bad had the colour of Fine and has another one now"
    ]
    assert "Bad~GradientDescent~0.03~all~1" in page.query_params["r"]


def test_each_has_its_own_numbers():
    page = opened(f="ravine", r=["Fine~GradientDescent~0.001~all~0", "Heavy~Momentum~0.03~all~0"], y="numbers")
    assert component(page, "optlab_numbers")["name"] == "Fine"
    assert [name for name, _ in component(page, "optlab_numbers")["lines"]] == ["gradient", "new point"]
    page.session_state["focus"] = 1
    page.run()
    assert component(page, "optlab_numbers")["name"] == "Heavy"
    assert [name for name, _ in component(page, "optlab_numbers")["lines"]] == ["gradient", "velocity", "new point"]


def test_a_rate_that_is_clicked_belongs_to_the_run_that_it_was_shown_for():
    page = opened(f="ravine", r=DOUBLE)
    assert component(page, "optlab_verdicts")["bends"]["id"] == lines(page)[0]["id"] == 0
    page.session_state["verdicts"] = {"picked": {"id": 1, "rate": 0.01}}
    page.selectbox(key="added").set_value("Adam").run()
    assert_healthy(page)


def test_a_run_keeps_its_id_when_another_goes():
    page = opened(1)
    page.button(key="run1.remove").click().run()
    assert [line["id"] for line in lines(page)] == [0, 2, 3]
    assert [line["name"] for line in lines(page)] == ["Vanilla", "Mini-batch", "Momentum"]
    page.selectbox(key="added").set_value("Adam").run()
    assert [line["id"] for line in lines(page)] == [0, 2, 3, 4]
    assert page.session_state["run4.colour"] == 1
