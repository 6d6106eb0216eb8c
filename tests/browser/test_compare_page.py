"""The Compare page in a real browser: what only a browser can tell."""

import pytest

pytestmark = pytest.mark.browser

HEADS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].map(
    chart => [...chart.querySelectorAll('.mark-symbol path')].map(path => path.getAttribute('transform')).join('|'))"""

MOVE = """step => { const slider = document.querySelector('#optlab-step'); slider.value = step;
    slider.dispatchEvent(new Event('input', {bubbles: true})); }"""


def settled_heads(page) -> list[str]:
    page.wait_for_timeout(400)
    return page.evaluate(HEADS)


def test_the_step_slider_moves_both_charts_without_a_rerun(visit):
    page = visit()
    frames = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: frames.append(1)))
    at_end = settled_heads(page)
    page.evaluate(MOVE, 5)
    early = settled_heads(page)
    assert len(at_end) == len(early) == 2
    assert at_end[0] != early[0]
    assert at_end[1] != early[1]
    assert "step 5 / 200" in page.inner_text(".optlab-player")
    assert frames == []


def test_play_moves_the_charts_and_pause_stops_them(visit):
    page = visit()
    page.click('[data-act="play"]')
    page.wait_for_timeout(700)
    first = page.input_value("#optlab-step")
    page.wait_for_timeout(500)
    page.click('[data-act="play"]')
    second = page.input_value("#optlab-step")
    page.wait_for_timeout(300)
    assert int(first) < int(second) < 200
    assert page.input_value("#optlab-step") == second


@pytest.mark.parametrize("dark", [False, True])
def test_everything_is_in_view_at_1280_by_720(visit, dark):
    page = visit(dark=dark)
    page.wait_for_timeout(500)
    bottom = page.evaluate("document.querySelector('.outcomes').getBoundingClientRect().bottom")
    cards = page.evaluate(
        "[...document.querySelectorAll('[class*=st-key-card]')].map(card => card.getBoundingClientRect().bottom)"
    )
    assert bottom <= 720
    assert len(cards) == 4
    assert max(cards) <= 720


def test_a_changed_rate_keeps_the_charts_in_the_page(visit):
    page = visit()
    page.evaluate("document.querySelectorAll('[data-testid=stVegaLiteChart] svg').forEach(svg => svg.marked = true)")
    before = settled_heads(page)
    slider = page.locator("[class*=st-key-card0] input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(1500)
    after = settled_heads(page)
    assert before[1] != after[1]
    kept = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(svg => svg.marked === true)"
    )
    assert kept == [True, True]
