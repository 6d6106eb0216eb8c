"""The control of a learning rate: typed, by keys, by its limit, and what a faulty text does."""

CONTROL = ".st-key-run0-rate_control"
FIELD, SLIDER, MARKS = f"{CONTROL} .optlab-rate-field", f"{CONTROL} input[type=range]", f"{CONTROL} .optlab-rate-marks"
RUNS = "&r=Vanilla~GradientDescent~0.1~all~0&r=Adam~Adam~0.1~all~1"
BOWL = f"?f=sphere&e=x%5E2%2B50*y%5E2{RUNS}"
"""λ = 2 and 100: stable up to 0.02."""


def awaits(page, rate: str) -> None:
    """Wait until the address holds the first run's rate."""
    page.wait_for_function(
        "rate => new URL(location).searchParams.get('r').split('~')[2] === rate", arg=rate, timeout=10_000
    )


def type_in(page, text: str) -> None:
    page.fill(FIELD, text)
    page.press(FIELD, "Enter")


def test_a_typed_rate_is_taken_with_comma_or_point(visit):
    page = visit(BOWL)
    for text, rate in (("0.0198", "0.0198"), ("0,0203", "0.0203"), ("2e-3", "0.002")):
        type_in(page, text)
        awaits(page, rate)
        page.wait_for_timeout(500)
        assert page.input_value(FIELD) == rate


def test_what_is_no_rate_is_said_beside_it_and_nothing_is_lost(visit):
    page = visit(BOWL)
    before = page.url
    for text in ("abc", "", "-0.1", "0", "1,000.5", "<b>1</b>"):
        type_in(page, text)
        page.wait_for_timeout(400)
        assert "is not a learning rate" in page.inner_text(f"{CONTROL} [role=alert]"), text
        assert page.input_value(FIELD) == text
        assert page.get_attribute(FIELD, "aria-invalid") == "true"
        assert page.url == before
        page.press(FIELD, "Escape")
        assert page.input_value(FIELD) == "0.1"
        assert page.inner_text(f"{CONTROL} [role=alert]") == ""


def test_the_slider_says_its_name_its_rate_and_how_far_that_is_from_the_limit(visit):
    page = visit(BOWL)
    type_in(page, "0.0204")
    awaits(page, "0.0204")
    slider = page.get_by_role("slider", name="Learning rate of Vanilla", exact=True)
    assert slider.get_attribute("aria-valuetext") == "0.0204, 1.02 times the limit 2/λmax"


def test_keys_move_the_rate_by_one_percent_ten_percent_and_a_thousandth(visit):
    page = visit(BOWL)
    for key, rate in (("ArrowRight", "0.101"), ("PageDown", "0.09182"), ("Shift+ArrowLeft", "0.09173")):
        page.focus(SLIDER)
        page.keyboard.press(key)
        awaits(page, rate)
        page.wait_for_timeout(300)


def test_a_click_on_the_limit_takes_it_and_it_is_explained_on_hover_and_on_focus(visit):
    page = visit(BOWL)
    limit = page.locator(f"{MARKS} button", has_text="2/λmax")
    limit.hover()
    said = page.inner_text(f"{CONTROL} [role=tooltip]")
    assert said == "2/λmax = 0.02: stable up to here (λmax = 100, the curvature everywhere)."
    page.mouse.move(640, 300)
    limit.focus()
    assert page.inner_text(f"{CONTROL} [role=tooltip]") == said
    limit.click()
    awaits(page, "0.02")


def test_a_method_without_a_limit_has_none_on_its_track(visit):
    page = visit(BOWL)
    assert page.locator(".st-key-run1-rate_control .optlab-rate-marks button").count() == 0
    assert page.get_attribute(".st-key-run1-rate_control input[type=range]", "aria-valuetext") == "0.1"


def test_marks_are_legible_and_inside_the_sidebar_also_on_a_phone(visit):
    page = visit(BOWL, size=(390, 844))
    page.click("[data-testid=stExpandSidebarButton]")
    page.wait_for_timeout(1000)
    boxes = page.evaluate(
        """mark => [...document.querySelectorAll(mark)].map(one => { const box = one.getBoundingClientRect();
            return [box.left, box.right, parseFloat(getComputedStyle(one).fontSize)]; })""",
        f"{MARKS} button",
    )
    limit, best = boxes
    assert min(size for _, _, size in boxes) >= 14
    assert best[1] <= limit[0] + 0.5
    assert limit[1] <= page.evaluate("document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right")
