"""What is taken away or handed on: an animation, a frame in slides, a link that hides."""

import struct
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

LARGEST = 5_000_000
FRAME = "<!doctype html><body style='margin:0'><iframe width=800 height=450 style='border:0' src='{}'></iframe>"


def frames_of(data: bytes) -> int:
    """Frames of a GIF: each has one graphic control extension."""
    return data.count(b"\x21\xf9\x04")


def test_the_player_is_saved_as_a_gif_of_moderate_size(visit):
    page = visit()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="GIF").wait_for()
    page.wait_for_timeout(800)
    with page.expect_download(timeout=120_000) as waiting:
        page.get_by_role("button", name="GIF").click()
    data = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == "optlab.gif"
    assert data[:6] == b"GIF89a"
    assert struct.unpack("<H", data[6:8])[0] == 900
    assert frames_of(data) > 20
    assert len(data) <= LARGEST
    assert page.locator(".optlab-player-step").inner_text().startswith("step 0")


@pytest.mark.parametrize("page_of", ["?f=ravine", "slopes?", "chain-rule?", "lessons?lesson=cliff"])
def test_in_a_frame_of_slides_picture_and_player_fit_without_scrolling(chromium, address, page_of):
    context = chromium.new_context(viewport={"width": 900, "height": 600})
    page = context.new_page()
    page.set_content(FRAME.format(f"{address}{page_of}&embed=true&hide=pages,sidebar"))
    frame = page.frame_locator("iframe")
    frame.locator(".st-key-pictures svg.marks").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1_500)
    picture = frame.locator(".st-key-pictures svg.marks").first.bounding_box()
    assert picture["y"] >= 0
    assert picture["y"] + picture["height"] <= 452
    assert picture["height"] > 80
    if "lesson" not in page_of:
        player = frame.locator(".optlab-player [data-act=play]").bounding_box()
        assert player["y"] + player["height"] < 450
        frame.locator(".optlab-player [data-act=play]").click(timeout=5_000)
    context.close()


def test_what_a_link_hides_stays_hidden_when_the_page_writes_its_address(visit):
    page = visit("?hide=sidebar,words")
    assert not page.locator("[data-testid=stSidebar]").is_visible()
    page.locator(".optlab-player [data-act=end]").click()
    page.wait_for_function("() => location.search.includes('i=200')")
    assert "hide=sidebar" in page.url
