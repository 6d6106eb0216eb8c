"""The camera of the 3-D chart in a real browser; it needs a Chromium that draws WebGL without a graphics card."""

import pytest

pytestmark = pytest.mark.browser

CHART = ".st-key-surface .js-plotly-plot"
OVER = f"{CHART} canvas.optlab-space"
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
    page.wait_for_selector(OVER, state="attached", timeout=60_000)
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


def change_heights(page) -> None:
    """The other scale of heights, and wait until another chart stands there."""
    page.evaluate(f"document.querySelector('{CHART}').first = true")
    page.get_by_text("More", exact=True).click()
    page.get_by_text("Logarithmic height of the surface").click()
    page.wait_for_function(f"document.querySelector('{CHART}')?.first === undefined", timeout=30_000)
    page.keyboard.press("Escape")
    drawn(page)


def show_step(page, step: int) -> list[int]:
    """Put the player's field at a step; sums of the overlay's colours then."""
    page.evaluate(
        """step => { const field = document.getElementById('optlab-step');
        field.value = step; field.dispatchEvent(new Event('input', { bubbles: true })); }""",
        step,
    )
    page.wait_for_timeout(300)
    return page.evaluate(f"""() => {{ const canvas = document.querySelector('{OVER}'), sums = [0, 0, 0, 0];
        const {{ data }} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 1) sums[at % 4] += data[at];
        return sums; }}""")


def test_the_camera_stays_where_it_was_put_when_the_heights_change(page):
    start = page.evaluate(EYE)
    put = drag(page, 60, 0)
    assert put != pytest.approx(start, abs=0.05)
    page.wait_for_timeout(1000)
    change_heights(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)


def test_a_drag_and_at_once_other_heights(page):
    put = drag(page, -60, 0)
    change_heights(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)


def test_a_view_from_straight_above_stays_and_keeps_its_side(page):
    put = drag(page, 0, 200)
    page.wait_for_timeout(1000)
    change_heights(page)
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
    change_heights(page)
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)


def test_the_runs_move_with_the_player_and_the_chart_is_not_drawn_again(page):
    page.evaluate(f"document.querySelector('{CHART}').first = true")
    assert show_step(page, 5) != show_step(page, 60)
    assert show_step(page, 5) == show_step(page, 5)
    assert page.evaluate(FIRST) is True


def test_another_rate_leaves_the_chart_alone_and_the_camera_where_it_was_put(page):
    put = drag(page, 60, 0)
    before = show_step(page, 40)
    page.evaluate(f"document.querySelector('{CHART}').first = true")
    page.locator("[data-testid=stSidebar] input[type=range]").first.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(3000)
    assert show_step(page, 40) != before
    assert page.locator("canvas.optlab-space").count() == 1
    assert page.evaluate(FIRST) is True
    assert page.evaluate(EYE) == pytest.approx(put, abs=0.002)


def test_a_click_goes_through_what_is_drawn_over_the_surface_and_it_is_not_read_aloud(page):
    over = page.locator(OVER)
    assert over.evaluate("canvas => getComputedStyle(canvas).pointerEvents") == "none"
    assert over.get_attribute("aria-hidden") == "true"
