"""The Chain rule page in a real browser: what only a browser can tell."""

import math
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


SENTENCE = """() => [...document.querySelectorAll('.st-key-chain-story p')]
    .filter(text => getComputedStyle(text).visibility === 'visible' && text.offsetParent)
    .map(text => text.textContent)"""
COVERED = """() => { const chart = document.querySelector('.st-key-chain-graph');
    const texts = [...chart.querySelectorAll('.mark-text text')]
        .map(text => [text.textContent, text.getBoundingClientRect()]);
    return texts.flatMap(([name, one], number) => texts.slice(0, number)
        .filter(([other, two]) => other !== name && one.left < two.right - 1 && two.left < one.right - 1
            && one.top + 4 < two.bottom - 4 && two.top + 4 < one.bottom - 4)
        .map(([other]) => [name, other])); }"""


@pytest.mark.parametrize("query", ["eg=neuron&step=10", "eg=valley&step=14", "eg=network&depth=6&gain=4&step=40"])
def test_the_graph_and_its_sentence_are_in_view_and_numbers_inside_their_boxes(visit, query):
    page = visit(f"chain-rule?{query}")
    things = {
        "heading": ("h1", 1),
        "player": (".optlab-player", 1),
        "graph": (".st-key-chain-graph svg.marks", 1),
        "sentence": (".st-key-chain-story", 1),
    }
    for width, height in [(1280, 720), (1024, 768)]:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(900)
        assert page.evaluate(VISIBLE, things) == [], (width, height)
        assert page.evaluate(OUTSIDE) == [], (width, height)
        assert page.evaluate(COVERED) == [], (width, height)


@pytest.mark.parametrize("query", ["eg=valley&step=14", "eg=network&depth=5&step=34"])
def test_on_a_phone_numbers_stay_inside_their_boxes_and_the_drawing_scrolls_in_its_frame(visit, query):
    page = visit(f"chain-rule?{query}", False, (390, 844))
    page.wait_for_timeout(1500)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(COVERED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
    story, graph = (page.locator(f".st-key-chain-{name}").bounding_box() for name in ("story", "graph"))
    assert graph["y"] + graph["height"] <= story["y"]
    sizes = """() => [...document.querySelectorAll('.st-key-chain-graph .mark-text text')]
        .map(text => parseFloat(getComputedStyle(text).fontSize))"""
    assert min(page.evaluate(sizes)) >= 13


def test_the_keys_walk_the_drawing_and_its_words_without_the_server(visit):
    page = visit("chain-rule")
    page.wait_for_timeout(800)
    page.evaluate("document.querySelector('.st-key-chain-graph svg.marks').marked = true")
    before = page.evaluate(TEXTS)
    assert [text.startswith("The inputs are given") for text in page.evaluate(SENTENCE)] == [True]
    page.context.set_offline(True)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert "1.44" in set(page.evaluate(TEXTS)) - set(before)
    assert [text.startswith("Forward.") for text in page.evaluate(SENTENCE)] == [True]
    page.keyboard.press("End")
    page.wait_for_timeout(400)
    assert "∂L/∂x = 0.313" in page.evaluate(TEXTS)
    assert len(page.evaluate(SENTENCE)) == 1
    assert page.evaluate("document.querySelector('.st-key-chain-graph svg.marks').marked === true")


def test_while_a_knob_is_held_the_numbers_in_the_drawing_follow_and_are_right(visit):
    page = visit("chain-rule")
    page.keyboard.press("End")
    page.wait_for_timeout(800)
    box = page.locator(".optlab-knob input[type=range]").first.bounding_box()
    level = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.68 * box["width"], level)
    page.mouse.down()
    page.context.set_offline(True)
    page.mouse.move(box["x"] + 0.85 * box["width"], level, steps=8)
    page.wait_for_timeout(400)
    at = float(page.input_value(".optlab-knob input[type=range]"))
    texts = page.evaluate(TEXTS)
    slope = next(text for text in texts if text.startswith("∂L/∂x = ")).removeprefix("∂L/∂x = ")
    assert float(slope.replace("−", "-")) == pytest.approx(2 * at * math.cos(at**2), rel=0.01)
    assert at != pytest.approx(1.2, abs=0.05)
    page.context.set_offline(False)
    page.mouse.up()


def test_the_check_shows_its_answers_at_the_end_only(visit):
    page = visit("chain-rule")
    page.wait_for_selector(".st-key-chain-later", state="visible")
    assert not page.is_visible(".st-key-chain-answers")
    page.keyboard.press("End")
    page.wait_for_selector(".st-key-chain-answers", state="visible")
    assert not page.is_visible(".st-key-chain-later")


def test_the_step_is_in_the_address_and_read_to_those_who_do_not_see_it(visit):
    page = visit("chain-rule?eg=line")
    page.wait_for_timeout(800)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('step=1')")
    assert page.get_attribute(".st-key-chain-story", "aria-live") == "polite"
    assert page.inner_text("h1") == "Squared error of a line"


def test_an_arrowhead_lies_along_its_edge(visit):
    page = visit("chain-rule?eg=valley&step=14")
    page.wait_for_timeout(800)
    turns = page.evaluate("""() => [...document.querySelectorAll('.st-key-chain-graph .mark-symbol path')]
        .map(path => Number(/rotate\\(([-\\d.e]+)/.exec(path.getAttribute('transform'))?.[1] ?? 0))""")
    assert sum(abs(abs(turn) - 90) > 5 for turn in turns) >= 4


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
