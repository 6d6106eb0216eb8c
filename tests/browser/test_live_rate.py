"""Path and curve follow the hand on a learning rate, from one answer of the server to the next."""

import math
import time

import pytest

CONTROL = ".st-key-run0-rate_control"
SLIDER, FIELD = f"{CONTROL} input[type=range]", f"{CONTROL} .optlab-rate-field"
FASTEST, LATEST = 10, 0.15
"""Pictures a second at least while the hand moves, and seconds that a picture may lag behind it (their median)."""

WATCH = """() => {
    const lines = frame => [...document.querySelectorAll(`.st-key-${frame} .mark-line path`)];
    const shape = frame => lines(frame).map(path => path.getAttribute('d')).join();
    const seen = window.seen = { landscape: [], curves: [], moved: [], lags: [] };
    const last = {};
    let waiting = null;
    document.addEventListener('optlab-rate', event => {
        if (event.detail.what !== 'move') return;
        seen.moved.push(performance.now()); waiting ??= performance.now(); });
    const look = () => {
        for (const frame of ['landscape', 'curves']) if (shape(frame) !== last[frame]) {
            last[frame] = shape(frame); seen[frame].push(performance.now());
            if (frame === 'landscape' && waiting) { seen.lags.push(performance.now() - waiting); waiting = null; } }
        requestAnimationFrame(look); };
    look(); }"""
ROWS = """([frame, table, run]) => {
    const label = document.querySelector(`.st-key-${frame} svg.marks .mark-group.root text`);
    let group = label.__data__.mark.group;
    while (!group.context) group = group.mark.group;
    return group.context.dataflow.data(table).filter(row => row.run === run).map(row => [row.step, row.x, row.y]); }"""


class Hand:
    """A hand on the slider of the first run."""

    def __init__(self, page):
        self.page = page
        self.box = page.locator(SLIDER).bounding_box()

    def at(self, share: float) -> None:
        self.page.mouse.move(self.box["x"] + share * self.box["width"], self.box["y"] + self.box["height"] / 2)

    def take(self, share: float = 0.7) -> None:
        """Rest on it until the first answer is there, then hold it."""
        self.at(share)
        self.page.wait_for_timeout(1500)
        self.page.mouse.down()

    def let_go(self) -> None:
        self.page.mouse.up()


def rows(page, frame: str, table: str, run: int = 0):
    return page.evaluate(ROWS, [frame, table, run])


def rate_in_address(page) -> str:
    return page.evaluate("new URL(location).searchParams.get('r')?.split('~')[2] ?? ''")


def awaits_rest(page) -> None:
    """Until the script has run, and what it drew is painted."""
    page.wait_for_timeout(300)
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")
    page.wait_for_timeout(700)


