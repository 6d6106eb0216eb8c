"""The Slopes page in a real browser: what only a browser can tell."""

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
VISIBLE = Path(__file__).with_name("visible.js").read_text(encoding="utf-8")
MARK = "document.querySelectorAll('[data-testid=stVegaLiteChart] svg.marks').forEach(svg => svg.marked = true)"
KEPT = "[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg.marks')].map(svg => svg.marked === true)"
VIEW = """() => { const root = document.querySelector('.st-key-slopes-hill svg.marks .mark-group.root');
    const box = root.querySelector('path.background').getBoundingClientRect();
    let group = [...root.querySelectorAll('text')].map((text) => text.__data__?.mark?.group).find(Boolean);
    while (group && !group.context) group = group.mark?.group;
    return { box, view: group.context.dataflow }; }"""
ON_SCREEN = f"""([x, y]) => {{ const {{ box, view }} = ({VIEW})();
    return [box.left + view.scale('x')(x), box.top + view.scale('y')(y)]; }}"""
DRAWN = """() => { window.drawn = []; const svg = document.querySelector('.st-key-slopes-slice-east svg.marks');
    const note = () => { if (performance.now() - (drawn.at(-1) ?? 0) > 4) drawn.push(performance.now()); };
    new MutationObserver(note).observe(svg, { subtree: true, attributes: true, childList: true }); }"""
# A frame of this machine now: what a picture can cost at least.
LAG = """(text) => new Promise((done) => { const start = performance.now();
    const look = () => document.querySelector('.st-key-slopes-words-east').innerText.includes(text)
        ? done(performance.now() - start) : requestAnimationFrame(look); look(); })"""
# The gradient's arrow on the screen, and the direction of the isoline that is nearest to the point.
ANGLE = f"""() => {{ const {{ box, view }} = ({VIEW})(); const [spot] = view.data('spot');
    const at = (x, y) => [view.scale('x')(x), view.scale('y')(y)];
    const from = at(spot.x, spot.y);
    const lines = [...document.querySelectorAll('.st-key-slopes-hill svg.marks .mark-rule line')].map((line) => {{
        const [x, y] = line.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
        return {{ from: [x, y], way: [Number(line.getAttribute('x2') ?? 0), Number(line.getAttribute('y2') ?? 0)],
                  width: Number(line.getAttribute('stroke-width')) }}; }});
    const begins = ({{ from: [x, y] }}) => Math.hypot(x - from[0], y - from[1]) < 1;
    const arrow = lines.find((line) => line.width === 4 && begins(line)).way;
    const points = view.data('isolines').map((row) => ({{ ...row, screen: at(row.x, row.y) }}));
    const far = (point) => Math.hypot(point.screen[0] - from[0], point.screen[1] - from[1]);
    const near = points.reduce((best, point) => (far(point) < far(best) ? point : best));
    const line = points.filter((point) => point.line === near.line);
    const beside = (step) => line.find((point) => point.order === near.order + step).screen;
    const [back, on] = [beside(-3), beside(3)];
    const turn = Math.atan2(arrow[1], arrow[0]) - Math.atan2(on[1] - back[1], on[0] - back[0]);
    return Math.abs(((turn * 180) / Math.PI) % 180); }}"""

WALLS = [(1280, 720), (1024, 768), (1920, 1080), (2560, 1440)]
IN_VIEW = {
    "heading": (".st-key-headline h1", 1),
    "formula": (".st-key-formula-line .katex", 2),
    "knob": (".optlab-knob input[type=range]", 4),
    "step": (".st-key-slopes-step button", 1),
    "picture": ("[data-testid=stVegaLiteChart] svg.marks", 3),
    "reading": (".st-key-slopes-reading p", 3),
}


def on_hill(page, x: float, y: float) -> tuple[float, float]:
    """Where on the screen a point of the map lies."""
    return tuple(page.evaluate(ON_SCREEN, [x, y]))


