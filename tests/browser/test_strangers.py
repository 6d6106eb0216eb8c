"""What a stranger types is text everywhere: on the page, in pictures and files, and nowhere in the log."""

import json
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.serving import serving

pytestmark = pytest.mark.browser

AWAY = "strange.example"
MARKS = [
    f"![i](//{AWAY}/i.png)",
    f"[link](https://{AWAY}/a)",
    f"https://{AWAY}/b",
    f"www.{AWAY}",
    "<img src=x onerror=pwned()>",
    "<b>&amp;</b> ${pwned()}",
    f"$\\href{{//{AWAY}}}{{x}}$",
    "=1+1 `` :red[x]",
]
RUNS = [f"{name}~GradientDescent~0.01~all~{number}" for number, name in enumerate(MARKS)]
ADDRESSES = {
    "compare": "?" + urlencode({"f": "himmelblau", "r": RUNS}, doseq=True),
    "numbers": "?" + urlencode({"f": "himmelblau", "r": RUNS, "y": "numbers", "u": 4}, doseq=True),
    "surface": "?" + urlencode({"f": "himmelblau", "r": RUNS, "v": "surface"}, doseq=True),
    "plane": "?" + urlencode({"f": "penguins", "r": RUNS[1:2], "e": "(x-a)^2+b^2+c^2"}, doseq=True),
    "formula": "?" + urlencode({"e": f"x\n```\n![i](//{AWAY}/i.png)"}),
    "notices": "?" + urlencode({"f": f"![i](//{AWAY}/i.png)", "s": MARKS[1], "z": MARKS[4]}),
    "slopes": "slopes?" + urlencode({"e": f"x\n```\n![i](//{AWAY}/i.png)", "at": MARKS[1], "d": MARKS[2]}),
    "chain rule": "chain-rule?" + urlencode({"e": f"<img src=x>\n```\n[a](//{AWAY})", "eg": "own", "at": MARKS[0]}),
}
FOUND = """away => [...document.querySelectorAll('[href], [src], [data], [action], [style]')].filter(one =>
    ['href', 'xlink:href', 'src', 'data', 'action', 'style'].some(name => one.getAttribute(name)?.includes(away))
).map(one => one.outerHTML)"""
PROGRAM = """() => {
    window.pwned = 0;
    window.refused = [];
    document.addEventListener('securitypolicyviolation', event => window.refused.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.pwned = 1';
    document.body.append(script);
    const frame = Object.assign(document.createElement('iframe'), { src: 'https://strange.example/' });
    const image = Object.assign(document.createElement('img'), { src: 'https://strange.example/i.png' });
    const handler = document.createElement('div');
    document.body.append(frame, image, handler);
    handler.innerHTML = '<img src=x onerror="window.pwned = 2">';
    return fetch('https://strange.example/').catch(() => new Promise(end => setTimeout(end, 500)));
}"""


@pytest.fixture(scope="module")
def server():
    with serving() as started:
        yield started


@pytest.fixture
def watched(chromium):
    """A page that remembers where it wanted to go and what its browser refused."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    page = context.new_page()
    page.asked, page.refused = [], []
    page.on("request", lambda request: page.asked.append(urlsplit(request.url).hostname))
    page.on("console", lambda told: page.refused.append(told.text) if "Content Security" in told.text else None)
    page.on("pageerror", lambda error: page.refused.append(str(error)))
    page.on("dialog", lambda dialog: page.refused.append(dialog.message))
    yield page
    context.close()


def assert_harmless(page) -> None:
    assert page.evaluate(FOUND, AWAY) == []
    assert set(page.asked) <= {"127.0.0.1", None, ""}
    assert page.refused == []
    assert page.locator("[data-testid=stException]").count() == 0


@pytest.mark.parametrize("kind", ADDRESSES)
def test_text_from_an_address_is_text_on_the_page(server, watched, kind):
    watched.goto(f"{server.address}/{ADDRESSES[kind]}")
    watched.wait_for_selector("[data-testid=stMain] svg.marks, [data-testid=stPlotlyChart]", timeout=60_000)
    watched.wait_for_timeout(1500)
    assert_harmless(watched)


def test_names_of_runs_are_shown_letter_by_letter(server, watched):
    watched.goto(f"{server.address}/{ADDRESSES['compare']}")
    watched.wait_for_function("document.querySelectorAll('.optlab-verdict').length === 8", timeout=60_000)
    told = watched.inner_text("[data-testid=stMain]")
    assert all(name.replace("  ", " ") in told for name in MARKS), told
    cards = [
        one.inner_text().strip().replace("\u2060", "").removeprefix("chevron_right").strip()
        for one in watched.locator("[class*=st-key-card] button").all()
    ]
    assert all(any(card.startswith(name[:8]) for card in cards) for name in MARKS), cards


def test_typed_text_and_rows_are_text(server, watched):
    watched.goto(f"{server.address}/")
    watched.wait_for_selector(".optlab-verdict", timeout=60_000)
    watched.get_by_role("button", name="Rows").click()
    watched.get_by_label("or paste them").fill(f"a,{MARKS[1]},{MARKS[4]}\n1,2,x\n2,3,y\n3,5,z\n")
    watched.keyboard.press("Control+Enter")
    watched.wait_for_selector("[data-testid=stToast], [data-testid=stAlert]")
    watched.wait_for_timeout(1000)
    assert_harmless(watched)


def test_files_have_fixed_names_and_no_formulas_of_spreadsheets(server, watched):
    watched.goto(f"{server.address}/{ADDRESSES['compare']}")
    watched.wait_for_selector(".optlab-verdict", timeout=60_000)
    watched.get_by_role("button", name="Keep").click()
    names = {}
    for label in ("All iterates", "Settings (JSON)", "Program"):
        with watched.expect_download() as waiting:
            watched.locator("[data-testid=stDownloadButton], .optlab-download").get_by_text(label).first.click()
        names[waiting.value.suggested_filename] = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert all(name.startswith("optlab") for name in names), names
    assert ",=1" not in names["optlab.csv"]
    compile(names["optlab_runs.py"], "optlab_runs.py", "exec")
    assert_harmless(watched)


def test_an_answer_of_any_kind_carries_the_headers(server):
    page = urllib.request.urlopen(f"{server.address}/").read().decode()
    script = page.split('src="./')[1].split('"')[0]
    for path in ("", script, "_stcore/health", "cache", "compare", "nothing-here"):
        with urllib.request.urlopen(f"{server.address}/{path}") as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            assert answer.headers["Referrer-Policy"] == "no-referrer", path
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"], path
    assert json.load(urllib.request.urlopen(f"{server.address}/cache"))["capacity"] == 128_000_000


def test_a_script_that_got_into_the_page_would_neither_run_nor_call_home(server, watched):
    watched.goto(f"{server.address}/")
    watched.wait_for_selector(".optlab-verdict", timeout=60_000)
    watched.evaluate(PROGRAM)
    assert watched.evaluate("window.pwned") == 0
    refused = set(watched.evaluate("window.refused"))
    assert {"connect-src", "img-src", "frame-src"} <= refused
    assert any(kind.startswith("script-src") for kind in refused)


def test_the_log_holds_nothing_that_was_typed(server):
    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert AWAY not in log
    assert "onerror" not in log
    assert "Traceback" not in log
