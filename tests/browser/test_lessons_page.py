"""Lessons by mouse, keys and touch: the five ways to answer, what stays locked, and what is held back."""

import pytest

pytestmark = pytest.mark.browser

HEADS = """() => [...document.querySelectorAll('.st-key-landscape svg .mark-symbol path')].map(path =>
    path.getAttribute('transform')).join(' ')"""
PICKED_STANDS_OUT = """() => [...document.querySelectorAll('.st-key-lesson-choices [data-testid=stRadioOption]')]
    .some(option => option.querySelector('input:checked') && getComputedStyle(option).borderStyle === 'solid')"""
MISSED = """() => [...document.querySelectorAll('.st-key-lesson-panel button:not([disabled])')].filter(button => {
    button.scrollIntoView({block: 'center'}); const box = button.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !button.contains(at) && at !== button; }).map(button => button.innerText)"""

READY = """() => [...document.querySelectorAll('.st-key-lesson-panel button:not([disabled])')]
    .some(button => button.innerText.includes('That is my answer'))"""


def commit(page):
    button = page.get_by_role("button", name="That is my answer")
    page.wait_for_function(READY)
    button.click()
    page.locator(".st-key-lesson-say").wait_for(timeout=30_000)
    return page


@pytest.fixture
def lesson(visit):
    def opened(name: str, **more):
        page = visit(f"lessons?lesson={name}", **more)
        page.locator(".st-key-lesson-ask").wait_for(timeout=30_000)
        return page

    return opened


def test_a_choice_is_committed_plays_and_is_locked_even_after_a_reload(lesson):
    page = lesson("cliff")
    assert page.locator(".optlab-player").count() == 0
    page.get_by_text("Careful, with steps of 0.0198").click()
    page.wait_for_function(PICKED_STANDS_OUT)
    before = page.evaluate(HEADS)
    commit(page)
    page.wait_for_function("() => Number(document.querySelector('.optlab-player input').value) > 5", timeout=20_000)
    assert page.evaluate(HEADS) != before  # the map follows the player that came after it
    assert "a=cliff%7ECareful" in page.url or "a=cliff~Careful" in page.url
    assert "You said" in page.locator(".st-key-lesson-panel").inner_text()
    page.reload()
    page.locator(".st-key-lesson-say").wait_for(timeout=30_000)
    assert page.get_by_role("button", name="That is my answer").count() == 0
    assert page.evaluate(MISSED) == []


def test_a_number_has_no_handle_before_it_is_touched_and_takes_keys(lesson):
    page = lesson("station_2_partials")
    assert page.locator(".optlab-answer_number.untouched").count() == 1
    page.locator(".optlab-answer_number input[type=text]").fill("-6")
    page.keyboard.press("Enter")
    page.locator(".optlab-answer_number input[type=text]").blur()
    commit(page)
    assert "exactly" in page.locator(".st-key-lesson-panel").inner_text()
    assert page.locator(".optlab-line .truth").count() == 1


def test_what_is_committed_is_what_stands_in_the_field_not_what_stood_there_before(lesson):
    page = lesson("station_2_partials")
    field = page.locator(".optlab-answer_number input[type=text]")
    field.fill("3")
    field.press("Enter")
    page.wait_for_function(READY)
    field.fill("-6")
    commit(page)  # the click takes the focus from the field, and both are told at once
    assert "You said −6" in page.locator(".st-key-lesson-panel").inner_text()


def test_a_comma_that_can_mean_two_numbers_is_asked_about_and_is_no_answer(lesson):
    page = lesson("momentum_speed")
    field = page.locator(".optlab-answer_number input[type=text]")
    for typed, words in {"1,500": "write 1500 or 1.500", "0": "from 1 to 100"}.items():
        field.fill("50")
        field.press("Enter")
        page.wait_for_function(READY)
        field.fill(typed)
        field.press("Enter")
        page.wait_for_function(f"() => !({READY})()")
        assert words in page.get_by_role("status").filter(has_text="rite").inner_text()


def test_the_middle_of_the_track_can_be_answered(lesson):
    page = lesson("station_2_partials")
    box = page.locator(".optlab-answer_number input[type=range]").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    commit(page)
    assert "You said 0" in page.locator(".st-key-lesson-panel").inner_text()