def point(page) -> list[float]:
    return [float(value) for value in parse_qs(urlsplit(page.url).query)["at"][0].split(",")]


def words(page, name: str) -> str:
    return page.inner_text(f".st-key-slopes-words-{name}")


def ready(page) -> None:
    """Knobs and pictures stand, and the last answer of the server has come."""
    page.wait_for_selector(".optlab-knob[data-knob=p0] input[type=range]")
    page.wait_for_function(
        "document.querySelectorAll('.st-key-slopes-slice-east svg.marks .mark-symbol path').length > 0"
    )
    page.wait_for_timeout(700)


def grasp(page, knob: str, share: float) -> tuple[float, float, float]:
    """Hold a knob by its thumb; what is returned is where its track begins, how long and how high it lies."""
    box = page.locator(f".optlab-knob[data-knob={knob}] input[type=range]").bounding_box()
    level = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + share * box["width"], level)
    page.mouse.down()
    return box["x"], box["width"], level


def test_a_click_on_the_hill_moves_the_point_there(visit):
    page = visit("slopes")
    ready(page)
    page.mouse.click(*on_hill(page, 1.5, -1.5))
    page.wait_for_url("**at=*")
    assert point(page) == pytest.approx([1.5, -1.5], abs=0.03)


def test_a_drag_on_the_hill_takes_point_and_words_along_and_keeps_the_pictures(visit):
    page = visit("slopes?at=0,0")
    ready(page)
    page.evaluate(MARK)
    page.mouse.move(*on_hill(page, 0, 0))
    page.mouse.down()
    page.mouse.move(*on_hill(page, -1, 2), steps=4)
    page.wait_for_function(
        "document.querySelector('.st-key-slopes-words-gradient').innerText.includes('points uphill')"
    )
    page.mouse.move(*on_hill(page, -2.4, 2.4), steps=4)
    page.mouse.up()
    page.wait_for_url("**at=-2*")
    assert point(page) == pytest.approx([-2.4, 2.4], abs=0.03)
    assert page.evaluate(KEPT) == [True] * 3


def test_a_drag_that_ends_outside_the_window_ends(visit):
    page = visit("slopes?at=0,0")
    ready(page)
    page.mouse.move(*on_hill(page, 0, 0))
    page.mouse.down()
    page.mouse.move(-300, 300, steps=5)
    page.mouse.up()
    page.wait_for_url("**at=-*")
    assert point(page)[0] < -2.9
    told = point(page)
    page.mouse.move(600, 400, steps=4)
    page.wait_for_timeout(800)
    assert point(page) == told


def test_a_click_beside_the_plot_moves_nothing(visit):
    page = visit("slopes?at=0,0")
    ready(page)
    left, top = on_hill(page, 0, 0)[0], page.locator(".st-key-slopes-hill").bounding_box()
    page.mouse.click(left, top["y"] + top["height"] - 3)
    page.wait_for_timeout(500)
    assert point(page) == [0.0, 0.0]


def test_pictures_and_words_follow_a_held_knob_ten_times_a_second_without_the_server(visit):
    page = visit("slopes")
    ready(page)
    page.evaluate(MARK)
    page.evaluate(DRAWN)
    left, width, level = grasp(page, "p0", 0.3)
    address = page.url
    start = page.evaluate("performance.now()")
    for share in range(60):
        page.mouse.move(left + (0.3 + share / 150) * width, level)
        page.wait_for_timeout(16)
    seconds = (page.evaluate("performance.now()") - start) / 1000
    pictures = page.evaluate("drawn.length")
    assert page.url == address
    assert pictures >= 10 * min(seconds, 60 / 10), (pictures, seconds)
    page.wait_for_timeout(300)
    held = [words(page, name) for name in ("east", "north", "gradient", "step")]
    page.mouse.up()
    page.wait_for_url("**at=*")
    page.wait_for_timeout(1500)
    assert page.locator(".optlab-words").count() == 0
    assert [words(page, name) for name in ("east", "north", "gradient", "step")] == held
    assert page.evaluate(KEPT) == [True] * 3


