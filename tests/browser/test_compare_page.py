"""The Compare page in a real browser: what only a browser can tell."""

import pytest

from tests.browser.messages import messages_of

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
    sent = messages_of(page)
    at_end = settled_heads(page)
    page.evaluate(MOVE, 5)
    early = settled_heads(page)
    assert len(at_end) == len(early) == 2
    assert at_end[0] != early[0]
    assert at_end[1] != early[1]
    assert "step 5 / 200" in page.inner_text(".optlab-player")
    assert sent == []


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
    bottom = page.evaluate("document.querySelector('.optlab-verdicts').getBoundingClientRect().bottom")
    cards = page.evaluate(
        "[...document.querySelectorAll('[class*=st-key-card]')].map(card => card.getBoundingClientRect().bottom)"
    )
    assert bottom <= 720
    assert len(cards) == 4
    assert max(cards) <= 720


def test_a_changed_rate_keeps_the_charts_in_the_page(visit):
    page = visit("?i=200")
    page.evaluate("document.querySelectorAll('[data-testid=stVegaLiteChart] svg').forEach(svg => svg.marked = true)")
    before = settled_heads(page)
    slider = page.locator(".st-key-run0-rate_control input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**r=Vanilla*")
    page.wait_for_timeout(1500)
    after = settled_heads(page)
    assert before[1] != after[1]
    kept = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(svg => svg.marked === true)"
    )
    assert kept == [True, True]


PLOT = """() => { const box = document.querySelector('.st-key-landscape svg .mark-group.root path.background')
    .getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; }"""


def clicked_start(page, right: float, down: float) -> list[float]:
    """The start after a click at these shares of the landscape."""
    left, top, width, height = page.evaluate(PLOT)
    page.mouse.click(left + right * width, top + down * height)
    page.wait_for_timeout(1500)
    return [float(part) for part in page.input_value("input[aria-label^='Start']").split(",")]


def units_there(page, right: float, down: float) -> list[float]:
    """Where these shares lie: the valley's window, 4 wide and 4 high around (0, 1), is whole and of one scale."""
    *_, width, height = page.evaluate(PLOT)
    scale = 4.0 / min(width, height)
    return [(right - 0.5) * width * scale, 1.0 - (down - 0.5) * height * scale]


def test_a_click_on_the_landscape_moves_the_start_also_after_zooming(visit):
    page = visit()
    there = units_there(page, 0.75, 0.25)
    assert clicked_start(page, 0.75, 0.25) == pytest.approx(there, abs=0.03)
    left, top, width, height = page.evaluate(PLOT)
    page.mouse.move(left + width / 2, top + height / 2)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(600)
    across, up = clicked_start(page, 0.75, 0.25)
    assert 0.3 * there[0] < across < 0.97 * there[0]
    assert 1.2 < up < 1.0 + 0.97 * (there[1] - 1.0)


def test_a_double_click_and_a_drag_are_the_charts_own(visit):
    page = visit()
    left, top, width, height = page.evaluate(PLOT)
    page.mouse.dblclick(left + width / 4, top + height / 4)
    page.mouse.move(left + 100, top + 100)
    page.mouse.down()
    page.mouse.move(left + 160, top + 150, steps=5)
    page.mouse.up()
    page.wait_for_timeout(1200)
    assert page.input_value("input[aria-label^='Start']") == "-1.2, 1"


def test_the_curvature_follows_the_player_and_a_click_on_its_limit_sets_the_rate(visit):
    page = visit("?f=elongated_bowl")
    page.evaluate(MOVE, 3)
    page.wait_for_timeout(300)
    told = page.inner_text(".optlab-curvature")
    assert "Vanilla at step 3" in told
    assert "λmin = 1" in told
    assert page.inner_text(".optlab-verdict >> nth=0").split()[-1] == "10"
    page.click(".optlab-curvature button:has-text('2/λmax = 0.2')")
    page.wait_for_timeout(1200)
    assert page.input_value(".st-key-run0-rate_control .optlab-rate-field") == "0.2"
    page.evaluate(MOVE, 60)
    words = page.inner_text(".optlab-verdict >> nth=0")
    assert "zigzag" in words or "side to side" in words


def test_a_click_on_a_verdict_chooses_its_run(visit):
    page = visit("?i=200")
    page.click(".optlab-verdict >> nth=3")
    page.wait_for_function("document.querySelector('.optlab-curvature').textContent.startsWith('Momentum')")


def test_the_numbers_of_a_step_follow_the_player_in_green_and_red(visit):
    page = visit("?y=numbers&u=3&f=elongated_bowl")
    page.evaluate(MOVE, 1)
    page.wait_for_timeout(300)
    assert "Momentum · step 1" in page.inner_text(".optlab-numbers h4")
    assert "fell by" in page.inner_text(".optlab-numbers .fell")
    seen = set()
    for step in range(2, 40):
        page.evaluate(MOVE, step)
        seen.add(page.evaluate("document.querySelector('.optlab-numbers strong').className"))
    assert seen == {"fell", "rose"}


SLOW = "?k=80&n=100" + "".join(f"&r=Slow{n}~ConjugateGradient~0.01~16~{n}" for n in range(6))


def test_long_work_shows_its_progress_and_ends_when_a_control_is_changed(visit):
    page = visit(SLOW)
    steps = page.locator("[class*=st-key-steps] input")
    steps.fill("5000")
    steps.press("Enter")
    page.wait_for_selector("[data-testid=stProgress]", timeout=20_000)
    steps.fill("40")
    steps.press("Enter")
    page.wait_for_function("document.querySelector('.optlab-player-step').textContent.endsWith('/ 40')", timeout=20_000)
    page.wait_for_selector("[data-testid=stProgress]", state="detached", timeout=20_000)
    assert len(page.locator(".optlab-verdict").all()) == 6


def test_the_plane_of_many_parameters_goes_through_the_run_where_the_player_rests(visit):
    page = visit("?e=x^2%2B3*y^2%2Bz^4%2Bx*y*z&s=2,1,1.5&i=200")
    note = "document.querySelector('[data-testid=stMain]').innerText.match(/at step \\d+: z = [^.]+\\.\\d+/)?.[0]"
    at_end = page.evaluate(note)
    page.locator(".optlab-player input").fill("3")
    page.wait_for_function(f"({note} ?? '').startsWith('at step 3:')")
    assert page.evaluate(note).removeprefix("at step 3") != at_end.removeprefix("at step 200")
