"""What goes wrong in a classroom: lost connections, second tabs, the back button, reloads, broken addresses."""

from urllib.parse import urlencode

import pytest

from tests.serving import free_port, serving

pytestmark = pytest.mark.browser

LAG = 3500
"""Milliseconds after which the page takes another address for one that the visitor went to."""

CONNECTED = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"
STEPS = ".st-key-steps input"
CHANGEABLE = "[data-testid=stAppViewContainer]:not([inert])"


def set_steps(page, steps: int) -> None:
    page.fill(STEPS, str(steps))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/*n={steps}*")
    page.wait_for_timeout(LAG)


def shows(page, steps: int) -> None:
    page.wait_for_function(f"document.querySelector('{STEPS}')?.value === '{steps}'", timeout=20_000)
    assert f"n={steps}" in page.url
    assert page.locator("[data-testid=stException]").count() == 0


def test_another_page_is_one_step_back_to_what_was_seen_before(visit):
    page = visit("?f=himmelblau")
    for name in ("slopes", ""):
        page.click(f"[data-testid=stTopNavLink][href$='/{name}']")
        page.wait_for_url(f"**/{name}?f=himmelblau")
        page.wait_for_timeout(LAG)
    for name in ("slopes", ""):
        page.go_back()
        page.wait_for_timeout(LAG)
        assert page.url.endswith(f"/{name}?f=himmelblau")
    assert page.evaluate("history.length") <= 4  # three pages, after the browser's own first


def test_back_and_forward_bring_the_earlier_and_the_later_picture(visit):
    page = visit("?n=100")
    set_steps(page, 150)
    set_steps(page, 250)
    page.go_back()
    shows(page, 150)
    page.go_back()
    shows(page, 100)
    page.go_forward()
    shows(page, 150)
    page.click("text=Slopes")
    page.wait_for_selector(".st-key-slopes\\.function, [class*=slopes]")
    page.go_back()
    shows(page, 150)


def test_two_tabs_do_not_disturb_each_other_and_a_reload_keeps_the_picture(visit):
    page = visit("?n=100")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector(STEPS)
    set_steps(other, 320)
    shows(page, 100)
    other.reload()
    shows(other, 320)


def test_a_reload_in_the_middle_of_a_long_job_shows_the_same_settings(visit):
    page = visit("?n=100")
    runs = [f"Run {number}~LBFGS~0.1~8~{number}" for number in range(8)]
    heavy = urlencode({"n": 3000, "k": 40, "r": runs}, doseq=True)
    page.goto(page.url.split("?")[0] + "?" + heavy)
    page.wait_for_selector("[data-testid=stProgress]", timeout=30_000)
    page.reload()
    shows(page, 3000)
    page.wait_for_function("document.querySelectorAll('.optlab-verdict').length === 8", timeout=120_000)


@pytest.mark.parametrize("page_name", ["", "slopes", "chain-rule"])
def test_an_address_of_nonsense_gives_a_page_with_a_notice(chromium, address, page_name):
    query = {
        "f": "no_such_rows",
        "e": "<img src=x onerror=alert(1)>",
        "s": "nan",
        "at": "x",
        "z": "zz",
        "r": "~",
        "eg": "?",
    }
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}{page_name}?{urlencode(query)}")
    page.wait_for_selector("[data-testid=stToast]", timeout=60_000)
    page.wait_for_selector("[data-testid=stMain] svg:visible")
    assert page.locator("[data-testid=stException]").count() == 0
    context.close()


@pytest.fixture
def restarted(chromium):
    """A page whose server was killed and is there again, as another replica would be; and what its first run said."""
    port = free_port()
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    with serving(port) as server:
        page.goto(f"{server.address}/?n=100")
        page.wait_for_selector(STEPS, timeout=60_000)
        set_steps(page, 150)
        told = page.inner_text(".optlab-verdict")
        server.kill()
    with serving(port):
        page.wait_for_function(CONNECTED, timeout=60_000)
        page.wait_for_selector(CHANGEABLE, timeout=60_000)
        shows(page, 150)
        yield page, told
    context.close()


def test_a_server_that_died_and_came_back_shows_the_picture_that_was_there(restarted):
    page, told = restarted
    page.reload()
    shows(page, 150)
    page.wait_for_selector(".optlab-verdict")
    assert page.inner_text(".optlab-verdict") == told


def test_the_first_change_counts_on_a_server_that_has_never_seen_the_visitor(restarted):
    page, _ = restarted
    set_steps(page, 180)
    shows(page, 180)
    assert page.inner_text(".optlab-player-step").endswith("/ 180")


@pytest.mark.parametrize("path", ["", "slopes", "chain-rule"])
def test_frames_stand_until_the_page_does_and_are_gone_then(chromium, address, path):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + path, wait_until="commit")
    page.wait_for_selector("#optlab-first", state="visible")
    page.wait_for_selector(".st-key-screen", timeout=60_000)
    page.wait_for_selector("#optlab-first", state="hidden", timeout=5_000)
    context.close()