def test_a_held_knob_is_followed_within_a_few_frames(visit):
    page = visit("slopes?at=0,0")
    ready(page)
    frame = page.evaluate("""() => new Promise((done) => { const start = performance.now(); let left = 10;
        const end = () => done((performance.now() - start) / 10);
        const tick = () => (left-- ? requestAnimationFrame(tick) : end()); tick(); })""")
    left, width, level = grasp(page, "p1", 0.5)
    page.wait_for_timeout(500)
    page.mouse.move(left + 0.75 * width, level)
    value = page.input_value(".optlab-knob[data-knob=p1] input[type=text]").replace("−", "-")
    expected = f"{-4 * float(value):.3g}".replace("-", "−")
    assert page.evaluate(LAG, expected) <= max(150.0, 8.0 * frame)
    page.mouse.up()


@pytest.mark.parametrize(
    "formula", ["x^2 + 3y^2 - 4x*y", "exp(x) + y", "sin(3x)*y^2/7", "x^3", "sqrt(x) + log(y)", "a*b*c"]
)
def test_words_in_hand_are_those_that_the_server_says(visit, formula):
    page = visit(f"slopes?e={quote(formula)}")
    ready(page)
    for knob in ("p0", "nudge", "rate"):
        left, width, level = grasp(page, knob, 0.4)
        page.mouse.move(left + 0.62 * width, level, steps=3)
        page.wait_for_timeout(500)
        names = ["east", "gradient", "step"]
        held = [words(page, name) for name in names] + page.locator(".optlab-knob-note").all_inner_texts()
        assert page.locator(".optlab-words").count() > 0
        page.mouse.up()
        page.wait_for_function("document.querySelectorAll('.optlab-words').length === 0")
        page.wait_for_timeout(300)
        assert [words(page, name) for name in names] + page.locator(".optlab-knob-note").all_inner_texts() == held


def test_a_formula_too_large_for_the_browser_is_followed_by_the_server(visit):
    formula = quote("Sum(tanh(w*x + i*b), (i, 1, 40))/40 - y")
    page = visit(f"slopes?f=penguins&e={formula}")
    ready(page)
    before = words(page, "gradient")
    left, width, level = grasp(page, "p0", 0.4)
    for share in range(10):
        page.mouse.move(left + (0.4 + share / 40) * width, level)
        page.wait_for_timeout(60)
    page.wait_for_function(
        "(before) => document.querySelector('.st-key-slopes-words-gradient').innerText !== before", arg=before
    )
    page.wait_for_timeout(2000)
    held = words(page, "gradient")
    page.mouse.up()
    page.wait_for_url("**at=*")
    page.wait_for_function("document.querySelectorAll('.optlab-words').length === 0")
    assert words(page, "gradient") == held


def test_arrow_keys_turn_a_knob_and_a_number_can_be_typed(visit):
    page = visit("slopes?at=0,1")
    ready(page)
    page.focus(".optlab-knob[data-knob=p0] input[type=range]")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**at=0.*")
    first = point(page)[0]
    assert 0.0 < first < 0.5
    page.fill(".optlab-knob[data-knob=p0] input[type=text]", "−1,25")
    page.keyboard.press("Enter")
    page.wait_for_url("**at=-1.25*")
    assert words(page, "gradient").startswith("Gradient (−6.5, 11)")


def test_the_player_takes_point_slices_and_words_down_the_hill(visit):
    page = visit("slopes")
    ready(page)
    before = words(page, "gradient")
    page.click(".optlab-player [data-act=forward]")
    page.wait_for_function(
        "(before) => document.querySelector('.st-key-slopes-words-gradient').innerText !== before", arg=before
    )
    assert "(−7.42, 11.9)" in words(page, "gradient")
    page.wait_for_selector("text=Step taken.")
    assert "83 % of it" in words(page, "step")
    assert point(page) == pytest.approx([-0.752, 1.48])


