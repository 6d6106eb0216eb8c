"""What a visitor waits for, in a real Chromium."""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.benchmarks.page.scenes import query, runs

WATCH = Path(__file__).with_name("watch.js")
DRAWN = """() => { const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
    return charts.length === 2 && charts.every(chart => chart.querySelectorAll('.mark-symbol path').length > 1); }"""
PICTURE = "() => document.querySelector('[data-testid=stVegaLiteChart] :is(.mark-line, .mark-symbol) path')"
SETTLED = "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; FileNotFoundError where there is none."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        raise FileNotFoundError("no Chromium was found on this machine")
    flags = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags.split())
        yield browser
        browser.close()


@contextmanager
def page_at(browser: Any, address: str) -> Iterator[Any]:
    """The page at an address, watched, as soon as a server answers there; it is closed afterwards."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.add_init_script(path=WATCH)
    _go(page, address)
    page.wait_for_function(DRAWN, timeout=120_000)
    yield page
    context.close()


def first_picture(browser: Any, address: str) -> float:
    """When, on the clock of ``time.perf_counter``, a browser that knows nothing yet has drawn the first picture."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    _go(page, address)
    page.wait_for_function(PICTURE, timeout=120_000)
    drawn = time.perf_counter()
    context.close()
    return drawn


def _go(page: Any, address: str) -> None:
    for _ in range(3000):
        with suppress(Exception):
            page.goto(address, wait_until="commit")
            return
        time.sleep(0.01)


def changes(browser: Any, address: str, scene: dict[str, list[str]], count: int = 24) -> list[dict[str, float]]:
    """Notes on each of ``count`` rates typed in turn to the runs, each a rate not seen before."""
    found = []
    with page_at(browser, address + query(scene)) as page:
        page.wait_for_timeout(2000)
        for number in range(count):
            field = page.locator(".optlab-rate-field").nth(number % runs(scene))
            field.fill(f"{0.79 * float(field.input_value()):.4g}")
            page.wait_for_timeout(150)
            page.keyboard.press("Enter")
            page.wait_for_function("notes.painted > 0", timeout=60_000)
            page.wait_for_function(SETTLED, timeout=60_000)
            page.wait_for_timeout(400)
            found.append(page.evaluate("({...notes, changed: 0})"))
    return found


def drag(browser: Any, address: str, scene: dict[str, list[str]], seconds: float = 2.0) -> dict[str, Any]:
    """Moves of a hand on the first run's rate in so many seconds, and the pictures that followed it."""
    with page_at(browser, address + query(scene)) as page:
        slider = page.locator(".optlab-rate input[type=range]").first
        slider.hover()
        page.wait_for_timeout(2000)
        box = slider.bounding_box()
        page.mouse.down()
        page.evaluate("notes.follow()")
        began = time.perf_counter()
        while (spent := time.perf_counter() - began) < seconds:
            share = 0.6 - 0.25 * math.sin(3.0 * spent)
            page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            time.sleep(0.016)
        notes = page.evaluate("({moves: notes.moves, pictures: notes.pictures})")
        page.mouse.up()
        return notes | {"seconds": spent}


def frames(browser: Any, address: str, scene: dict[str, list[str]], speed: str) -> list[list[float]]:
    """Milliseconds and number of changed charts of each frame while the player plays."""
    with page_at(browser, address + query(scene)) as page:
        page.wait_for_timeout(2000)
        page.select_option('[data-act="speed"]', speed)
        page.click('[data-act="play"]')
        return page.evaluate("duration => notes.film(duration)", min(5000, 5000 / float(speed)))
