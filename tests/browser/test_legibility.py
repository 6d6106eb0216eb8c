"""Legible from the back row: all in view without scrolling, large enough, and of enough contrast."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
VISIBLE = Path(__file__).with_name("visible.js").read_text(encoding="utf-8")

SIZES = [(1280, 720), (1024, 768)]
METHODS = ("GradientDescent", "GradientDescent", "GradientDescent", "Momentum", "Nesterov", "RMSProp", "Adam", "Newton")
EIGHT = [f"Run number {n + 1}~{method}~0.01~{'16' if n == 1 else 'all'}~{n}" for n, method in enumerate(METHODS)]
PICTURES = {
    "four runs at first": ("", 4),
    "four runs at the end": ("?i=200", 4),
    "eight runs at the end": ("?" + urlencode({"r": EIGHT, "i": 200}, doseq=True), 8),
}

FONT_SIZES = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg text')]
    .filter(text => text.textContent.trim() && Number(getComputedStyle(text).opacity) > 0)
    .map(text => { const {a, b} = text.getScreenCTM();
        return [text.textContent, parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b)]; })"""

SCROLLS = """() => ['stMain', 'stSidebarContent'].map(name => {
    const box = document.querySelector(`[data-testid=${name}]`);
    return [name, box ? box.scrollHeight - box.clientHeight : 0]; })"""

CUT_VERDICTS = """() => [...document.querySelectorAll('.optlab-verdict')]
    .map(one => [one.innerText, one.scrollWidth - one.clientWidth]).filter(([, pixels]) => pixels > 1)
    .map(([text, pixels]) => `${text}: ${pixels} px too long`)"""

CHARTS = "[data-testid=stVegaLiteChart]"


def things(runs: int) -> dict[str, tuple[str, int]]:
    """What must be in view: a selector for it and how many there are, 0 for some."""
    return {
        "function": ("[data-testid=stSidebar] .st-key-function", 1),
        "formula typed": ("[data-testid=stSidebar] .st-key-formula", 1),
        "card": ("[class*=st-key-card]", runs),
        "formula": ("[data-testid=stMain] .katex-html .mfrac, [data-testid=stMain] .katex-html .mord", 0),
        "player": (".optlab-player", 1),
        "chart": (f"{CHARTS} svg", 2),
        "text in a chart": (f"{CHARTS} text", 0),
        "verdict": (".optlab-verdict", runs),
        "curvature": (".optlab-curvature", 1),
    }


def wrong(page, wanted: dict[str, tuple[str, int]], smallest: float) -> list[str]:
    """What cannot be seen whole, what scrolls, and texts in charts smaller than so many pixels."""
    page.wait_for_timeout(700)
    texts = page.evaluate(FONT_SIZES)
    assert len(texts) >= 10
    found = page.evaluate(VISIBLE, wanted) + page.evaluate(CUT_VERDICTS)
    whole = ("stMain", "stSidebarContent") if "card" in wanted else ("stMain",)  # the cards of eight runs may scroll
    scrolled = [(name, pixels) for name, pixels in page.evaluate(SCROLLS) if name in whole and pixels > 0]
    found += [f"{name} scrolls by {pixels} px" for name, pixels in scrolled]
    return found + [f"{text!r} in a chart has {pixels:.1f} px" for text, pixels in texts if pixels < smallest - 0.01]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("picture", PICTURES)
def test_all_is_in_view_and_whole_and_text_in_charts_has_16_pixels(visit, dark, picture):
    query, runs = PICTURES[picture]
    wanted = things(runs)
    if "i=" not in query:  # the evidence comes after the start
        del wanted["curvature"]
    if runs > 4:
        del wanted["card"]
    page = visit(query, dark)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = wrong(page, wanted, 16)
        assert not found, f"{width} x {height}:\n" + "\n".join(found)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_for_a_projector_everything_is_larger_and_controls_are_gone(visit, size):
    page = visit("?j=1", size=size)
    wanted = {name: things(4)[name] for name in ("player", "chart", "text in a chart", "verdict")}
    found = wrong(page, wanted, 19)
    assert not found, "\n".join(found)
    assert not page.is_visible("[data-testid=stSidebar]")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.optlab-verdict')).fontSize)") >= 19


def assert_no_text_is_faint(page) -> None:
    page.mouse.move(640, 5)
    page.wait_for_timeout(600)
    judged = page.evaluate(CONTRAST)
    assert judged["texts"] > 30
    line = "{text!r} in {place}: {contrast:.2f} instead of {wanted}, {ink} on {paper}"
    assert not judged["faint"], "\n".join(sorted({line.format(**one) for one in judged["faint"]}))


STATES = {
    "at first": "",
    "at the end": "?i=200",
    "a diverging run": "?"
    + urlencode({"r": ["Too fast~GradientDescent~5~all~1", "Slow~GradientDescent~0.01~4~4"]}, doseq=True),
    "five parameters": "?" + urlencode({"e": "x1^2 + x2^2 + x3^2 + x4^2 + x5^2"}),
    "no minimum": "?f=knobs_saddle",
    "a broken address": "?f=nowhere&n=-4",
    "rows": "?f=penguins",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_every_text_has_a_contrast_of_seven(visit, dark, state):
    assert_no_text_is_faint(visit(STATES[state], dark))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_details_of_a_run_have_a_contrast_of_seven(visit, dark):
    page = visit(dark=dark)
    page.click("[class*=st-key-run0-open] button")
    page.wait_for_selector(".st-key-opened-run [data-testid=stSelectbox]")
    assert_no_text_is_faint(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_way_to_bring_rows_has_a_contrast_of_seven(visit, dark):
    page = visit(dark=dark)
    page.click(".st-key-rows_open button")
    page.wait_for_selector(".st-key-rows_text textarea")
    assert_no_text_is_faint(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_error_in_a_formula_has_a_contrast_of_seven(visit, dark):
    page = visit(dark=dark)
    page.fill(".st-key-formula input", "x^2 + sni(y)")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=stAlert]")
    assert_no_text_is_faint(page)


KNOWN = """<div style="background: #fff; position: fixed"><p style="color: #777">grey</p>
    <p style="color: #000; opacity: 0.5">half</p> <p style="color: #000">black</p>
    <p style="color: #fff; display: none">unseen</p> <button disabled style="color: #eee">off</button></div>"""


def test_the_contrast_of_known_texts_is_found(visit):
    page = visit()
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", KNOWN)
    found = {one["text"]: round(one["contrast"], 2) for one in page.evaluate(CONTRAST)["faint"]}
    assert found["grey"] == pytest.approx(4.48, abs=0.02)
    assert found["half"] == pytest.approx(3.95, abs=0.05)
    assert not {"black", "unseen", "off"} & set(found)


def test_what_cannot_be_seen_is_found(visit):
    page = visit()
    html = '<i id="low" style="position: fixed; top: 700px; height: 40px; width: 9px"></i>'
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)
    wanted = {"low": ("#low", 1), "none": ("#nowhere", 1)}
    assert page.evaluate(VISIBLE, wanted) == ["low 1: 20 px cannot be seen", "none: 0 instead of 1"]
