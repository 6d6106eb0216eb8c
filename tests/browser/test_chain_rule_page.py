"""The Chain rule page in a real browser: what only a browser can tell."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
VISIBLE = Path(__file__).with_name("visible.js").read_text(encoding="utf-8")
TEXTS = """() => [...document.querySelector('[data-testid=stVegaLiteChart]').querySelectorAll('.mark-text text')]
    .map(text => text.textContent)"""
OUTSIDE = """() => { const chart = document.querySelector('[data-testid=stVegaLiteChart]');
    const boxes = [...chart.querySelectorAll('.mark-rect path')].map(box => box.getBoundingClientRect());
    const over = text => boxes.some(box => {
        const across = (text.left + text.right) / 2, down = (text.top + text.bottom) / 2;
        const own = Math.abs(across - (box.left + box.right) / 2) < 1 && box.top < down && down < box.bottom;
        return own && text.right - text.left > box.right - box.left; });
    return [...chart.querySelectorAll('.mark-text text')].filter(text => over(text.getBoundingClientRect()))
        .map(text => text.textContent); }"""


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize("query", ["eg=neuron", "eg=valley", "eg=network&depth=6&gain=4"])
def test_the_graph_and_its_sentence_are_in_view_and_numbers_inside_their_boxes(visit, query, size):
    page = visit(f"chain-rule?{query}", False, size)
    page.wait_for_timeout(500)
    things = {
        "stepper": (".st-key-chain-step", 1),
        "graph": ("[data-testid=stVegaLiteChart] svg", 2 if "network" in query else 1),
        "sentence": ("[data-testid=stMain] p:has(strong):has(.katex .overline)", 1),
    }
    assert page.evaluate(VISIBLE, things) == []
    assert page.evaluate(OUTSIDE) == []


def test_walking_on_changes_the_numbers_and_keeps_the_picture(visit):
    page = visit("chain-rule?step=0")
    page.evaluate("document.querySelector('[data-testid=stVegaLiteChart] svg').marked = true")
    before = page.evaluate(TEXTS)
    page.click(".st-key-chain-next button")
    page.wait_for_selector("text=Forward.")
    page.wait_for_timeout(600)
    assert "1.44" in set(page.evaluate(TEXTS)) - set(before)
    assert page.evaluate("document.querySelector('[data-testid=stVegaLiteChart] svg').marked === true")


def test_a_box_says_what_it_computes_where_there_is_room_and_always_when_pointed_at(visit):
    page = visit("chain-rule?eg=valley", False, (1024, 768))
    assert "v₄" in page.evaluate(TEXTS)
    page.wait_for_timeout(500)
    x, y = page.evaluate("""() => { const text = [...document.querySelectorAll('.mark-text text')]
        .find(one => one.textContent === 'v₄').getBoundingClientRect(); return [text.x + 4, text.y + 4]; }""")
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "v₄ = y − v₃" in page.inner_text("#vg-tooltip-element")
    assert "v₄ = y − v₃" in visit("chain-rule?eg=valley").evaluate(TEXTS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("query", ["?eg=network&step=3"])
def test_every_text_of_the_page_has_a_contrast_of_seven(visit, query, dark):
    page = visit(f"chain-rule{query}", dark)
    page.wait_for_timeout(600)
    judged = page.evaluate(CONTRAST)
    assert judged["texts"] > 20
    assert judged["faint"] == []
