"""The data and the network under the hand, driven without a browser: what it would tell is put where it arrives."""

import pytest

from optlab import datasets
from tests.app.driving import assert_healthy, component, opened


def editing(**query):
    page = opened(**query)
    page.session_state["edit_data.open"] = True
    page.run()
    assert_healthy(page)
    return page


def rows_of(page):
    packed = page.query_params["z"]
    return datasets.unpack(packed if isinstance(packed, str) else packed[0])


def test_a_formula_labels_the_rows_which_are_ones_own_then_and_other_text_is_a_sentence():
    page = editing(m="network~hidden=2", n="5")
    rates = [page.session_state[f"run{run}.rate"] for run in range(4)]
    page.text_input(key="edit_data.rule").set_value("y > x^2").run()
    assert_healthy(page)
    rows = rows_of(page)
    assert len(rows) == 240
    assert (rows["label"] == (rows["x2"] > rows["x1"] ** 2)).mean() > 0.99  # they were rounded after that
    assert component(page, "optlab_points")["classes"] == ["0", "1"]
    assert [page.session_state[f"run{run}.rate"] for run in range(4)] == rates
    for text in ("y > import os", "__import__('os')", "y > q", "1 > 0", "x = y"):
        page.text_input(key="edit_data.rule").set_value(text).run()
        assert not page.exception
        assert len(page.error) == 1, text
        assert rows_of(page).equals(rows)


def test_rows_that_do_not_lie_in_a_plane_are_told():
    page = opened(m="network~data=breast_cancer~hidden=2", n="2")
    page.session_state["edit_data.open"] = True
    page.run()
    assert not page.exception
    assert "inputs" in page.error[0].value


@pytest.mark.parametrize("model", ["line~data=sine", "logistic", "softmax~data=blobs", "network~hidden=3,2"])
def test_a_weight_under_the_hand_is_shown_at_the_step_and_gone_with_its_model(model):
    page = opened(m=model, y="network", n="20", i="7")
    assert_healthy(page)
    drawn = component(page, "optlab_network")
    page.session_state["network.weight"] = ((subject_of(page), page.session_state["focus"]), 1, 3)
    page.run()
    assert_healthy(page)
    weight = component(page, "optlab_nudge")
    assert (weight["name"], weight["step"]) == (named(drawn, 1), 7)  # the page was run again where the player rests
    page.selectbox(key="vertical").set_value("loss").run()
    assert_healthy(page)


def subject_of(page):
    from optlab.picture.address import from_query

    query = {name: list(texts) if isinstance(texts, list) else [texts] for name, texts in page.query_params.items()}
    return from_query(query)[0].subject


def named(drawn, parameter):
    return drawn["names"][drawn["parameters"].index(parameter)]
