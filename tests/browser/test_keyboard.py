"""Without a mouse: everything that can be used is reached by Tab, is seen to be reached, and answers to keys."""

import pytest

pytestmark = pytest.mark.browser

MOST_TABS = 150

LOOK = """const look = one => { const boxes = [one];
    while (boxes.length < 6 && boxes.at(-1).parentElement) boxes.push(boxes.at(-1).parentElement);
    return boxes.map(box => { const {outline, boxShadow, borderColor, backgroundColor, textDecoration, color} =
        getComputedStyle(box); return [outline, boxShadow, borderColor, backgroundColor, textDecoration, color]; })
        .join(); };"""
ARRIVED = f"""() => {{ {LOOK} const one = document.activeElement, box = one.getBoundingClientRect();
    if (one === document.body) return null;
    Object.assign(window, {{ left: one, focused: look(one) }});
    return {{ tag: one.tagName, inside: box.bottom > 0 && box.top < innerHeight && box.right > 0,
        name: one.getAttribute('aria-label') ?? one.innerText.trim(),
        key: one.closest('[class*=st-key-]')?.className.match(/st-key-([\\w-]+)/)?.[1] ?? '' }}; }}"""
LEFT = f"() => {{ {LOOK} return look(window.left) === window.focused; }}"

PAGES = "Compare, Slopes, Chain rule"
PLAYER = "To the start, One step back, Play, One step on, To the end, Step, Speed"
RUNS = ", ".join(f"run{number}-open, run{number}-rate_control, 2/λmax" for number in range(3))
STOPS = {
    "?i=200": f"function, formula, start, steps, {RUNS}, run3-open, run3-rate_control, (2+2β)/λmax, added, experiment, "
    f"rows_open, keep, {PAGES}, view, more, projector, {PLAYER}, vertical, what it is doing, step, loss, η·λmax, κ, "
    "Vanilla, Stochastic, Mini-batch, Momentum, 2/λmax, better",
    "slopes": f"{PAGES}, slopes-function, slopes-formula, slopes-ground, slopes-projector, {PLAYER}, x, y, nudge, "
    "learning rate, slopes-step, slopes-sound, slopes-view, slopes-rules-x, slopes-rules-y",
    "chain-rule": f"chain-example, chain-formula, chain-knobs, {PAGES}, chain-projector, {PLAYER}",
}
"""By page: keys or parts of the names of what is to be reached, in this order."""


AT_ONCE = "* { transition: none !important; }"
"""How it looks where it is: a colour that only begins to change looks like none."""


def is_seen(page) -> bool:
    """Whether what had the focus before looks different without it.

    A second look is taken where the next stop lies in the same frame, which shows the focus of both, and for a slow
    browser: then nothing has the focus.
    """
    if not page.evaluate(LEFT):
        return True
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(500)
    page.evaluate(ARRIVED)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(300)
    differs = not page.evaluate(LEFT)
    page.evaluate("window.left.focus()")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    return differs


def tour(page) -> list[dict]:
    """What has the focus after each press of Tab, until it leaves the page; ``seen``: it looks different then."""
    page.add_style_tag(content=AT_ONCE)
    found = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        if found:
            found[-1]["seen"] = is_seen(page)
        here = page.evaluate(ARRIVED)
        if here is None:
            return found
        found.append(here)
    raise AssertionError(f"the focus does not leave the page: {found[-10:]}")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", STOPS)
def test_tab_reaches_everything_in_reading_order_and_shows_where_it_is(visit, name, dark):
    page = visit(name, dark)
    page.wait_for_timeout(1000)
    found = [one for one in tour(page) if one["tag"] != "MAIN"]
    assert not [one for one in found if not one["inside"] or not one["seen"]]
    places = iter(found)
    missed = [
        stop for stop in STOPS[name].split(", ") if not any(stop == one["key"] or stop in one["name"] for one in places)
    ]
    assert not missed, found


def reach(page, selector: str) -> None:
    """Press Tab until the focus is inside."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_formula_a_rate_a_run_and_a_verdict_are_changed_by_keys_alone(visit):
    page = visit()
    reach(page, ".st-key-formula")
    page.keyboard.press("Control+a")
    page.keyboard.type("x^2 + 4y^2")
    page.keyboard.press("Enter")
    page.wait_for_url("**e=x*")
    reach(page, ".st-key-run0-rate_control input[type=range]")
    before = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_timeout(1500)
    reach(page, ".st-key-added")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.optlab-verdict').length === 5")
    reach(page, ".optlab-verdict:has(+ .optlab-verdict b)")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**u=2*")
    chosen = ".optlab-verdict[aria-pressed=true]"
    page.wait_for_function(f"document.querySelector('{chosen}')?.innerText.startsWith('Mini-batch')")


def test_a_run_opens_in_place_by_key_and_closes_by_the_same_with_the_focus_there(visit):
    page = visit()
    card = "[class*=st-key-run0-open]"
    reach(page, card)
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-opened-run [data-testid=stSelectbox]")
    assert page.evaluate("card => Boolean(document.activeElement.closest(card))", card)
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-opened-run", state="detached")
    assert page.evaluate("card => Boolean(document.activeElement.closest(card))", card)


def test_a_popover_opens_by_key_and_closes_by_escape_with_the_focus_back(visit):
    page = visit()
    reach(page, ".st-key-keep")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=stPopoverBody] button")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")
    assert page.evaluate("Boolean(document.activeElement.closest('.st-key-keep'))")
