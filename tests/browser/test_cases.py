"""Addresses that failed people on other pages: in a drawer, in a frame, below a folder, on the way between pages."""

import pytest

from tests.cases.expectations import cases
from tests.serving import serving

pytestmark = pytest.mark.browser

CASES = [case for case in cases("pages.json") if "browser" in case]
LAG = 2500
OPENER = "[data-testid=stExpandSidebarButton]"
REACHED = """title => [...document.querySelectorAll('a')].some(link => {
    const { left, top, width, height } = link.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return link.innerText.includes(title) && link.contains(hit); })"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_browser_gets_what_it_came_for(chromium, address, case):
    asked = case["browser"]
    width, height = asked["viewport"]
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=asked["mobile"])
    page = context.new_page()
    if "base_path" in asked:
        with serving(base_path=asked["base_path"]) as server:
            use(page, f"{server.address}/{asked['base_path']}/", asked)
            check(page, case["expect"])
    else:
        use(page, address, asked)
        check(page, case["expect"])
    context.close()


def use(page, address: str, asked) -> None:
    """Open the page and do what the case says."""
    page.goto(address + asked["path"])
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg.marks", timeout=60_000)
    page.wait_for_timeout(LAG)
    if asked.get("open_sidebar") and page.locator(OPENER).is_visible():
        page.click(OPENER)
        page.wait_for_timeout(800)
    for title in asked.get("click", ()):
        page.get_by_role("link", name=title, exact=True).first.click()
        page.wait_for_timeout(LAG)
    if "type_formula" in asked:
        page.fill(".st-key-formula input", asked["type_formula"])
        page.keyboard.press("Enter")
        page.wait_for_timeout(LAG)


def check(page, expect) -> None:
    """What the case expects, and no traceback."""
    assert page.locator("[data-testid=stException]").count() == 0
    assert [title for title in expect.get("link_reachable", ()) if not page.evaluate(REACHED, title)] == []
    assert [part for part in expect.get("url_has", ()) if part not in page.url] == []
    if "any_of" in expect:  # the plus of a hand-written address: read as one, or told
        read = page.input_value(".st-key-formula input").replace(" ", "") == "x^2+y^2"
        assert read or "was read as" in page.inner_text(".st-key-formula-notes")