def test_while_the_hand_moves_there_are_ten_pictures_a_second_close_behind_it(visit):
    page = visit("?i=200")
    hand = Hand(page)
    hand.take(0.75)
    page.evaluate(WATCH)
    began = time.perf_counter()
    while (spent := time.perf_counter() - began) < 2.0:
        hand.at(0.75 - 0.25 * math.sin(3.0 * spent))
        time.sleep(0.016)
    seen = page.evaluate("seen")
    hand.let_go()
    # a machine at work elsewhere tells the browser of fewer moves: then every second one has its picture, for two that
    # are less than a pixel apart have the same
    possible = len(seen["moved"]) / 2.0
    for frame in ("landscape", "curves"):
        assert len(seen[frame]) / 2.0 >= min(FASTEST, possible / 2), seen
    lags = sorted(seen["lags"])
    assert lags[len(lags) // 2] <= 1000 * LATEST * max(1.0, FASTEST / possible), lags


def test_what_is_let_go_is_the_exact_rate_and_the_picture_is_that_of_the_server(visit):
    page = visit("?i=200")
    hand = Hand(page)
    hand.take(0.75)
    before = rows(page, "landscape", "paths")
    hand.at(0.6)
    page.wait_for_timeout(800)
    held, typed = rows(page, "landscape", "paths"), page.input_value(FIELD)
    assert held[-1] != before[-1]
    assert rate_in_address(page) == ""
    hand.let_go()
    awaits_rest(page)
    assert rate_in_address(page) == typed
    now = rows(page, "landscape", "paths")
    assert [row[0] for row in now] == [row[0] for row in held]
    assert max(abs(a - b) for new, old in zip(now, held, strict=True) for a, b in zip(new, old, strict=True)) < 0.02


def test_a_rate_taken_back_shows_the_rows_of_before(visit):
    page = visit("?i=200")
    hand = Hand(page)
    page.locator(SLIDER).focus()
    before = [rows(page, "landscape", "paths"), rows(page, "curves", "curves")]
    page.keyboard.down("ArrowRight")
    page.wait_for_timeout(1500)
    assert rows(page, "landscape", "paths") != before[0]
    page.keyboard.press("ArrowLeft")
    awaits_rest(page)
    page.fill(FIELD, "0.032")
    page.press(FIELD, "Enter")
    awaits_rest(page)
    assert [rows(page, "landscape", "paths"), rows(page, "curves", "curves")] == before
    assert hand.box is not None


def test_other_runs_keep_their_rows(visit):
    page = visit("?i=200")
    others = [
        [rows(page, frame, table, run) for run in (1, 2, 3)]
        for frame, table in (("landscape", "paths"), ("curves", "curves"))
    ]
    hand = Hand(page)
    hand.take()
    hand.at(0.5)
    page.wait_for_timeout(600)
    assert others == [
        [rows(page, frame, table, run) for run in (1, 2, 3)]
        for frame, table in (("landscape", "paths"), ("curves", "curves"))
    ]
    hand.let_go()


def test_at_step_zero_the_whole_path_is_shown_while_the_hand_holds_it(visit):
    page = visit()
    lines = """[...document.querySelectorAll('.st-key-landscape .mark-line path')].some(
        path => path.__data__?.datum?.run === 0 && path.getBBox().width > 20)"""
    assert not page.evaluate(lines)
    hand = Hand(page)
    hand.take()
    hand.at(0.65)
    page.wait_for_function(lines, timeout=5000)
    assert page.evaluate("document.getElementById('optlab-step').value") == "0"
    hand.let_go()
    awaits_rest(page)
    assert not page.evaluate(lines)


def test_a_hand_that_lets_go_outside_the_window_has_set_the_rate(visit):
    page = visit("?i=200")
    hand = Hand(page)
    hand.take()
    hand.at(0.6)
    page.mouse.move(hand.box["x"] + 0.6 * hand.box["width"], -80)
    page.wait_for_timeout(300)
    typed = page.input_value(FIELD)
    hand.let_go()
    awaits_rest(page)
    assert float(rate_in_address(page)) == float(typed) != 0.032


ASKED = """() => { window.asked = 0; const told = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) { window.asked += 1; return told.call(this, data); }; }"""


def test_one_question_is_under_way_at_a_time(visit):
    page = visit("?i=200&n=1000")
    hand = Hand(page)
    page.evaluate(ASKED)
    hand.take()
    for place in range(40):
        hand.at(0.3 + 0.01 * place)
    asked = page.evaluate("asked")
    hand.let_go()
    assert 1 <= asked <= 8


def test_a_dear_run_follows_when_it_is_let_go(visit):
    page = visit("?i=200&n=5000&r=Few~GradientDescent~0.01~16~0&f=himmelblau")
    before = rows(page, "landscape", "paths")
    hand = Hand(page)
    hand.take()
    hand.at(0.4)
    page.wait_for_timeout(800)
    typed = page.input_value(FIELD)
    assert float(typed) != 0.01
    hand.let_go()
    page.wait_for_function(
        "rate => new URL(location).searchParams.get('r').split('~')[2] === rate", arg=typed, timeout=30_000
    )
    awaits_rest(page)
    assert rows(page, "landscape", "paths") != before


def test_a_held_run_that_is_removed_and_a_function_that_changes_leave_no_traces(visit):
    page = visit("?i=200&r=One~GradientDescent~0.01~all~0&r=Two~GradientDescent~0.02~all~1")
    page.locator(SLIDER).focus()
    page.keyboard.down("ArrowRight")
    page.wait_for_timeout(300)
    page.evaluate("document.querySelector('.st-key-run0-open button').click()")
    page.wait_for_selector(".st-key-run0-remove button")
    page.evaluate("document.querySelector('.st-key-run0-remove button').click()")
    page.wait_for_function("document.querySelectorAll('.optlab-rate').length === 1", timeout=10_000)
    page.keyboard.up("ArrowRight")
    awaits_rest(page)
    assert rows(page, "landscape", "paths", 0) == []
    assert len(rows(page, "landscape", "paths", 1)) > 10
    slider = page.locator(".st-key-run1-rate_control input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.fill(".st-key-formula input", "x^2 + 4y^2")
    page.press(".st-key-formula input", "Enter")
    page.wait_for_url("**e=x*")
    awaits_rest(page)
    start = rows(page, "landscape", "paths", 1)[0][1:]
    page.locator(".st-key-run1-rate_control input[type=range]").focus()
    page.keyboard.down("ArrowRight")
    page.wait_for_timeout(1200)
    assert rows(page, "landscape", "paths", 1)[0][1:] == pytest.approx(start, abs=0.01)
    page.keyboard.up("ArrowRight")
    awaits_rest(page)
    assert page.locator("[data-testid=stException]").count() == 0


PLACES = """() => { const shown = window.shown = [];
    const look = () => { const path = [...document.querySelectorAll('.st-key-landscape .mark-line path')]
            .find(path => path.__data__?.datum?.run === 0);
        const x = Number((path?.getAttribute('d') ?? '').split(/[ML,]/)[2 * 40 + 1]);
        if (x !== shown.at(-1)) shown.push(x);
        requestAnimationFrame(look); };
    look(); }"""
"""Where the 40th point of the first run's path is drawn, at every frame."""


SLOWED = """() => { const [now, frame] = [performance.now.bind(performance), requestAnimationFrame.bind(window)];
    performance.now = () => now() / 10;
    window.requestAnimationFrame = then => frame(at => then(at / 10)); }"""
"""Time in the page a tenth as fast, so that a slow machine draws pictures between two others, too."""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_rate_that_is_set_glides_unless_motion_is_to_be_reduced(visit, motion):
    page = visit("?i=200")
    page.emulate_media(reduced_motion=motion)
    page.evaluate(SLOWED)
    page.evaluate(PLACES)
    between = []
    for change in (
        lambda: (page.fill(FIELD, "0.01"), page.press(FIELD, "Enter")),
        lambda: page.click(".optlab-curvature button"),
    ):
        page.evaluate("shown.splice(0, shown.length - 1)")
        change()
        awaits_rest(page)
        page.wait_for_timeout(3_000)  # slowed, a glide takes two seconds
        first, *passed, last = page.evaluate("shown")
        between.append([x for x in passed if min(first, last) + 1 < x < max(first, last) - 1])
        assert passed == sorted(passed, reverse=first > last)
    assert any(between) == (motion == "no-preference")
