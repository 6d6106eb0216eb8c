"""The model in its data in a real browser: it follows the player without the server, and is in the picture kept."""

import pytest

pytestmark = pytest.mark.browser

MODEL = "?m=network&n=60"
CANVAS = ".optlab-data_picture canvas"
PIXELS = f"() => document.querySelector('{CANVAS}').toDataURL()"
GO = """step => { const field = document.querySelector('#optlab-step'); field.value = step;
    field.dispatchEvent(new Event('input', { bubbles: true })); }"""
BOTTOM = f"() => document.querySelector('{CANVAS}').getBoundingClientRect().bottom"


def opened(visit, query=MODEL, **more):
    page = visit(query, **more)
    page.wait_for_function(f"document.querySelector('{CANVAS}')?.getAttribute('aria-label')")
    return page


def at_step(page, step: int) -> str:
    page.evaluate(GO, step)
    page.wait_for_timeout(300)
    return page.evaluate(PIXELS)


def test_the_maps_change_with_the_player_and_come_back(visit):
    page = opened(visit)
    first = at_step(page, 0)
    assert at_step(page, 45) != first
    assert at_step(page, 0) == first
    page.wait_for_timeout(700)
    told = page.get_attribute(CANVAS, "aria-label")
    assert "Step 0" in told
    assert "Vanilla" in told


def test_playing_sends_nothing_until_it_rests(visit):
    page = visit()  # the listener must be there before the socket is
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append(1)))
    page.goto(page.url.split("?")[0] + MODEL)
    page.wait_for_function(f"document.querySelector('{CANVAS}')?.getAttribute('aria-label')")
    page.wait_for_timeout(1_500)
    page.select_option(".optlab-player [data-act=speed]", index=0)
    page.wait_for_timeout(500)
    before = len(sent)
    first = page.evaluate(PIXELS)
    page.click(".optlab-player [data-act=play]")
    page.wait_for_function("Number(document.querySelector('#optlab-step').value) >= 5")
    assert page.evaluate(PIXELS) != first
    assert len(sent) == before


def test_the_picture_fits_the_window_and_follows_its_size_and_on_a_phone_takes_the_height_it_needs(visit):
    page = opened(visit)
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(900)
        assert page.evaluate(BOTTOM) <= height
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(900)
    box = page.locator(CANVAS).bounding_box()
    assert 250 < box["width"] <= 390
    assert box["height"] > 250
    curves = page.locator(".st-key-curves").bounding_box()
    assert curves["y"] >= box["y"] + box["height"] - 1


def test_the_maps_are_in_the_picture_that_is_kept(visit):
    page = opened(visit)
    page.get_by_role("button", name="Keep").click()
    page.wait_for_selector(".optlab-picture button[data-as=svg]")
    with page.expect_download() as kept:
        page.click(".optlab-picture button[data-as=svg]")
    text = kept.value.path().read_text(encoding="utf-8")
    assert text.count("data:image/png") >= 1
    assert page.inner_text(".optlab-picture [role=status]") == ""


def test_a_run_that_diverges_says_so_on_its_map(visit):
    page = opened(visit, "?m=line~data=line&n=2000&r=Wild~GradientDescent~50~all~0")
    at_step(page, 2000)
    page.wait_for_timeout(700)
    assert "diverged at step" in page.get_attribute(CANVAS, "aria-label")
