"""The network in a real browser: it follows the player without the server, and a weight comes under the hand."""

import pytest

from tests.browser.messages import messages_of

pytestmark = pytest.mark.browser

MOONS = "?m=network&y=network&v=map"
WIDTHS = """() => [...document.querySelectorAll('.optlab-network line:not(.optlab-weight)')]
    .map(line => line.getAttribute('stroke-width'))"""
LAST_ROW = """() => { const row = [...document.querySelectorAll('.optlab-points path.row')].at(-1);
    const box = row.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"""
UNIT = "() => document.querySelectorAll('.optlab-unit canvas')[5].toDataURL()"


def go(page, step):
    page.evaluate(
        "step => { const field = document.querySelector('#optlab-step'); field.value = step;"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }",
        step,
    )


@pytest.fixture
def network(visit):
    page = visit(MOONS)
    page.wait_for_selector(".optlab-network line")
    page.wait_for_timeout(800)
    return page


def test_weights_and_units_follow_the_player_without_a_message_and_without_scrolling(network):
    sent = messages_of(network)
    seen = []
    for step in (0, 100, 101, 300):
        go(network, step)
        seen.append((network.evaluate(WIDTHS), network.evaluate(UNIT)))
    assert len({str(widths) for widths, _ in seen}) == 4  # between key frames, too
    assert len({unit for _, unit in seen}) >= 3
    assert len(seen[0][0]) == 24
    network.wait_for_timeout(300)
    assert sent == []
    box = network.locator(".optlab-network").bounding_box()
    assert box["y"] + box["height"] <= 720


def test_a_click_on_a_weight_shows_its_slider_and_the_loss_along_it_and_another_closes_it(network):
    go(network, 40)
    network.locator(".optlab-weight[data-name=w1_2_3]").dispatch_event("click")
    network.wait_for_selector(".optlab-nudge input[type=range]")
    said = network.locator(".optlab-nudge output")
    assert said.inner_text().startswith("weight w1_2_3 from x2 to unit 3: ")
    assert "at step 40, where the loss is" in said.inner_text()
    assert network.locator(".optlab-nudge path.slice").get_attribute("d").count("L") == 80
    picture = "() => document.querySelector('.optlab-nudge-picture canvas').toDataURL()"
    before = network.evaluate(picture)
    network.locator(".optlab-nudge input").fill("70")
    assert "the loss rises from" in said.inner_text() or "the loss falls from" in said.inner_text()
    assert network.evaluate(picture) != before
    assert network.locator(".optlab-network line.held").count() == 1
    network.locator(".optlab-nudge button").click()
    network.wait_for_selector(".optlab-nudge", state="detached")
    assert network.locator(".optlab-network line.held").count() == 0


def test_a_click_on_a_unit_shows_its_picture_large_and_another_goes_back(network):
    network.locator(".optlab-unit").nth(4).click()
    large = network.locator(".optlab-unit-large")
    assert large.inner_text().startswith("unit 3")
    large.click()
    assert large.count() == 0


def test_a_click_adds_a_row_a_drag_moves_it_and_a_double_click_removes_it(network):
    network.get_by_role("button", name="Edit the data").click()
    chart = network.locator(".optlab-points svg")
    chart.wait_for()
    network.wait_for_timeout(500)
    rows = network.locator(".optlab-points path.row")
    assert rows.count() == 240
    box = chart.bounding_box()
    network.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.1 * box["height"])
    network.wait_for_function("new URL(location).searchParams.get('z')", timeout=60_000)
    assert rows.count() == 241
    assert "data" in network.evaluate("new URL(location).searchParams.get('m')")
    network.wait_for_timeout(1000)
    x, y = network.evaluate(LAST_ROW)
    network.mouse.move(x, y)
    network.mouse.down()
    network.mouse.move(x + 40, y + 30, steps=4)
    network.mouse.up()
    moved = network.evaluate(LAST_ROW)
    assert (moved[0] - x, moved[1] - y) == pytest.approx((40, 30), abs=2)
    network.mouse.dblclick(x + 40, y + 30)
    assert rows.count() == 240
