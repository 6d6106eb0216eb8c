"""A served dashboard and a real Chromium; without one the tests are skipped, unless OPTLAB_BROWSER=required."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import serving

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium was found on this machine"
        if os.environ.get("OPTLAB_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a dashboard served for these tests."""
    with serving() as server:
        yield f"{server.address}/"


def is_error(message) -> bool:
    """Streamlit looks for its own address below that of the page first, and is answered 404: that is no error."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]


@pytest.fixture
def visit(chromium, address):
    """``visit(query, dark)`` opens a page at 1280 x 720; errors in its console fail the test at the end."""
    contexts, errors = [], []

    def open_page(query: str = "", dark: bool = False, size: tuple[int, int] = (1280, 720)):
        viewport = {"width": size[0], "height": size[1]}
        context = chromium.new_context(viewport=viewport, color_scheme="dark" if dark else "light")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address + query)
        page.wait_for_selector("[data-testid=stVegaLiteChart] svg", timeout=60_000)
        page.wait_for_function("document.querySelectorAll('.mark-symbol path').length > 0")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
