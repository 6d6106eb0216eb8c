"""The main path of every page on every screen, light and dark; pictures of them are kept for whoever looks."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(os.environ.get("OPTLAB_SCREENSHOTS", "screenshots"))
PAGES = {"compare": "", "slopes": "slopes", "chain-rule": "chain-rule"}
SIZES = [(1280, 720), (1024, 768), (390, 844)]
PHONE = SIZES[-1]

TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_fits_the_screen_and_answers_its_main_control(visit, name, dark, size):
    page = visit(PAGES[name], dark, size)
    page.wait_for_timeout(800)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{size[0]}x{size[1]}-{'dark' if dark else 'light'}.png")
    assert page.evaluate(TOO_WIDE) <= 0
    MAIN_CONTROL[name](page)
    assert page.locator("[data-testid=stException]").count() == 0


def play(page) -> None:
    """The player is driven by keys: back to the start, one step on."""
    page.locator("#optlab-step, .optlab-player input[type=range]").last.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.optlab-player').innerText.includes('step 1 ')")


def use(page, button) -> None:
    """By a finger on a phone, else by key."""
    if page.viewport_size["width"] == PHONE[0]:
        button.dispatch_event("click")
    else:
        button.focus()
        page.keyboard.press("Enter")


def take_a_step(page) -> None:
    use(page, page.locator("button", has_text="Take one step").first)
    page.wait_for_url("**/slopes?*at=*")


MAIN_CONTROL = {"compare": play, "slopes": take_a_step, "chain-rule": play}
