"""The camera of the 3-D chart in a real browser; it needs a Chromium that draws WebGL without a graphics card."""

import pytest

pytestmark = pytest.mark.browser

CHART = ".st-key-surface .js-plotly-plot"
EYE = f"""() => {{ const {{ eye }} = document.querySelector('{CHART}')._fullLayout.scene.camera;
    return [eye.x, eye.y, eye.z]; }}"""
FIRST = f"() => document.querySelector('{CHART}').first"


@pytest.fixture
def page(visit):
    shown = visit("?v=surface")
    drawn(shown)
    return shown


def drawn(page) -> None:
    page.wait_for_selector(f"{CHART} canvas", timeout=60_000)
    page.wait_for_function(f"document.querySelector('{CHART}')?._fullLayout?.scene?.camera")
    page.wait_for_timeout(1500)


def drag(page, right: int, down: int) -> list[float]:
    """Drag slowly enough for Plotly to follow; the camera after it."""
    box = page.locator(CHART).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for share in (0.25, 0.5, 0.75, 1.0):
        page.mouse.move(x + share * right, y + share * down)
        page.wait_for_timeout(60)
    page.mouse.up()
    return page.evaluate(EYE)


def change_rate(page) -> None:
    """Another rate for the first run, and wait until another chart stands there."""
    page.evaluate(f"document.querySelector('{CHART}').first = true")
    page.locator("[data-testid=stSidebar] input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"document.querySelector('{CHART}')?.first === undefined", timeout=30_000)
    drawn(page)


def test_the_camera_stays_where_it_was_put_when_a_rate_changes(page):
    start = page.evaluate(EYE)
    put = drag(page, 60, 0)
    assert put != pytest.approx(start, abs=0.05)
    page.wait_for_timeout(1000)
    change_rate(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)


def test_a_drag_and_at_once_another_rate(page):
    put = drag(page, -60, 0)
    change_rate(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)


def test_a_view_from_straight_above_stays_and_keeps_its_side(page):
    put = drag(page, 0, 200)
    page.wait_for_timeout(1000)
    change_rate(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.04)


def test_a_drag_does_not_draw_the_chart_again(page):
    page.evaluate(f"document.querySelector('{CHART}').first = true")
    drag(page, 60, 0)
    page.wait_for_timeout(1500)
    assert page.evaluate(FIRST) is True


def test_the_wheel_zooms_and_the_distance_stays(page):
    start = page.evaluate(EYE)
    box = page.locator(CHART).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, 40)
    page.wait_for_timeout(1500)
    put = page.evaluate(EYE)
    assert put[2] > start[2]
    change_rate(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)