def test_one_step_keeps_the_pictures_and_tells_the_drop(visit):
    page = visit("slopes")
    ready(page)
    page.evaluate(MARK)
    page.click(".st-key-slopes-step button")
    page.wait_for_selector("text=Step taken.")
    assert page.evaluate(KEPT) == [True] * 3
    assert "83 % of it" in page.inner_text("[data-testid=stMain]")


@pytest.mark.parametrize("query", ["slopes?f=sphere&at=-1.4,0.8", "slopes?f=knobs_saddle&at=-0.6,1.1"])
def test_the_gradient_stands_at_right_angles_on_the_isolines_at_every_size(visit, query):
    page = visit(query)
    ready(page)
    for width, height in [*WALLS, (390, 844)]:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(900)
        unequal = page.evaluate(
            f"""() => {{ const {{ view }} = ({VIEW})();
            const long = (name) => Math.abs(view.scale(name)(1) - view.scale(name)(0));
            return long('x') / long('y'); }}"""
        )
        assert unequal == pytest.approx(1.0, abs=0.005), (width, height)
        if "sphere" in query:
            assert page.evaluate(ANGLE) == pytest.approx(90.0, abs=1.0), (width, height)


def test_the_first_view_needs_no_scrolling_and_leaves_nothing_blank(visit):
    page = visit("slopes")
    ready(page)
    for width, height in WALLS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(900)
        assert page.evaluate(VISIBLE, IN_VIEW) == [], (width, height)
        bottom = page.locator(".st-key-slopes-reading").bounding_box()
        assert height - (bottom["y"] + bottom["height"]) <= 0.05 * height, (width, height)


def test_on_a_phone_knobs_and_step_stand_below_the_map_in_the_page_and_nothing_runs_off(visit):
    page = visit("slopes", False, (390, 844))
    ready(page)
    assert page.locator("[data-testid=stMain] .optlab-knob").count() == 4
    hill, knob = (page.locator(name).first.bounding_box() for name in (".st-key-slopes-hill", ".optlab-knob"))
    assert hill["y"] + hill["height"] <= knob["y"] < 844
    parts = "document.querySelectorAll('.st-key-screen :not(.katex-mathml *, svg *)')"  # both hold what nobody sees
    seen = f"[...{parts}].map((part) => part.getBoundingClientRect().right)"
    assert page.evaluate(f"Math.max(...{seen})") <= 391
    assert "…" not in page.inner_text(".st-key-slopes-reading")


def test_in_space_planes_and_ball_stand_beside_the_slices_and_the_switch_leads_back(visit):
    page = visit("slopes")
    ready(page)
    page.click("text=3-D")
    page.wait_for_selector(".st-key-surface .js-plotly-plot", timeout=60_000)
    assert page.locator(".st-key-slopes-slice-east svg.marks").count() == 1
    page.click("text=Map")
    page.wait_for_selector(".st-key-slopes-hill svg.marks")


def test_dozens_of_knobs_scroll_and_leave_the_pictures_in_view(visit):
    page = visit("slopes?e=" + "%2B".join(f"x{number}^2" for number in range(1, 31)))
    ready(page)
    assert page.locator(".optlab-knob").count() == 32
    assert page.evaluate(VISIBLE, {name: IN_VIEW[name] for name in ("picture", "reading")}) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("query", ["?show=curvature&at=0,0"])
def test_every_text_of_the_page_has_a_contrast_of_seven(visit, query, dark):
    page = visit(f"slopes{query}", dark)
    page.wait_for_timeout(600)
    judged = page.evaluate(CONTRAST)
    assert judged["texts"] > 30
    assert judged["faint"] == []