def test_things_are_put_in_order_by_buttons_and_by_dragging(lesson):
    page = lesson("step_size")
    rows = page.locator(".optlab-answer-row")
    assert rows.first.inner_text().splitlines()[1].startswith("Large")
    page.get_by_role("button", name="Middle steps: 0.2: up").click()
    page.get_by_role("button", name="Middle steps: 0.2: up").click()
    large = page.locator('.optlab-answer-row[data-key="Large"]').bounding_box()
    small = page.locator('.optlab-answer-row[data-key="Small"]').bounding_box()
    page.mouse.move(large["x"] + 90, large["y"] + 20)
    page.mouse.down()
    page.mouse.move(small["x"] + 90, small["y"] + small["height"] - 5, steps=6)
    page.mouse.up()
    page.wait_for_timeout(800)
    commit(page)
    assert "Yes, in this order" in page.locator(".st-key-lesson-panel").inner_text()


def test_a_curve_is_sketched_with_the_pointer(lesson):
    page = lesson("station_4_loop")
    box = page.locator(".optlab-answer_sketch canvas").bounding_box()
    page.mouse.move(box["x"] + 68, box["y"] + 20)
    page.mouse.down()
    for across, up in ((0.1, 0.6), (0.2, 0.8), (0.5, 0.84), (0.95, 0.84)):
        page.mouse.move(
            box["x"] + 64 + across * (box["width"] - 80), box["y"] + 12 + up * (box["height"] - 52), steps=5
        )
    page.mouse.up()
    commit(page)
    assert "of the axis away" in page.locator(".st-key-lesson-panel").inner_text()


def test_a_click_on_the_picture_is_the_answer_and_stands_there_as_a_ghost(lesson):
    page = lesson("which_minimum")
    box = page.locator(".st-key-landscape svg .mark-group.root path.background").first.bounding_box()
    page.mouse.click(box["x"] + 0.2 * box["width"], box["y"] + 0.8 * box["height"])
    page.get_by_text("Your point").wait_for(timeout=10_000)
    commit(page)
    assert "your point is" in page.locator(".st-key-lesson-panel").inner_text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_the_picture_comes_first_and_nothing_lies_over_the_answers(lesson, dark):
    page = lesson("station_1_hill", dark=dark, size=(390, 844))
    picture = page.locator(".st-key-slopes-hill-bare").bounding_box()
    asked = page.locator(".st-key-lesson-ask").bounding_box()
    assert picture["y"] < asked["y"]
    assert picture["height"] > 300
    page.get_by_text("The step north").click()
    page.wait_for_timeout(500)
    assert page.evaluate(MISSED) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_text_is_large_enough_and_words_before_the_picture_are_few(lesson):
    page = lesson("cliff")
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.st-key-lesson-panel :is(p, button), .st-key-lesson-intro p')]"
        ".filter(e => e.innerText)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 16
    assert len(page.locator(".st-key-lesson-intro").inner_text().split()) <= 60


def test_curves_are_walked_with_keys_and_spoken(visit):
    page = visit()
    page.locator(".optlab-player [data-act=end]").click()
    page.wait_for_timeout(800)
    page.locator(".st-key-curves").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".optlab-heard").inner_text().startswith("Vanilla, step 0")
    page.keyboard.press("ArrowRight")
    first = page.locator(".optlab-heard").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(".optlab-heard").inner_text().startswith("Stochastic")
    assert "point 2 of" in first
    assert page.locator(".optlab-player-step").inner_text().startswith("step 200")  # the player has the same keys


def test_a_sheet_is_ink_on_white_paper_in_the_dark_theme_too(visit):
    page = visit("lessons?lesson=step_size&sheet=questions", dark=True)
    page.emulate_media(media="print")
    label = page.locator(".st-key-sheet-picture svg text").first
    label.wait_for(timeout=30_000)
    ink = label.evaluate("text => Math.max(...getComputedStyle(text).fill.match(/\\d+/g).slice(0, 3).map(Number))")
    assert ink < 128
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
