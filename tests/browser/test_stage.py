"""The stage in a real browser: it fits the window, distorts nothing, covers nothing, and begins at the beginning."""

from pathlib import Path

import pytest

from tests.browser.messages import messages_of

pytestmark = pytest.mark.browser

PAGES = {"compare": "", "slopes": "slopes", "chain-rule": "chain-rule"}
WALLS = [(1280, 720), (1920, 1080), (2560, 1440)]
SIZES = [*WALLS, (1024, 768), (820, 1180), (600, 960), (390, 844), (360, 740)]
COVERED = Path(__file__).with_name("covered.js").read_text(encoding="utf-8")

MAIN, SIDEBAR = "[data-testid=stMain]", "[data-testid=stSidebar]"

BOTTOM = """() => Math.max(...[...document.querySelectorAll('.optlab-verdict, .optlab-curvature:not([hidden])')]
    .map(line => line.getBoundingClientRect().bottom)) / innerHeight"""

TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

UNITS = """() => [...document.querySelectorAll('.st-key-landscape .role-axis-label')].map(axis =>
    [...axis.querySelectorAll('text')].map(text => text.__data__).filter(item => Number.isFinite(item?.datum?.value)))
    .filter(items => items.length > 1).map(items => { const [a, b] = [items[0], items.at(-1)];
        return Math.hypot(a.x - b.x, a.y - b.y) / Math.abs(a.datum.value - b.datum.value); })"""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_lies_over_a_control_on_any_screen(visit, name):
    page = visit(PAGES[name])
    wrong = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(900)
        roots = [root for root in (MAIN, SIDEBAR) if page.locator(root).count()]
        wrong += [f"{width} x {height}: {line}" for root in roots for line in page.evaluate(COVERED, root)]
        wrong += [f"{width} x {height}: too wide"] if page.evaluate(TOO_WIDE) > 0 else []
    assert not wrong, "\n".join(wrong)


def test_every_page_is_reached_from_the_drawer_of_a_phone(visit):
    page = visit(size=(390, 844))
    for title, path in (("Slopes", "slopes"), ("Chain rule", "chain-rule"), ("Compare", "")):
        opener = page.locator("[data-testid=stExpandSidebarButton]")
        if opener.count() and opener.first.is_visible():
            opener.first.click()
        page.get_by_role("link", name=title, exact=True).first.click(timeout=10_000)
        page.wait_for_url(f"**/{path}*")
        page.wait_for_timeout(1500)


def test_the_first_view_fills_the_window_without_scrolling_and_circles_stay_circles(visit):
    page = visit("?f=sphere&i=40")
    sent = messages_of(page)
    for width, height in [*WALLS, (1024, 768)]:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(1200)
        bottom = page.evaluate(BOTTOM)
        assert bottom <= 1.0, (width, height)
        assert bottom >= 0.95, (width, height)
        across, up = page.evaluate(UNITS)
        assert across == pytest.approx(up, rel=0.01), (width, height)
    assert sent == []


def test_it_begins_at_the_start_with_a_question_and_tells_the_end_at_the_end(visit):
    page = visit()
    words = "[...document.querySelectorAll('.optlab-verdict span')].map(cell => cell.innerText)"
    assert page.input_value("#optlab-step") == "0"
    assert page.inner_text(".optlab-player em").endswith("?")
    assert page.is_visible(".optlab-player [data-act=play] span")
    first = page.evaluate(words)
    page.click("[data-act=end]")
    page.wait_for_function("document.querySelector('#optlab-step').value === '200'")
    last = page.evaluate(words)
    assert "converged to the global minimum" in last
    assert not set(first) & set(last)
    page.click("[data-act=start]")
    assert page.input_value("#optlab-step") == "0"
    assert page.evaluate(words) == first
    page.click("[data-act=forward]")
    page.wait_for_url("**i=1*")
    page.reload()
    page.wait_for_function("document.querySelector('#optlab-step')?.value === '1'")


@pytest.mark.parametrize("size", [(320, 700), (640, 360), (3840, 2160)], ids=lambda size: "x".join(map(str, size)))
def test_tiny_zoomed_and_huge_windows_lose_nothing(visit, size):
    page = visit(size=size)
    page.wait_for_timeout(800)
    assert page.evaluate(TOO_WIDE) <= 0
    for selector in (
        "h1",
        ".optlab-player",
        ".st-key-landscape svg.marks",
        ".st-key-curves svg.marks",
        ".optlab-verdict >> nth=3",
    ):
        page.locator(selector).first.scroll_into_view_if_needed(timeout=5_000)
    assert page.locator("h1").count() == 1
    assert page.locator("[data-testid=stException]").count() == 0
