"""The 3-D chart's camera, driven without a browser: what the browser would tell is put where it would arrive."""

import json

import pytest
from streamlit.testing.v1 import AppTest

CAMERA = "camera"
"""Where the page keeps it."""

HERE = (1.0, 0.5, 0.8, 0.0, 0.0, -0.1)
THERE = (-1.2, 0.4, 1.1, 0.0, 0.0, -0.1)


def page() -> None:
    import streamlit as st

    from optlab.app.components.surface import surface

    if st.session_state.get("told"):
        st.session_state["surface.listener"] = {"camera": st.session_state["told"]}
    if st.session_state.get("shown", True):
        data = [{"type": "scatter3d", "name": st.session_state.get("data", "first")}]
        layout = {"data": data, "layout": {"scene": {}}}
        camera = st.session_state.get("camera", ())
        lying = {"runs": st.session_state.get("runs", [])}
        surface(layout, lying, camera, "surface", lambda camera: st.session_state.update(camera=camera))


def spec(app: AppTest) -> str:
    return str(app.get("plotly_chart")[0].proto.spec)


def eye(app: AppTest) -> tuple[float, ...]:
    return tuple(json.loads(spec(app))["layout"]["scene"]["camera"]["eye"].values())


def moved(app: AppTest, camera: tuple[float, ...]) -> AppTest:
    """As the listener has it after a drag."""
    app.session_state[CAMERA] = camera
    app.session_state["told"] = list(camera)
    return app


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(page, default_timeout=30).run()


@pytest.mark.quick
def test_the_camera_of_the_address_is_where_the_chart_begins(app):
    fresh = AppTest.from_function(page, default_timeout=30)
    fresh.session_state[CAMERA] = HERE
    assert eye(fresh.run()) == HERE[:3]
    assert eye(app) != HERE[:3]


def test_a_rerun_that_changes_nothing_sends_the_same_chart(app):
    before = spec(app)
    assert spec(app.run()) == before


def test_runs_that_changed_leave_the_chart_alone(app):
    before = spec(app)
    app.session_state["runs"] = ["another"]
    assert spec(app.run()) == before


def test_a_drag_leaves_the_chart_alone_because_the_browser_shows_it_already(app):
    before = spec(app)
    assert spec(moved(app, HERE).run()) == before


def test_changed_data_are_drawn_from_where_the_visitor_stands(app):
    moved(app, HERE).run()
    app.session_state["data"] = "another rate"
    assert eye(app.run()) == HERE[:3]


def test_data_that_come_back_are_a_new_drawing_with_the_camera_of_now(app):
    first = spec(app)
    app.session_state["data"] = "another rate"
    moved(app, HERE).run()
    app.session_state["data"] = "first"
    moved(app, THERE).run()
    assert eye(app) == THERE[:3]
    assert spec(app) != first


def test_a_camera_set_by_the_page_is_taken_although_the_data_are_the_same(app):
    moved(app, HERE).run()
    app.session_state[CAMERA] = ()
    before = eye(AppTest.from_function(page, default_timeout=30).run())
    assert eye(app.run()) == before


def test_a_chart_that_was_away_comes_back_with_the_camera_of_now(app):
    moved(app, HERE).run()
    app.session_state["shown"] = False
    app.session_state["told"] = None
    app.run()
    app.session_state["shown"] = True
    assert eye(app.run()) == HERE[:3]


@pytest.mark.parametrize("nonsense", [["a"] * 6, [1.0], "far", [float("nan")] * 6, [1e9] * 6])
def test_nonsense_from_the_browser_is_no_camera(app, nonsense):
    app.session_state["told"] = nonsense
    app.session_state["data"] = "another rate"
    before = eye(app)
    assert eye(app.run()) == before
