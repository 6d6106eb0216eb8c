"""The picture of a network as a page draws it that has no hand on its weights, and as Compare does."""

from streamlit.testing.v1 import AppTest

from tests.app.driving import assert_healthy, component, opened

MODEL = "network~hidden=2~rows=60"


def drawn(page):
    return [part.proto.component_name for part in page.get("bidi_component")]


def without_a_hand():
    from optlab.app.shared import computations, theme
    from optlab.app.views.runs.network import network
    from optlab.app.views.runs.scene import scene
    from optlab.picture.address import from_query

    picture = from_query({"m": ["network~hidden=2~rows=60"], "n": ["20"]})[0]
    network(scene(picture, computations.problem(picture.subject), with_runs=True), theme.look(large=False))


def test_without_a_hand_a_weight_cannot_be_clicked_and_none_is_nudged():
    page = AppTest.from_function(without_a_hand, default_timeout=60).run()
    assert_healthy(page)
    assert component(page, "optlab_network")["pickable"] is False
    assert "optlab_nudge" not in drawn(page)


def test_on_compare_a_weight_can_be_clicked():
    page = opened(m=MODEL, y="network", n="20")
    assert_healthy(page)
    assert component(page, "optlab_network")["pickable"] is True
