"""The Slopes page in a real browser: what only a browser can tell."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
VISIBLE = Path(__file__).with_name("visible.js").read_text(encoding="utf-8")
PLOT = """() => { const box = document.querySelector('.st-key-slopes-hill svg .mark-group.root path.background')
    .getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; }"""
MARK = "document.querySelectorAll('[data-testid=stVegaLiteChart] svg').forEach(svg => svg.marked = true)"
KEPT = "[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(svg => svg.marked === true)"

IN_VIEW = {
    "knob": ("[class*=st-key-slopes-knob]", 2),
    "nudge": (".st-key-slopes-nudge", 1),
    "step": (".st-key-slopes-step", 1),
    "picture": ("[data-testid=stVegaLiteChart] svg", 3),
    "reading": ("[data-testid=stMain] p:has(strong):has(br)", 1),
}


def on_hill(page, across: float, up: float) -> tuple[float, float]:
    """Where on the screen a share of the hill's width and height lies."""
    left, top, width, height = page.evaluate(PLOT)
    return left + across * width, top + (1.0 - up) * height


def point(page) -> list[float]:
    return [float(value) for value in parse_qs(urlsplit(page.url).query)["at"][0].split(",")]


def test_a_click_on_the_hill_moves_the_point_there(visit):
    page = visit("slopes")
    page.mouse.click(*on_hill(page, 0.75, 0.25))
    page.wait_for_url("**at=*")
    assert point(page) == pytest.approx([1.5, -1.5], abs=0.03)


def test_a_drag_on_the_hill_moves_the_point_to_where_it_ends_and_keeps_the_pictures(visit):
    page = visit("slopes?at=0,0")
    page.evaluate(MARK)
    page.mouse.move(*on_hill(page, 0.5, 0.5))
    page.mouse.down()
    page.mouse.move(*on_hill(page, 0.2, 0.4), steps=4)
    assert page.locator(".optlab-ghost").count() == 1
    page.mouse.move(*on_hill(page, 0.1, 0.9), steps=4)
    page.mouse.up()
    page.wait_for_url("**at=-2*")
    assert point(page) == pytest.approx([-2.4, 2.4], abs=0.03)
    assert page.locator(".optlab-ghost").count() == 0
    assert page.evaluate(KEPT) == [True] * 3


def test_a_click_beside_the_plot_moves_nothing(visit):
    page = visit("slopes?at=0,0")
    page.mouse.click(*on_hill(page, 0.5, -0.1))
    page.wait_for_timeout(500)
    assert point(page) == [0.0, 0.0]


def test_one_step_keeps_the_pictures_and_tells_the_drop(visit):
    page = visit("slopes")
    page.evaluate(MARK)
    page.click(".st-key-slopes-step button")
    page.wait_for_selector("text=Step taken.")
    assert page.evaluate(KEPT) == [True] * 3
    assert "83 % of it" in page.inner_text("[data-testid=stMain]")


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
def test_pictures_and_their_reading_are_in_view(visit, size):
    page = visit("slopes", False, size)
    page.wait_for_timeout(500)
    assert page.evaluate(VISIBLE, IN_VIEW) == []


def test_dozens_of_knobs_scroll_and_leave_the_step_in_view(visit):
    page = visit("slopes?e=" + "%2B".join(f"x{number}^2" for number in range(1, 31)))
    assert page.locator("[class*=st-key-slopes-knob]").count() == 30
    page.wait_for_timeout(500)
    assert page.evaluate(VISIBLE, {name: IN_VIEW[name] for name in ("step", "picture", "reading")}) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("query", ["?show=curvature&at=0,0"])
def test_every_text_of_the_page_has_a_contrast_of_seven(visit, query, dark):
    page = visit(f"slopes{query}", dark)
    page.wait_for_timeout(600)
    judged = page.evaluate(CONTRAST)
    assert judged["texts"] > 30
    assert judged["faint"] == []
